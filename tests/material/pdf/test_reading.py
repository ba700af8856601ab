"""A PDF is judged as a whole, and each of its pages by itself."""

import time
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from studyapp.errors import BadInput, TooLarge
from studyapp.material.pages import PageProblem
from studyapp.material.pdf import reading
from studyapp.material.pdf.reading import read_pdf
from tests.material.books import book
from tests.material.pdfs import drawn, operators, picture, texts, without_page

SENTENCE = "The cell is the smallest part of a being that lives by itself, page {}."


def prose(number: int) -> Callable[[Canvas], None]:
    return texts((60, 700, SENTENCE.format(number)))


# Letters that the font gives no letters but numbers of its own.
garbage = operators(60, 700, r"(Proof: \001\004\005\006\007\016\017\020\021 \001\004\005) Tj")


def scan(canvas: Canvas) -> None:
    canvas.rect(50, 50, 400, 700, fill=1)


def blank(canvas: Canvas) -> None:
    pass


def test_pages_that_cannot_be_read_are_left_out_and_told() -> None:
    read = read_pdf(drawn(prose(1), scan, prose(3), garbage, blank, prose(6)))
    assert read.problems == (None, PageProblem.NO_TEXT, None, PageProblem.UNREADABLE, None, None)
    assert read.text.split("\n\n") == [SENTENCE.format(number) for number in (1, 3, 6)]
    assert [read.text[start:].partition("\n")[0][-2:] for start in read.page_starts] == [
        "1.",
        "3.",
        "3.",
        "6.",
        "6.",
        "6.",
    ]


def test_a_scan_with_a_stamp_of_few_words_is_a_scan() -> None:
    def stamped(canvas: Canvas) -> None:
        canvas.drawInlineImage(picture(), 0, 0, 595, 842)
        canvas.drawString(60, 20, "Made with a scanner")

    assert read_pdf(drawn(prose(1), stamped)).problems == (None, PageProblem.NO_TEXT)


def test_a_page_with_a_short_title_and_a_small_picture_is_read() -> None:
    def title(canvas: Canvas) -> None:
        canvas.drawInlineImage(picture(), 100, 100, 60, 60)
        canvas.drawString(60, 700, "Part two")

    read = read_pdf(drawn(prose(1), title))
    assert read.problems == (None, None)
    assert read.text.endswith("Part two")


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ([scan, scan], reading.NO_TEXT),
        ([blank], reading.NO_TEXT),
        ([garbage, garbage], reading.UNREADABLE),
        ([garbage, scan], reading.UNREADABLE),
    ],
)
def test_a_file_without_a_page_that_can_be_read_is_refused_with_the_reason(
    pages: list[Callable[[Canvas], None]], why: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read_pdf(drawn(*pages))
    assert refused.value.sentence == why


def test_a_page_that_is_missing_from_the_file_is_left_out() -> None:
    assert read_pdf(without_page(drawn(prose(1), prose(2), prose(3)), 2)).problems[1] is PageProblem.UNREADABLE


def test_a_book_of_1900000_characters_is_read() -> None:
    made = book(340)
    read = read_pdf(made.pdf)
    assert len(read.text) > 1_900_000
    assert len(read.page_starts) == 340
    assert read.text.split()[:2_000] == made.text.split()[:2_000]


def test_text_beyond_the_limit_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_DOCUMENT_CHARS", 10_000)
    with pytest.raises(TooLarge, match="more than 10,000 characters"):
        read_pdf(book(4).pdf)


@pytest.mark.parametrize("text", ["a " * 40_000, "a" * 80_000, "\\x 1) " * 20_000, "a-" * 40_000, "a. . " * 20_000])
def test_a_line_of_any_length_is_read_quickly(text: str) -> None:
    started = time.process_time()
    read_pdf(drawn(prose(1), texts((10, 700, text))))
    assert time.process_time() - started < 20  # quadratic work would take minutes
