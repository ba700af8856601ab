"""`studyapp run`: migrates the database, builds the pages and serves the app."""

import os
from typing import Annotated

import typer

from studyapp.cli.terminal import fail
from studyapp.errors import StudyError


def run(
    port: Annotated[
        int | None, typer.Option(help="Where to listen; STUDYAPP_PORT unless given.", min=1, max=65535)
    ] = None,
) -> None:
    """Serve the app on this machine until it is stopped with Ctrl-C."""
    from studyapp import settings
    from studyapp.server import serve

    if port is not None:
        os.environ["STUDYAPP_PORT"] = str(port)
        settings.current.cache_clear()
    try:
        serve.run(settings.current(), say=typer.echo)
    except StudyError as error:
        fail(error.sentence)
