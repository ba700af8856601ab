"""Parsing in a process of its own, killed when it takes too long or when nobody waits for it any more."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from studyapp.errors import BadInput, TooLarge

_ROOT: Final = Path(__file__).resolve().parents[2]
_PASSED_ON: Final = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP")
"""The child sees no secrets."""

TOO_SLOW: Final = "This PDF takes too long to read. Save it again with another program, or upload a part of it."
GAVE_UP: Final = "This PDF cannot be read: it is damaged, or it needs too much memory. Upload a part of it."


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 60
    memory_bytes: int = 1536 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Parsed:
    title: str | None
    text: str
    page_starts: tuple[int, ...]


async def parse_pdf(data: bytes, *, limits: Limits | None = None) -> Parsed:
    """Raises `BadInput` or `TooLarge` with the sentence the parser gave, or one for how it died."""
    limits = limits or Limits()
    child = await _started(limits)
    try:
        async with asyncio.timeout(limits.seconds):
            output, _ = await child.communicate(data)
    except TimeoutError as error:
        raise BadInput(TOO_SLOW) from error
    finally:
        await _ended(child)
    return _parsed(output)


async def _started(limits: Limits) -> Process:
    command = (sys.executable, "-m", "studyapp.material.worker", str(limits.memory_bytes), str(int(limits.seconds) + 1))
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {"PYTHONPATH": str(_ROOT)}
    return await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment)


async def _ended(child: Process) -> None:
    """Kill what still runs, and wait, so that no zombie is left; a cancelled caller waits that instant too."""
    if child.returncode is None:
        child.kill()
        await child.wait()


def _parsed(output: bytes) -> Parsed:
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError as error:
        raise BadInput(GAVE_UP) from error
    if "error" in answer:
        kind = TooLarge if answer["code"] == TooLarge.code else BadInput
        raise kind(answer["error"])
    return Parsed(answer["title"], answer["text"], tuple(answer["page_starts"]))
