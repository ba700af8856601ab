"""How well chapters and sections of PDFs are found, by each method, and what that takes."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.report import Row
from studyapp.material.pdf.reading import PdfText, read_pdf
from studyapp.material.sections.structure import Kind
from tests.material.books import book
from tests.material.chaptered import Chapter, Start, chaptered
from tests.material.outlines import without_outline

_FIXTURES: Final = Path(__file__).parents[2] / "tests/material/fixtures"
_PAGES: Final = 500
_CPU_SECONDS: Final = 4
_MEGABYTES: Final = 150
_LONG: Final = [Chapter("Short matters", 6), Chapter("Long matters", 30, sections=5), Chapter("Last matters", 8)]


@dataclass(frozen=True, slots=True)
class _Known:
    """A PDF with the titles and pages of the chapters and sections it should be divided into."""

    pdf: bytes
    sections: Sequence[tuple[str, int]]


def measure() -> list[Row]:
    ways = (
        ("outline", "≥ 0.97", lambda: _with(outline=True)),
        ("printed contents", "≥ 0.92", lambda: _with(contents=True)),
        ("headings only", "≥ 0.85", lambda: [*_with(), *_with(label="Chapter"), *_with(label="Kapitel")]),
    )
    return [*(row for name, aim, known in ways for row in _found(name, aim, known)), _heads_left(), *_cost()]


def _with(*, outline: bool = False, contents: bool = False, label: str = "") -> list[_Known]:
    """Books made for the tests, and one of others if it tells its chapters in this way."""
    made = [chaptered(outline=outline, contents=contents, label=label)]
    made.append(chaptered(_LONG, outline=outline, contents=contents, label=label))
    known = [_Known(each.pdf, _shown(each.starts)) for each in made]
    if outline or contents:
        pdf = (_FIXTURES / "tufte-sample-book.pdf").read_bytes()
        known.append(_Known(pdf if outline else without_outline(pdf), _TUFTE))
    return known


_TUFTE: Final = [
    ("The Design of Tufte's Books", 15), ("On the Use of the tufte-book Document Class", 21),
    ("Customizing Tufte-LaTeX", 29), ("Compatibility Issues", 33), ("Troubleshooting and Support", 35),
    ("Bibliography", 39), ("Index", 41),
]  # fmt: skip


def _shown(starts: Sequence[Start]) -> list[tuple[str, int]]:
    """The chapters, and the sections of the one that is long."""
    return [(start.title, start.page) for start in starts if start.level == 1 or "Long matters" in start.title]


def _found(name: str, aim: str, known: Callable[[], list[_Known]]) -> list[Row]:
    pages, titles = [], []
    for each in known():
        read = read_pdf(each.pdf)
        found = {
            (_plain(section.title), section.page_from) for section in read.sections if section.kind is not Kind.FRONT
        }
        wanted = {(_plain(title), page) for title, page in each.sections}
        pages.append(_f1({page for _, page in found}, {page for _, page in wanted}))
        titles.append(len(found & wanted) / len(wanted))
    return [
        Row(f"sections by {name}, on the exact page", f"F1 {sum(pages) / len(pages):.3f}", aim),
        Row(f"titles by {name}", f"{sum(titles) / len(titles):.0%}", "≥ 95 %"),
    ]


def _plain(title: str) -> str:
    return title.replace("’", "'").casefold()


def _f1(found: set[int], wanted: set[int]) -> float:
    return 2 * len(found & wanted) / (len(found) + len(wanted))


def _heads_left() -> Row:
    made = chaptered()
    text = read_pdf(made.pdf)
    headed = [page for page in range(3, len(text.page_starts)) if page not in {start.page for start in made.starts}]
    left = sum(_begins_with_title(text, page, made.starts) for page in headed)
    return Row("heads left in the text", f"{left / len(headed):.1%} of pages", "≤ 1 %")


def _begins_with_title(text: PdfText, page: int, starts: Sequence[Start]) -> bool:
    beginning = text.text[text.page_starts[page - 1] :][:80]
    return any(beginning.startswith(start.title) for start in starts)


def _cost() -> list[Row]:
    """The processor time and memory that 500 pages take, in a process of its own."""
    script = "from bench.quality.reading_cost import main; main()"
    run = subprocess.run([sys.executable, "-c", script], input=book(_PAGES).pdf, capture_output=True, check=True)
    seconds, megabytes = map(float, run.stdout.split())
    return [
        Row(f"a PDF of {_PAGES} pages read and divided", f"{seconds:.1f} s of CPU", f"≤ {_CPU_SECONDS} s"),
        Row("memory for that", f"{megabytes:.0f} MB", f"≤ {_MEGABYTES} MB"),
    ]
