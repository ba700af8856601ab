"""PDFs made to do harm, or made by broken programs: each becomes a document or a sentence, and no child stays."""

from pathlib import Path

import pytest
from pypdf import PdfWriter

from studyapp.errors import BadInput, StudyError
from studyapp.material.importing import Imported
from tests.material.children import children
from tests.material.importing.test_reading import stored, told
from tests.material.outlines import changed, in_a_circle, leading_nowhere, with_outline
from tests.material.pdfs import drawing_itself, pdf_of_blank_pages, pdf_of_lines

PAGES = pdf_of_lines([["Photosynthesis turns light into chemical energy, which plants store as sugar."] * 9] * 3)


def deep(levels: int) -> bytes:
    """An outline in which each entry holds the next one."""
    return with_outline(PAGES, [(level, f"Level {level}", 1 + level % 3) for level in range(1, levels + 1)])


def wide(entries: int) -> bytes:
    return with_outline(PAGES, [(1, f"Entry {at}", 1 + at % 3) for at in range(entries)])


@pytest.mark.parametrize(
    "data",
    [in_a_circle(PAGES), leading_nowhere(PAGES), deep(900), wide(10_000)],
    ids=["a circle", "nowhere", "900 levels", "10,000 entries"],
)
async def test_an_outline_that_means_harm_is_read_past(tmp_path: Path, data: bytes) -> None:
    *_, last = await told(stored(tmp_path, data))
    assert isinstance(last, Imported)
    assert last.text.count("Photosynthesis") == 27
    assert 1 <= len(last.sections) <= 60
    assert children() == []


async def test_three_thousand_pages_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="has 3,000 pages; 2,000 are the most"):
        await told(stored(tmp_path, pdf_of_blank_pages(3_000)))


async def test_a_page_that_draws_itself_harms_only_the_child(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        await told(stored(tmp_path, drawing_itself()))
    assert children() == []


async def test_an_outline_whose_titles_are_books_is_cut(tmp_path: Path) -> None:
    def add(writer: PdfWriter) -> None:
        writer.add_outline_item(title="A" * 1_000_000, page_number=0)

    *_, last = await told(stored(tmp_path, changed(PAGES, add)))
    assert isinstance(last, Imported)
