"""Starts the child process that copies a PDF without its password, and kills it when it takes too long."""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from studyapp.errors import BadInput, Conflict, StudyError, WrongPassword
from studyapp.material.isolation import child_environment, ended
from studyapp.material.reading_slots import slot

TOO_SLOW: Final = "This PDF takes too long to open. Save a copy without protection and upload that."
GAVE_UP: Final = "This PDF cannot be opened: it is damaged, or it needs too much memory."
_PIECE: Final = 1024**2


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 120
    memory_bytes: int = 2 * 1024**3


async def copy_without_password(
    path: Path, password: str, sink: Callable[[bytes], Awaitable[None]], *, limits: Limits | None = None
) -> None:
    """Pass the pieces of a copy on that opens without the password, which no other process can see.

    Raises `WrongPassword`, `Conflict` if it opens without one, `BadInput` with a sentence that says what is wrong with
    the file, or `Busy`.
    """
    within = limits or Limits()
    async with slot():
        child = await _started(path, within)
        try:
            async with asyncio.timeout(within.seconds):
                await _pass_on(child, password, sink)
        except TimeoutError as error:
            raise BadInput(TOO_SLOW) from error
        finally:
            await ended(child)


async def _pass_on(child: Process, password: str, sink: Callable[[bytes], Awaitable[None]]) -> None:
    assert child.stdin
    assert child.stdout
    child.stdin.write(password.encode(errors="replace"))
    child.stdin.close()
    try:
        told: dict[str, Any] = json.loads(await child.stdout.readline())
    except ValueError as error:  # it died
        raise BadInput(GAVE_UP) from error
    if "refused" in told:
        raise _refusal(told["refused"], told["told"])
    while piece := await child.stdout.read(_PIECE):
        await sink(piece)
    if await child.wait() != 0:  # it died with a part of the copy told
        raise BadInput(GAVE_UP)


def _refusal(code: str, sentence: str) -> StudyError:
    if code == WrongPassword.code:
        return WrongPassword()
    return Conflict(sentence) if code == Conflict.code else BadInput(sentence)


async def _started(path: Path, limits: Limits) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "studyapp.material.unlocking.child", str(path)),
        *(str(limits.memory_bytes), str(int(limits.seconds) + 1)),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=child_environment(),
        limit=_PIECE,
    )
