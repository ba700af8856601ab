"""The output of commands: results go to stdout, everything else to stderr, and an error is one sentence."""

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
    """Print a sentence for people on stderr, so that stdout stays clean for programs."""
    typer.echo(sentence, err=True)


def counted(number: int, name: str) -> str:
    """E.g. `1 card` or `12 cards`."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def print_json(answer: "BaseModel") -> None:
    typer.echo(answer.model_dump_json(indent=2))


def fail(sentence: str, *, status: Exit = Exit.FAILED) -> NoReturn:
    note(sentence)
    raise typer.Exit(status)


@contextmanager
def sentences() -> Generator[None]:
    """Run a command's work: an error of ours ends it with its sentence, and only warnings of the log are shown."""
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
