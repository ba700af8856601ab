# pyright: standard
"""The child process that draws a page of a PDF and finds a quote on it.

It limits its own resources before it opens anything, so that a hostile file harms this process only. It prints a line
of JSON, and the picture after it.
"""

import io
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PIL import Image, WebPImagePlugin
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from studyapp.errors import BadInput, NotFound, StudyError
from studyapp.material.pdf.document import opened
from studyapp.material.showing.drawn import Drawn
from studyapp.material.showing.highlighting import highlighted
from studyapp.material.showing.marks import Told, marks
from studyapp.material.worker import limit_resources

DAMAGED: Final = "This page is damaged and cannot be drawn."
TOO_MUCH_MEMORY: Final = "This page needs too much memory to be drawn."
_MOST_PIXELS: Final = 8_000_000
_LONGEST_SIDE: Final = 16_000
"""A WebP picture has at most 16,383 pixels a side."""
_QUALITY: Final = 80
_METHOD: Final = 1
"""How long the encoder tries, from 0 to 6: more makes the picture hardly smaller."""

Answer = tuple[dict[str, Any], bytes]
"""What is told of the page, and its picture."""


def main(path: str, drawn: str, *numbers: str) -> None:
    number, width, memory_bytes, cpu_seconds = map(int, numbers)
    limit_resources(memory_bytes, cpu_seconds)
    quote = sys.stdin.buffer.read().decode()
    told, picture = _answer(Path(path), number, width, quote, drawn)
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + picture)


def _answer(path: Path, number: int, width: int, quote: str, drawn: str) -> Answer:
    try:
        page = _page(opened(path, most_pages=sys.maxsize), number)
        scale = _scale(page, width)
        told = {"width": math.ceil(page.get_width() * scale), "height": math.ceil(page.get_height() * scale)}
        told |= {"marks": (found := marks(page, quote) if quote else [])}
        if drawn == Drawn.NOTHING:
            return told, b""
        return told, _picture(page, scale, found if drawn == Drawn.MARKED else [])
    except MemoryError:
        return _refused(BadInput(TOO_MUCH_MEMORY))
    except PdfiumError:
        return _refused(BadInput(DAMAGED))
    except StudyError as error:
        return _refused(error)


def _refused(error: StudyError) -> Answer:
    return {"refused": error.code, "told": error.sentence}, b""


def _page(document: PdfDocument, number: int) -> PdfPage:
    if not 1 <= number <= len(document):
        raise NotFound(f"There is no page {number:,}: the document has {len(document):,}.")
    return document[number - 1]


def _scale(page: PdfPage, width: int) -> float:
    """Pixels per point, such that the picture has this width, or less if it would have too many pixels."""
    across, down = page.get_size()
    if not (across > 0 and down > 0):
        raise BadInput(DAMAGED)
    return min(width / across, math.sqrt(_MOST_PIXELS / (across * down)), _LONGEST_SIDE / down)


def _picture(page: PdfPage, scale: float, marked: Sequence[Told]) -> bytes:
    out = io.BytesIO()
    drawn: Image.Image = page.render(scale=scale).to_pil()  # pyright: ignore[reportArgumentType] - floats are meant
    picture = highlighted(drawn.convert("RGB"), marked)
    picture.save(out, WebPImagePlugin.WebPImageFile.format, quality=_QUALITY, method=_METHOD)
    return out.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
