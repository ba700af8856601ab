from studyapp.material.sections.finding import structure_of
from studyapp.material.sections.heading import Heading
from studyapp.material.sections.levels.choice import LONG_PAGES, sections_of
from studyapp.material.sections.printed.paper import Paper
from studyapp.material.sections.structure import OutlineEntry
from tests.material.typeset import line

PROSE = "All that lives is made of cells, and every cell comes from a cell before it"


def levels_of(pages: int) -> list[int]:
    """The levels shown of two chapters of so many pages, the first with two sections; pages hold little text."""
    paper = Paper([[line(f"Page {number}", page=number)] for number in range(1, 2 * pages + 1)], [(595, 842)])
    places = [(1, 1), (2, 2), (2, pages // 2), (1, pages + 1)]
    headings = [Heading(f"{depth} on {page}", depth, page, paper.first(page)) for depth, page in places]
    return [section.level for section in sections_of(paper, headings)]


def test_a_chapter_shows_its_sections_from_its_26th_page_on() -> None:
    assert levels_of(LONG_PAGES) == [1, 1]
    assert levels_of(LONG_PAGES + 1) == [1, 2, 2, 1]
    assert LONG_PAGES == 25


def test_an_outline_that_points_below_a_title_still_begins_at_it() -> None:
    pages = [[line(title, page=number, y=700), line(PROSE, page=number, y=680)] for number, title in
             enumerate(["Cells", "Genes", "Plants"], start=1)]  # fmt: skip
    entries = [
        OutlineEntry(title, 1, number, 685) for number, title in enumerate(["Cells", "Genes", "Plants"], start=1)
    ]
    found = structure_of(Paper(pages, [(595, 842)] * 3), outline=entries)
    assert [section.line for section in found.sections] == [0, 0, 0]
    others = [OutlineEntry("Another title", 1, number, 685) for number in (1, 2, 3)]
    assert [each.line for each in structure_of(Paper(pages, [(595, 842)] * 3), outline=others).sections] == [1, 1, 1]
