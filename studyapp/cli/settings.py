"""`studyapp settings`: what this installation is set to, and under which name to set it otherwise."""

import json
from typing import Annotated

import typer

from studyapp.cli.terminal import fail


def show(
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON object.")] = False,
) -> None:
    """Print the settings, secrets masked."""
    from studyapp import settings

    values = {_variable(name): value for name, value in settings.current().masked().items()}
    if as_json:
        typer.echo(json.dumps(values, indent=2))
        return
    width = max(map(len, values))
    for name, value in values.items():
        typer.echo(f"{name:<{width}}  {value}")


def require_valid() -> None:
    """End the command with a sentence when the environment or `.env` says something impossible."""
    from pydantic import ValidationError

    from studyapp import settings

    try:
        settings.current()
    except ValidationError as error:
        first = error.errors()[0]
        fail(f"{_variable(str(first['loc'][0]))}: {first['msg'].lower()}.")


def _variable(name: str) -> str:
    """The environment variable that sets this one. Those with a name of their own complain under it."""
    from studyapp.settings import Settings

    if name == "database":
        return "STUDYAPP_DATABASE_URL"
    field = Settings.model_fields.get(name)
    if field is None:
        return name
    return str(field.validation_alias or f"STUDYAPP_{name.upper()}")
