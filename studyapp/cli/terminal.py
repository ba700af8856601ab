"""How commands speak: results on stdout, everything else on stderr, one sentence for what went wrong."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, NoReturn

import typer

from studyapp.errors import StudyError, needing_room

if TYPE_CHECKING:
    from pydantic import BaseModel


class Exit(IntEnum):
    DONE = 0
    FAILED = 1
    BAD_USAGE = 2
    INTERRUPTED = 130
    """128 + SIGINT, as shells expect."""


def note(sentence: str) -> None:
    """For people, so that stdout stays clean for programs."""
    typer.echo(sentence, err=True)


def print_json(answer: "BaseModel") -> None:
    typer.echo(answer.model_dump_json(indent=2))


def fail(sentence: str, *, status: Exit = Exit.FAILED) -> NoReturn:
    note(sentence)
    raise typer.Exit(status)


@contextmanager
def sentences() -> Generator[None]:
    """What went wrong inside ends the command with its sentence; only warnings of the log are shown, on stderr."""
    try:
        with needing_room():
            _log_warnings_only()
            yield
    except StudyError as error:
        fail(error.sentence)
    except KeyboardInterrupt:
        raise typer.Exit(Exit.INTERRUPTED) from None


def _log_warnings_only() -> None:
    from studyapp import logs, settings

    logs.configure(settings.current())
    logging.getLogger().setLevel(logging.WARNING)
