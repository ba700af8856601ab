"""The child process that reads the file of a course, and prints each `Event` on a line.

It limits its own resources before it opens anything, so that a hostile file harms this process only.
"""

import os
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import Final

from studyapp.errors import BadInput, StudyError
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
    try:
        _read(Path(path), FileFormat(file_format), int(most_pages))
    except MemoryError:
        _tell(BadInput(TOO_MUCH_MEMORY))
    except BadInput as error:
        _tell(error)


def _end_with_parent() -> None:
    """End when the parent does, e.g. because it was killed: then standard input, on which nothing is sent, closes."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _read(path: Path, kind: FileFormat, most_pages: int) -> None:
    reader = import_module(f"studyapp.material.importing.{_READERS.get(kind, 'written')}")  # each loads its own library
    reader.read(path, kind, most_pages=most_pages, tell=_tell)


def _tell(event: Event | StudyError) -> None:
    sys.stdout.write(written(event))
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
