from collections.abc import Sequence

from studyapp.material.pdf.lines import Line
from studyapp.material.sections.printed.contents import contents_headings
from studyapp.material.sections.printed.contents_depths import depths_of
from studyapp.material.sections.printed.contents_rows import table_of_contents
from studyapp.material.sections.printed.matching import Titles
from studyapp.material.sections.printed.paper import Paper
from tests.material.typeset import line

PROSE = "All that lives is made of cells, and every cell comes from a cell before it"


def paper_of(*pages: Sequence[str | Line]) -> Paper:
    """Pages of lines, one below the other; texts are set in the usual type."""
    set_pages = [
        [each if isinstance(each, Line) else line(each, page=number, y=780 - 14 * at) for at, each in enumerate(page)]
        for number, page in enumerate(pages, start=1)
    ]
    return Paper(set_pages, [(595, 842)] * len(pages))


def found_in(paper: Paper) -> list[tuple[str, int]]:
    return [(each.title, each.page) for each in contents_headings(paper, Titles(paper), table_of_contents(paper))]


def rows_of(*rows: str) -> list[tuple[str, int | None]]:
    return [(row.title, row.page) for row in table_of_contents(paper_of(["Contents", *rows])).rows]


def test_rows_give_titles_and_pages() -> None:
    rows = rows_of("1 Cells . . . . . 7", "1.1 Membranes 8", "2 Are there ends? 12", "Index ........ 99")
    assert rows == [("1 Cells", 7), ("1.1 Membranes", 8), ("2 Are there ends?", 12), ("Index", 99)]


def test_a_title_of_two_lines_is_made_whole() -> None:
    rows = rows_of("1 Cells 7", "2 Membranes of cells that divide when they have", "grown . . . . . 12", "3 Genes 20")
    assert rows[1] == ("2 Membranes of cells that divide when they have grown", 12)


def test_lists_of_figures_are_no_rows() -> None:
    rows = rows_of("1 Cells 7", "2 Genes 9", "3 Plants 12", "List of Figures", "1.1 A cell 8", "1.2 Its membrane 8")
    assert [title for title, _ in rows] == ["1 Cells", "2 Genes", "3 Plants"]


def test_a_table_ends_where_text_begins() -> None:
    paper = paper_of(["Contents", "1 Cells 7", "2 Genes 9", "3 Plants 12", *[PROSE] * 6, "in the year 1999"])
    assert table_of_contents(paper).places == range(4)


def test_text_alone_is_no_table() -> None:
    assert found_in(paper_of([PROSE] * 30, [PROSE] * 30)) == []


def test_depths_come_from_numbers_and_from_the_place_of_others() -> None:
    rows = ["Preface 1", "Part I Small 3", "1 Cells 7", "1.1 Membranes 8", "2 Genes 9", "A Proofs 20", "Index 30"]
    table = table_of_contents(paper_of(["Contents", *rows]))
    assert depths_of(table.rows) == [2, 1, 2, 3, 2, 2, 2]


def test_depths_without_numbers_come_from_indents() -> None:
    places = [("Cells", 60), ("Membranes", 80), ("Genes", 60), ("Links", 80)]
    rows = [line(f"{title} {page}", x=x, y=700 - 14 * page) for page, (title, x) in enumerate(places, start=1)]
    table = table_of_contents(paper_of(["Contents", *rows]))
    assert depths_of(table.rows) == [1, 2, 1, 2]


def book(*starts: tuple[str, int], pages: int) -> list[list[str]]:
    """Pages of prose, on which these titles stand."""
    return [[*(title for title, at in starts if at == page), *[PROSE] * 5] for page in range(2, pages + 1)]


def test_printed_pages_are_counted_from_where_the_titles_stand() -> None:
    contents = ["Contents", "1 Cells 1", "2 Genes 4", "3 Plants 6", "4 Animals 8"]
    starts = [("1 Cells", 3), ("2 Genes", 6), ("3 Plants", 8), ("4 Animals", 10)]
    assert found_in(paper_of(contents, *book(*starts, pages=12))) == starts


def test_the_difference_may_change_inside_a_book() -> None:
    contents = ["Contents", "1 Cells 1", "2 Genes 4", "3 Plants 6", "4 Animals 8"]
    starts = [("1 Cells", 3), ("2 Genes", 6), ("3 Plants", 10), ("4 Animals", 12)]
    assert found_in(paper_of(contents, *book(*starts, pages=14))) == starts


def test_a_title_that_is_not_printed_begins_on_its_page() -> None:
    contents = ["Contents", "1 Cells 1", "2 Genes 4", "3 Plants 6", "4 Animals 8"]
    starts = [("1 Cells", 3), ("2 Genes", 6), ("4 Animals", 10)]
    found = found_in(paper_of(contents, *book(*starts, pages=12)))
    assert found == [("1 Cells", 3), ("2 Genes", 6), ("3 Plants", 8), ("4 Animals", 10)]


def test_a_table_whose_titles_stand_nowhere_is_none() -> None:
    contents = ["Contents", "1 Sodium 1", "2 Carbon 4", "3 Oxygen 6", "4 Helium 8"]
    assert found_in(paper_of(contents, *book(("1 Cells", 3), pages=12))) == []


def test_of_two_places_that_say_a_title_the_last_known_difference_tells() -> None:
    contents = ["Contents", "1 Cells 1", "2 Genes 4", "3 Links 5", "Summary 8"]
    starts = [("1 Cells", 3), ("2 Genes", 6), ("3 Links", 10), ("Summary", 13)]
    found = found_in(paper_of(contents, *book(*starts, ("Summary", 10), pages=15)))
    assert found[-1] == ("Summary", 13)
