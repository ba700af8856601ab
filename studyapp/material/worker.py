"""The child process that parses an upload, read from standard input, and prints one JSON object.

It limits its own resources before it reads anything, so that a hostile file harms this process only.
"""

import json
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Final

from studyapp.errors import BadInput

FILE_TOO_LARGE: Final = "This file needs too much memory to read. Save it again with another program, or upload a part."
Answer = dict[str, object]


def main(task: str, memory_bytes: int, cpu_seconds: int) -> None:
    limit_resources(memory_bytes, cpu_seconds)
    sys.stdout.write(json.dumps(_answer(TASKS[task], sys.stdin.buffer.read())))


def _answer(read: Callable[[bytes], Answer], data: bytes) -> Answer:
    try:
        return read(data)
    except BadInput as error:
        return {"error": error.sentence, "code": error.code}


def _pdf(data: bytes) -> Answer:
    from studyapp.material.pdf.reading import TOO_MUCH_MEMORY, read_pdf  # noqa: PLC0415 - each task loads its own library

    try:
        return asdict(read_pdf(data))
    except MemoryError as error:
        raise BadInput(TOO_MUCH_MEMORY) from error


def _written(file_format: str, data: bytes) -> Answer:
    from studyapp.material.pdf.document import MAX_PAGES  # noqa: PLC0415
    from studyapp.material.written.reading import read_written  # noqa: PLC0415
    from studyapp.models import FileFormat  # noqa: PLC0415 - brings the database along

    try:
        found = read_written(data, FileFormat(file_format), most_pages=MAX_PAGES)
    except MemoryError as error:
        raise BadInput(FILE_TOO_LARGE) from error
    return {"title": found.title, "text": found.text, "page_starts": found.page_starts}


def _picture(data: bytes) -> Answer:
    from studyapp.material.pictures import TOO_MUCH_MEMORY, read_picture  # noqa: PLC0415

    try:
        picture = read_picture(data)
    except MemoryError as error:
        raise BadInput(TOO_MUCH_MEMORY) from error
    encoded = b64encode(picture.data).decode()
    return {"data": encoded, "media_type": picture.media_type, "width": picture.width, "height": picture.height}


def limit_resources(memory_bytes: int, cpu_seconds: int) -> None:
    """Limit memory, processor time and files where the platform allows it; the parent limits the time everywhere."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    for kind, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
        except (ValueError, OSError):
            continue


TASKS: Final[dict[str, Callable[[bytes], Answer]]] = {
    "pdf": _pdf,
    "picture": _picture,
    **{each: partial(_written, each) for each in ("docx", "pptx", "epub", "html")},
}

if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
