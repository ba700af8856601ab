"""The child process that reads the file of a course, and prints each `Event` on a line.

It limits its own resources before it opens anything, so that a hostile file harms this process only.
"""

import os
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from studyapp.errors import BadInput
from studyapp.material.importing.events import Event, written
from studyapp.material.worker import limit_resources
from studyapp.models.documents import FileFormat

TOO_MUCH_MEMORY: Final = (
    "This file needs too much memory to read. Save it again with another program, or upload a part."
)
_READERS: Final = {FileFormat.PDF: "pdf", FileFormat.TEXT: "text"}
"""The module for each format; `written` reads all others."""


def main(path: str, file_format: str, most_pages: str, memory_bytes: str, cpu_seconds: str) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limit_resources(int(memory_bytes), int(cpu_seconds))
    for line in _told(Path(path), file_format, int(most_pages)):
        sys.stdout.write(line)
        sys.stdout.flush()


def _end_with_parent() -> None:
    """End when the parent does, e.g. because it was killed: then standard input, on which nothing is sent, closes."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _told(path: Path, file_format: str, most_pages: int) -> Iterator[str]:
    try:
        yield from map(written, _events(path, file_format, most_pages))
    except MemoryError:
        yield written(BadInput(TOO_MUCH_MEMORY))
    except BadInput as error:
        yield written(error)


def _events(path: Path, file_format: str, most_pages: int) -> Iterator[Event]:
    kind = FileFormat(file_format)
    reader = import_module(f"studyapp.material.importing.{_READERS.get(kind, 'written')}")  # each loads its own library
    return reader.read(path, kind, most_pages=most_pages)


if __name__ == "__main__":
    main(*sys.argv[1:])
