"""The chapters of books that the tests make, by each of the ways they can be told."""

from typing import Any

import pytest

from studyapp.material.pdf.reading import PdfText, read_pdf
from studyapp.material.sections.structure import Kind, Source
from tests.material.chaptered import Chapter, Chaptered, chaptered
from tests.material.outlines import in_a_circle, leading_nowhere, with_outline

LONG = [Chapter("Short matters", 6), Chapter("Long matters", 30, sections=5), Chapter("Last matters", 6)]


def body(read: PdfText, *, level: int = 1) -> list[tuple[str, int]]:
    found = (section for section in read.sections if section.kind is Kind.BODY and section.level == level)
    return [(section.title, section.page_from) for section in found]


BOOKS = [
    (Source.OUTLINE, chaptered(outline=True, contents=True)),
    (Source.CONTENTS, chaptered(contents=True)),
    (Source.CONTENTS, chaptered(contents=True, label="Kapitel")),
    (Source.HEADINGS, chaptered()),
    (Source.HEADINGS, chaptered(label="Chapter")),
    (Source.HEADINGS, chaptered(label="Chapitre")),
    (Source.HEADINGS, chaptered(label="Capítulo")),
]


@pytest.mark.parametrize(("source", "book"), BOOKS)
def test_chapters_are_found_on_their_pages(source: Source, book: Chaptered) -> None:
    read = read_pdf(book.pdf)
    assert (read.source, body(read)) == (source, book.chapters())


@pytest.mark.parametrize(("source", "book"), BOOKS)
def test_sections_cut_the_text_without_gaps_or_overlaps(source: Source, book: Chaptered) -> None:
    read = read_pdf(book.pdf)
    starts, ends = [section.start for section in read.sections], [section.end for section in read.sections]
    assert ends == [*starts[1:], len(read.text)]
    for section in read.sections:
        if section.kind is Kind.BODY:
            assert section.title.partition(" ")[2] in read.text[section.start :][:60]


@pytest.mark.parametrize("kind", [{"outline": True}, {"contents": True}, {}])
def test_a_chapter_of_more_than_25_pages_shows_its_sections(kind: dict[str, Any]) -> None:
    book = chaptered(LONG, **kind)
    read = read_pdf(book.pdf)
    sections = [(start.title, start.page) for start in book.starts if start.level == 2 and start.title[0] == "2"]
    assert body(read) == book.chapters()
    assert body(read, level=2) == sections


def test_pages_of_a_section_reach_to_the_next_one() -> None:
    read = read_pdf(chaptered(outline=True).pdf)
    assert [(section.page_from, section.page_to) for section in read.sections][:2] == [(2, 7), (8, 13)]
    assert read.sections[-1].page_to == 43


def test_no_head_is_left_in_the_text() -> None:
    book = chaptered()
    paragraphs = read_pdf(book.pdf).text.split("\n\n")
    for start in book.starts:
        assert sum(paragraph.startswith(start.title) for paragraph in paragraphs) == 1


def test_a_book_with_nothing_that_tells_of_chapters_is_divided_into_even_parts() -> None:
    book = chaptered([Chapter("One", 20, sections=0)])
    read = read_pdf(book.pdf)
    lengths = [section.end - section.start for section in read.sections]
    assert read.source is Source.PARTS
    assert all(6_000 < length < 18_000 for length in lengths)
    assert read.sections[1].title.startswith(f"{read.sections[1].page_from}: ")


def test_a_bad_outline_is_set_aside_for_what_is_printed() -> None:
    book = chaptered(contents=True)
    for spoilt in (in_a_circle, leading_nowhere):
        read = read_pdf(spoilt(book.pdf))
        assert (read.source, body(read)) == (Source.CONTENTS, book.chapters())


def test_an_outline_of_more_entries_than_anybody_reads_is_bounded() -> None:
    entries = [(1, f"Entry {number}", 1 + number % 43) for number in range(3_000)]
    read = read_pdf(with_outline(chaptered().pdf, entries))
    assert len(read.sections) <= 1.5 * 43
    assert sum(section.level == 1 for section in read.sections) <= 60


def test_more_than_60_chapters_become_sections_of_groups() -> None:
    book = chaptered([Chapter(f"Matter {number}", 2, sections=0) for number in range(70)], outline=True)
    read = read_pdf(book.pdf)
    assert len(body(read)) <= 60
    assert body(read)[0][0] == "1 Matter 0 – 2 Matter 1"
    assert body(read, level=2) == book.chapters()


def test_a_book_under_one_entry_has_the_chapters_below_it() -> None:
    book = chaptered()
    entries = [(1, "A book of everything", 1), *((2, title, page) for title, page in book.chapters())]
    assert body(read_pdf(with_outline(book.pdf, entries))) == book.chapters()


def test_parts_with_long_chapters_give_way_to_the_chapters() -> None:
    chapters = [Chapter(title, 30) for title in ("Cells", "Organs", "Plants", "Animals")]
    book = chaptered(chapters)
    entries = [(start.level + 1, start.title, start.page) for start in book.starts]
    entries[0:0] = [(1, "First half", 2)]
    entries[9:9] = [(1, "Second half", 62)]
    assert body(read_pdf(with_outline(book.pdf, entries))) == book.chapters()


def test_front_and_back_matter_have_their_kind() -> None:
    book = chaptered()
    entries = [(1, "Preface", 1), *((1, title, page) for title, page in book.chapters()[:-1]), (1, "Index", 38)]
    read = read_pdf(with_outline(book.pdf, entries))
    assert [section.kind for section in read.sections] == [Kind.FRONT, *[Kind.BODY] * 6, Kind.BACK]
