import time

import pypdfium2
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, Fit, NameObject, NumberObject, TextStringObject

from studyapp.material.pdf.outline import MAX_ENTRIES, MAX_LEVELS, Bookmark, bookmarks
from tests.material.outlines import changed, in_a_circle, leading_nowhere, with_outline
from tests.material.pdfs import pdf_of_lines

PAGES = pdf_of_lines([[f"This is page {number} of some."] for number in range(1, 7)])


def bookmarks_of(pdf: bytes) -> list[Bookmark]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return bookmarks(document)
    finally:
        document.close()


def test_entries_come_in_order_with_their_levels_and_pages() -> None:
    pdf = with_outline(PAGES, [(1, "One", 1), (2, "One a", 2), (2, "One b", 3), (1, "Two", 5)])
    found = [(bookmark.level, bookmark.title, bookmark.page) for bookmark in bookmarks_of(pdf)]
    assert found == [(1, "One", 1), (2, "One a", 2), (2, "One b", 3), (1, "Two", 5)]


def test_a_file_without_an_outline_has_no_entries() -> None:
    assert bookmarks_of(PAGES) == []


def test_titles_are_cleaned() -> None:
    pdf = with_outline(PAGES, [(1, " Zellen\r\n und\u00a0\ufb01nden\u0000 ", 1), (1, " \t", 2), (1, "細胞", 3)])
    assert [bookmark.title for bookmark in bookmarks_of(pdf)] == ["Zellen und finden", "細胞"]


def test_entries_in_a_circle_are_given_once() -> None:
    assert [bookmark.title for bookmark in bookmarks_of(in_a_circle(PAGES))] == ["First", "Second"]


def test_entries_that_lead_nowhere_have_no_page() -> None:
    found = [(bookmark.title, bookmark.page) for bookmark in bookmarks_of(leading_nowhere(PAGES))]
    assert found == [("Without", None), ("Unknown", None), ("Null", None), ("Sound", 1)]


def test_900_levels_are_cut() -> None:
    found = bookmarks_of(chained(900, link="/First"))
    assert [bookmark.level for bookmark in found] == list(range(1, MAX_LEVELS + 1))


def test_no_more_than_10000_entries_are_taken() -> None:
    started = time.process_time()
    assert len(bookmarks_of(chained(MAX_ENTRIES + 500, link="/Next"))) == MAX_ENTRIES
    assert time.process_time() - started < 5


def test_a_title_of_any_length_is_cut_or_left_out() -> None:
    found = bookmarks_of(with_outline(PAGES, [(1, "long " * 50_000, 1), (1, "Short", 2)]))
    assert [bookmark.title for bookmark in found] == ["Short"]


def chained(count: int, *, link: str) -> bytes:
    """An outline in which each entry leads to the next one as its sibling (`/Next`) or child (`/First`)."""

    def add(writer: PdfWriter) -> None:
        following = None
        for number in range(count, 0, -1):
            item = DictionaryObject({NameObject("/Title"): TextStringObject(f"Entry {number}")})
            if following is not None:
                item[NameObject(link)] = following
            following = writer._add_object(item)
        assert following is not None
        outlines = DictionaryObject({NameObject("/First"): following, NameObject("/Count"): NumberObject(count)})
        writer.root_object[NameObject("/Outlines")] = writer._add_object(outlines)

    return changed(PAGES, add)


def test_the_height_on_the_page_is_read() -> None:
    def add(writer: PdfWriter) -> None:
        writer.add_outline_item(title="By point", page_number=1, fit=Fit.xyz(left=50, top=600))
        writer.add_outline_item(title="By height", page_number=1, fit=Fit.fit_horizontally(top=500))
        writer.add_outline_item(title="By page", page_number=1, fit=Fit.fit())

    found = bookmarks_of(changed(PAGES, add))
    assert [(bookmark.x, bookmark.y) for bookmark in found] == [(50, 600), (None, 500), (None, None)]
