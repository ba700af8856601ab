# pyright: standard
"""Opens a PDF with PDFium, and asks it for what is read without looking at lines."""

from pathlib import Path
from typing import Final

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage

from studyapp.errors import BadInput, Locked, TooLarge

MAX_PAGES: Final = 2_000

ENCRYPTED: Final = "This PDF is protected with a password. Save a copy without protection and upload that."
DAMAGED: Final = "This PDF is damaged and cannot be read. Open it in a PDF reader, save it again and upload that."
EMPTY: Final = "This PDF has no pages."

_NEEDS_PASSWORD: Final = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


def opened(source: bytes | Path, *, most_pages: int = MAX_PAGES) -> PdfDocument:
    """The document. Raises `Locked` if only a password opens it, `BadInput` or `TooLarge`."""
    try:
        document = PdfDocument(source)
    except PdfiumError as error:
        raise why_closed(error) from error
    count = len(document)
    if count == 0:
        raise BadInput(EMPTY)
    if count > most_pages:
        raise TooLarge(f"This PDF has {count:,} pages; {most_pages:,} are the most. Upload the part you want to study.")
    return document


def why_closed(error: PdfiumError) -> BadInput:
    if error.err_code in _NEEDS_PASSWORD:
        return Locked(ENCRYPTED)
    return BadInput(EMPTY if error.err_code == pdfium.FPDF_ERR_SUCCESS else DAMAGED)


def stated_title(document: PdfDocument) -> str | None:
    return document.get_metadata_value("Title") or None


def letters_of(textpage: PdfTextPage) -> str:
    """The text, such that every index in it is also PDFium's own index of that character."""
    count = pdfium.FPDFText_CountChars(textpage.raw)
    text = textpage.get_text_range(errors="replace") if count > 0 else ""
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(textpage.raw, at) for at in range(count))
    return "".join(chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd" for code in codes)


def is_picture(page: PdfPage, *, has_letters: bool) -> bool:
    """Whether the page shows something that is not text; beside a few letters, e.g. a stamp, only a picture counts that
    fills half the page.
    """
    if not has_letters:
        return pdfium.FPDFPage_CountObjects(page) > 0
    width, height = page.get_size()
    images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    boxes = (image.get_bounds() for image in images)
    return any((right - left) * (top - bottom) > width * height / 2 for left, bottom, right, top in boxes)
