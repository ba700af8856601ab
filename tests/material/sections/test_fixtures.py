"""What is found in real documents of others, see `tests/material/fixtures/README.md`."""

from pathlib import Path

import pytest

from studyapp.material.pdf.reading import PdfText, read_pdf
from studyapp.material.sections.structure import Kind, Source
from tests.material.outlines import without_outline

FIXTURES = Path(__file__).parents[1] / "fixtures"
TUFTE = [
    ("The Design of Tufte's Books", 15),
    ("On the Use of the tufte-book Document Class", 21),
    ("Customizing Tufte-LaTeX", 29),
    ("Compatibility Issues", 33),
    ("Troubleshooting and Support", 35),
]


def read(name: str) -> PdfText:
    return read_pdf((FIXTURES / f"{name}.pdf").read_bytes())


def stripped(name: str) -> PdfText:
    return read_pdf(without_outline((FIXTURES / f"{name}.pdf").read_bytes()))


def body(text: PdfText) -> list[tuple[str, int]]:
    return [
        (section.title.replace("’", "'"), section.page_from) for section in text.sections if section.kind is Kind.BODY
    ]


def test_a_book_has_the_chapters_of_its_outline_and_its_back_matter() -> None:
    book = read("tufte-sample-book")
    assert (book.source, body(book)) == (Source.OUTLINE, TUFTE)
    back = [(section.title, section.page_from) for section in book.sections if section.kind is Kind.BACK]
    assert back == [("Bibliography", 39), ("Index", 41)]


def test_a_book_without_outline_has_the_chapters_of_its_table_of_contents() -> None:
    book = stripped("tufte-sample-book")
    assert (book.source, body(book)) == (Source.CONTENTS, TUFTE)


def test_a_german_table_of_contents_is_read() -> None:
    book = stripped("latex-book-chapters")
    assert book.source is Source.CONTENTS
    assert [page for _, page in body(book)] == [5, 7, 9, 10]
    assert [page for _, page in body(read("latex-book-chapters"))] == [5, 7, 9, 10]


def test_sections_begin_inside_pages() -> None:
    text = read("pdflatex-outline")
    assert len(text.sections) == 6  # 4 pages, 9 entries
    assert text.text[text.sections[1].start :].startswith("4 Foo")
    assert text.page_starts[1] < text.sections[1].start < text.page_starts[2]


def test_chapters_of_a_short_document_are_not_divided() -> None:
    assert body(read("nested-outline")) == [("1. Introduction", 1), ("2. Main Content", 4), ("3. Conclusion", 7)]


@pytest.mark.parametrize("name", ["mistitled-outlines", "outlines-invalid-destinations"])
def test_an_outline_that_is_wrong_still_gives_an_ordered_division(name: str) -> None:
    text = read(name)
    starts = [section.start for section in text.sections]
    assert starts == sorted(set(starts))
    assert 1 < len(starts) <= 6


def test_columns_without_headings_are_one_section() -> None:
    text = read("latex-multicolumn")
    assert (text.source, len(text.sections)) == (Source.PARTS, 1)


def test_a_german_paper_has_few_sections_and_none_for_the_labels_of_its_table() -> None:
    titles = [title for title, _ in body(read("handlungsreisender-german-no-outline"))]
    assert titles == [
        "1.1 Größenordnung des Problems",
        "1.2 Intuitive Lösung",
        "1.3 Optimale Lösung",
        "1.4 Heuristiken",
    ]


def test_headings_of_right_to_left_columns_are_found_in_their_order() -> None:
    text = read("farsi-two-columns-maths")
    assert [title for title, _ in body(text)] == ["عملیات ماتریسی", "حسابان ماتریسی"]


def test_slides_are_parts_of_some_slides() -> None:
    text = read("raft-slides-coreosfest2015")
    assert (text.source, [page for _, page in body(text)]) == (Source.SLIDES, [1, 7])
