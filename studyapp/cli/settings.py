"""`studyapp settings`: what this installation is set to, and under which name to set it otherwise."""

import json
from typing import Annotated

import typer


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


def _variable(name: str) -> str:
    """The environment variable that sets this one; where several do, the first."""
    from pydantic import AliasChoices

    from studyapp.settings import Settings

    if name == "database":
        return "STUDYAPP_DATABASE_URL"
    field = Settings.model_fields[name]
    match field.validation_alias:
        case AliasChoices(choices=choices):
            return str(choices[0])
        case str(alias):
            return alias
        case _:
            return f"STUDYAPP_{name.upper()}"
