"""The child process that parses a PDF: bytes on standard input, one JSON object on standard output.

Its own limits are set before anything is read, so that a hostile file costs this process and nothing else.
"""

import json
import sys

from studyapp.errors import BadInput
from studyapp.material.pdf import TOO_MUCH_MEMORY, read_pdf


def main(memory_bytes: int, cpu_seconds: int) -> None:
    limit_resources(memory_bytes, cpu_seconds)
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read())))


def _answer(data: bytes) -> dict[str, object]:
    try:
        title, text, page_starts = read_pdf(data)
    except BadInput as error:
        return {"error": error.sentence, "code": error.code}
    except MemoryError:
        return {"error": TOO_MUCH_MEMORY, "code": BadInput.code}
    return {"title": title, "text": text, "page_starts": page_starts}


def limit_resources(memory_bytes: int, cpu_seconds: int) -> None:
    """As far as the platform has limits; the parent's clock holds everywhere."""
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


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
