"""Parses uploads in a child process, which is killed when it takes too long or when its caller is cancelled.

At most two run at once (see `reading_slots`). The time limit counts from the start of the child, not from the upload.
"""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from studyapp.errors import BadInput, TooLarge
from studyapp.material.pages import PageProblem
from studyapp.material.passages.passage import LineKind, Passage
from studyapp.material.picture_data import Picture
from studyapp.material.reading_slots import slot
from studyapp.material.sections.structure import Kind, Source, TextSection
from studyapp.models.documents import FileFormat

_ROOT: Final = Path(__file__).resolve().parents[2]
_PASSED_ON: Final = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP")
"""The only environment variables the child gets, so that it sees no secrets."""

TOO_SLOW: Final = "This PDF takes too long to read. Save it again with another program, or upload a part of it."
GAVE_UP: Final = "This PDF cannot be read: it is damaged, or it needs too much memory. Upload a part of it."
FILE_TOO_SLOW: Final = "This file takes too long to read. Save it again with another program, or upload a part of it."
FILE_GAVE_UP: Final = "This file cannot be read: it is damaged, or it needs too much memory. Upload a part of it."
PICTURE_TOO_SLOW: Final = "This picture takes too long to read. Make it smaller and upload that."
PICTURE_GAVE_UP: Final = "This picture cannot be read: it is damaged, or it needs too much memory. Make it smaller."


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float = 60
    memory_bytes: int = 1536 * 1024 * 1024


PICTURE_LIMITS: Final = Limits(seconds=30, memory_bytes=400 * 1024 * 1024)
"""`pictures` refuses, from the header alone, pictures that would need more memory than this."""


@dataclass(frozen=True, slots=True)
class Parsed:
    title: str | None
    """As stated in the file."""
    text: str
    page_starts: tuple[int, ...]
    """The offset of each page in the text."""
    problems: tuple[PageProblem | None, ...]
    """For each page why it was left out; None if it was read."""
    source: Source
    """What the sections were taken from."""
    sections: tuple[TextSection, ...]
    """Chapters and sections in the order of the text."""
    passages: tuple[Passage, ...]
    """The whole text by kinds, e.g. what is prose, in its order."""


@dataclass(frozen=True, slots=True)
class ParsedText:
    title: str | None
    """As stated in the file."""
    text: str
    page_starts: tuple[int, ...]
    """The offset of each slide in the text; empty for a file without pages."""


async def parse_pdf(data: bytes, *, limits: Limits | None = None) -> Parsed:
    """Parse a PDF. Raises `BadInput` or `TooLarge` with the parser's sentence, or `BadInput` if the child died."""
    answer = await _asked("pdf", data, limits or Limits(), too_slow=TOO_SLOW, gave_up=GAVE_UP)
    return Parsed(
        title=answer["title"],
        text=answer["text"],
        page_starts=tuple(answer["page_starts"]),
        problems=tuple(PageProblem(problem) if problem else None for problem in answer["problems"]),
        source=Source(answer["source"]),
        sections=tuple(TextSection(**section | {"kind": Kind(section["kind"])}) for section in answer["sections"]),
        passages=tuple(Passage(LineKind(each["kind"]), each["start"], each["end"]) for each in answer["passages"]),
    )


async def parse_written(data: bytes, file_format: FileFormat, *, limits: Limits | None = None) -> ParsedText:
    """Parse a Word, PowerPoint or EPUB file or a web page. Raises the same errors as `parse_pdf`."""
    task = file_format.value
    answer = await _asked(task, data, limits or Limits(), too_slow=FILE_TOO_SLOW, gave_up=FILE_GAVE_UP)
    return ParsedText(answer["title"], answer["text"], tuple(answer["page_starts"]))


async def parse_picture(data: bytes, *, limits: Limits | None = None) -> Picture:
    """Decode a picture and write it again. Raises the same errors as `parse_pdf`."""
    within = limits or PICTURE_LIMITS
    answer = await _asked("picture", data, within, too_slow=PICTURE_TOO_SLOW, gave_up=PICTURE_GAVE_UP)
    return Picture(b64decode(answer["data"]), answer["media_type"], answer["width"], answer["height"])


async def _asked(task: str, data: bytes, limits: Limits, *, too_slow: str, gave_up: str) -> dict[str, Any]:
    async with slot():
        output = await _answer_of_child(task, data, limits, too_slow=too_slow)
    return await asyncio.to_thread(_read, output, gave_up=gave_up)


async def _answer_of_child(task: str, data: bytes, limits: Limits, *, too_slow: str) -> bytes:
    try:
        return await output_of(await _started(task, limits), data, seconds=limits.seconds)
    except TimeoutError as error:
        raise BadInput(too_slow) from error


async def _started(task: str, limits: Limits) -> Process:
    return await started("studyapp.material.worker", task, limits.memory_bytes, int(limits.seconds) + 1)


async def started(module: str, *arguments: object) -> Process:
    """A child process that runs this module, to be read by `output_of`."""
    command = (sys.executable, "-m", module, *map(str, arguments))
    environment = child_environment()
    return await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment)


async def output_of(child: Process, data: bytes = b"", *, seconds: float) -> bytes:
    """All that the child prints when it reads this. Raises `TimeoutError` once it is killed for taking too long."""
    try:
        async with asyncio.timeout(seconds):
            output, _ = await child.communicate(data)
    finally:
        await ended(child)
    return output


def child_environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {"PYTHONPATH": str(_ROOT)}


async def ended(child: Process) -> None:
    """Kill the child if it still runs and wait for it, even when the caller is cancelled, so that no zombie is left.

    Its output is read to the end: before Python 3.11.10 and 3.12.4, `wait` waits for ever for output nobody takes.
    """
    if child.returncode is None:
        child.kill()
        await child.communicate()


def _read(output: bytes, *, gave_up: str) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError as error:
        raise BadInput(gave_up) from error
    if "error" in answer:
        kind = TooLarge if answer["code"] == TooLarge.code else BadInput
        raise kind(answer["error"])
    return answer
