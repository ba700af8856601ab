"""Extracts the text of a PDF. Runs in a child process only, since a PDF can be made to hang or to exhaust memory."""

import io
import logging
from typing import Final

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from studyapp.errors import BadInput, TooLarge
from studyapp.material.cleaning import MAX_CONTENT_CHARS, clean_text, too_long
from studyapp.material.layout import running_text

MAX_PAGES: Final = 2_000

ENCRYPTED: Final = "This PDF is protected with a password. Save a copy without protection and upload that."
DAMAGED: Final = "This PDF is damaged and cannot be read. Open it in a PDF reader, save it again and upload that."
TOO_MUCH_MEMORY: Final = "This PDF needs too much memory to read. Save it again with another program, or upload a part."
EMPTY: Final = "This PDF has no pages."
NO_TEXT: Final = "This PDF has no text in it, only pictures, as scans do. Run it through text recognition (OCR) first."

_NO_TEXT_CHARS: Final = 20

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> tuple[str | None, str, tuple[int, ...]]:
    """Return the title stated in the file, the text, and the offset of each page in it. Raises `BadInput` or
    `TooLarge`.
    """
    try:
        reader = _opened(data)
        pages = _pages(reader)
        title = reader.metadata.title if reader.metadata else None
    except BadInput:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise BadInput(ENCRYPTED) from error
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, OSError, ArithmeticError, RecursionError,
            AssertionError, NotImplementedError) as error:  # fmt: skip
        raise BadInput(DAMAGED) from error
    text, starts = running_text(pages)
    if len(text) < _NO_TEXT_CHARS:
        raise BadInput(NO_TEXT)
    return title, text, starts


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise BadInput(ENCRYPTED)
    count = len(reader.pages)
    if count == 0:
        raise BadInput(EMPTY)
    if count > MAX_PAGES:
        raise TooLarge(f"This PDF has {count:,} pages; {MAX_PAGES:,} are the most. Upload the part you want to study.")
    return reader


def _pages(reader: PdfReader) -> list[list[str]]:
    """The lines of each page. Reading stops with `TooLarge` as soon as there is too much text."""
    pages: list[list[str]] = []
    chars = 0
    for page in reader.pages:
        text = clean_text(page.extract_text())
        chars += len(text)
        if chars > MAX_CONTENT_CHARS:
            raise TooLarge(too_long(MAX_CONTENT_CHARS, and_more=True))
        pages.append(text.split("\n"))
    return pages
