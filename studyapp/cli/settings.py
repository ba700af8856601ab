"""`studyapp settings`: prints the settings of this installation under the names of their environment variables."""

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
    """End the command with a sentence if the environment or `.env` has an impossible value."""
    from pydantic import ValidationError

    from studyapp import settings

    try:
        settings.current()
    except ValidationError as error:
        first = error.errors()[0]
        fail(f"{_variable(str(first['loc'][0]))}: {first['msg'].lower()}.")


def _variable(name: str) -> str:
    """The environment variable of a setting. A validation error may already name the variable instead of the field."""
    from studyapp.settings import Settings

    if name == "database":
        return "STUDYAPP_DATABASE_URL"
    field = Settings.model_fields.get(name)
    if field is None:
        return name
    return str(field.validation_alias or f"STUDYAPP_{name.upper()}")
