"""Starts the child process that reads a file, passes on what it tells, and kills it when it takes too long or when
nobody listens any more.
"""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from studyapp.errors import BadInput, Locked, TooLarge
from studyapp.material.importing.events import Event, Imported, Opened, Progress
from studyapp.material.isolation import child_environment, ended
from studyapp.material.reading_slots import slot
from studyapp.models import FileFormat

TOO_SLOW: Final = "This file takes too long to read. Save it again with another program, or upload a part of it."
GAVE_UP: Final = "This file cannot be read: it is damaged, or it needs too much memory. Upload a part of it."
_LONGEST_LINE: Final = 64 * 1024**2
"""In bytes: the text of a file is one line."""

_EVENTS: Final[dict[str, TypeAdapter[Any]]] = {
    kind.__name__: TypeAdapter(kind) for kind in (Opened, Progress, Imported)
}

_REFUSALS: Final = {TooLarge.code: TooLarge, Locked.code: Locked}


@dataclass(frozen=True, slots=True)
class Limits:
    pages: int = 2_000
    seconds: float = 300
    memory_bytes: int = 2 * 1024**3


async def read_file(path: Path, file_format: FileFormat, *, limits: Limits | None = None) -> AsyncGenerator[Event]:
    """What the child tells, an `Imported` last.

    Raises `BadInput`, `Locked` or `TooLarge` with a sentence that says what is wrong with the file. It waits until
    fewer than two other files are being read.
    """
    within = limits or Limits()
    async with slot(patience=None), aclosing(_told(path, file_format, within)) as events:
        async for event in events:
            yield event


async def _told(path: Path, file_format: FileFormat, limits: Limits) -> AsyncGenerator[Event]:
    child = await _started(path, file_format, limits)
    assert child.stdout
    event: Event | None = None
    deadline = asyncio.get_running_loop().time() + limits.seconds
    try:
        while not isinstance(event, Imported):
            async with asyncio.timeout_at(deadline):
                line = await child.stdout.readline()
            event = _event(line)
            yield event
    except TimeoutError as error:
        raise BadInput(TOO_SLOW) from error
    except ValueError as error:  # it died, or a line is too long
        raise BadInput(GAVE_UP) from error
    finally:
        await ended(child)


def _event(line: bytes) -> Event:
    """The event of a line. Raises `ValueError` for anything else, and the error that was told if one was."""
    said: dict[str, Any] = json.loads(line)
    if "refused" in said:
        raise _REFUSALS.get(said["refused"], BadInput)(said["told"])
    return _EVENTS[said["event"]].validate_python(said["told"])


async def _started(path: Path, file_format: FileFormat, limits: Limits) -> Process:
    numbers = (limits.pages, limits.memory_bytes, int(limits.seconds) + 1)
    command = (sys.executable, "-m", "studyapp.material.importing.child", str(path), file_format.value)
    return await asyncio.create_subprocess_exec(
        *command,
        *map(str, numbers),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=child_environment(),
        limit=_LONGEST_LINE,
    )
