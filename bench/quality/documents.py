"""How fast documents are read, and how much of them in the right order, beside pypdf."""

import io
import statistics
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Final

import pypdf

from bench.report import Row
from studyapp.material.pdf.reading import read_pdf
from tests.material.books import Book, book

_PAGES: Final = 120
_ROUNDS: Final = 3
_ORDERED_PAGES: Final = 4


def measure() -> list[Row]:
    prose = book(_PAGES)
    ours, theirs = (_pages_per_second(prose, read) for read in (_ours, _theirs))
    speed = Row(f"reading a PDF of {_PAGES} pages", f"{ours:,.0f} pages/s", f"pypdf {theirs:,.0f} pages/s")
    return [speed, *(_order(name, made) for name, made in _layouts())]


def _layouts() -> list[tuple[str, Book]]:
    return [
        ("one column", book(_ORDERED_PAGES)),
        ("two columns", book(_ORDERED_PAGES, columns=2)),
        ("two columns drawn row by row", book(_ORDERED_PAGES, columns=2, row_by_row=True)),
    ]


def _order(name: str, made: Book) -> Row:
    ours, theirs = (_similarity(made.text, read(made.pdf)) for read in (_ours, _theirs))
    return Row(f"reading order, {name}", f"{ours:.4f} of the words in place", f"pypdf {theirs:.4f}")


def _ours(pdf: bytes) -> str:
    return read_pdf(pdf).text


def _theirs(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _pages_per_second(made: Book, read: Callable[[bytes], str]) -> float:
    seconds: list[float] = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        read(made.pdf)
        seconds.append(time.perf_counter() - began)
    return _PAGES / statistics.median(seconds)


def _similarity(text: str, read: str) -> float:
    """From 0 to 1: the words of the book that were read in their order, without its heads and page numbers."""
    return SequenceMatcher(None, text.split(), read.split(), autojunk=False).ratio()
