"""The command line app. Each command has a module of its own."""

import os
from typing import Annotated

import typer

import studyapp
from studyapp.cli import courses, generate, goals, jobs, migrate, run, settings

app = typer.Typer(
    name="studyapp",
    help="A self-hosted study app: give it material, study the cards that come back.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command()(run.run)
app.command()(generate.generate)
app.command(name="import")(courses.import_files)
app.add_typer(goals.app, name="goals")
app.add_typer(jobs.app, name="jobs")
app.command(name="settings")(settings.show)
app.command()(migrate.migrate)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(studyapp.__version__)
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Which one this is."),
    ] = False,
) -> None:
    """A self-hosted study app: give it material, study the cards that come back."""
    os.umask(0o077)  # only the owner may read the files we create
    settings.require_valid()
