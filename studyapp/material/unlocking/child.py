# pyright: standard
"""The child process that opens a PDF with a password, read from standard input, and prints a copy without it.

It limits its own resources before it opens anything, so that a hostile file harms this process only. It prints a line
of JSON, and the copy after it. It ends with status 0 if the copy is complete.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from studyapp.errors import BadInput, Conflict, Locked, StudyError, WrongPassword
from studyapp.material.pdf.document import why_closed
from studyapp.material.worker import limit_resources


def main(path: str, memory_bytes: str, cpu_seconds: str) -> None:
    limit_resources(int(memory_bytes), int(cpu_seconds))
    password = sys.stdin.buffer.read().decode()
    try:
        document = _opened(Path(path), password)
    except StudyError as error:
        _tell({"refused": error.code, "told": error.sentence})
        return
    _tell({})
    document.save(sys.stdout.buffer, flags=pdfium.FPDF_REMOVE_SECURITY)
    sys.stdout.buffer.flush()


def _tell(told: dict[str, str]) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.flush()


def _opened(path: Path, password: str) -> PdfDocument:
    if _tried(path, None):
        raise Conflict("This file opens without a password.")
    opened = (_tried(path, each) for each in _ways_to_write(password))
    document = next(filter(None, opened), None)
    if document is None:
        raise WrongPassword
    return document


def _tried(path: Path, password: str | None) -> PdfDocument | None:
    """The document; None if the password is wrong, or one is missing."""
    try:
        return PdfDocument(path, password=password)
    except PdfiumError as error:
        if isinstance(refusal := why_closed(error), Locked):
            return None
        raise refusal from error


def _ways_to_write(password: str) -> Iterator[str]:
    """The password as given, and as other programs may have written it: accents composed, or without the space that was
    copied with it. PDFium itself tries UTF-8 and Latin-1.
    """
    if "\0" in password:  # PDFium would read up to there only
        raise BadInput("A password has no NUL characters.")
    yield from dict.fromkeys(
        (password, *(normalize(form, each) for each in (password, password.strip()) for form in ("NFC", "NFKC", "NFD")))
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
