from collections.abc import Sequence

from studyapp.material.pdf.lines import Line
from studyapp.material.sections.printed.headings import printed_headings
from studyapp.material.sections.printed.paper import Paper
from tests.material.typeset import line

PROSE = "All that lives is made of cells, and every cell comes from a cell before it"
Style = tuple[float, bool]
TITLE, CHAPTER, SECTION, TEXT = (24.0, False), (18.0, True), (12.0, True), (10.0, False)


def found_in(*pages: Sequence[tuple[str, Style]]) -> list[tuple[str, int]]:
    """The headings of pages on which prose follows each of these texts."""
    lines: list[list[Line]] = []
    for number, page in enumerate(pages, start=1):
        lines.append([])
        y = 780.0
        for text, (size, is_bold) in page:
            lines[-1] += [line(text, page=number, y=y, size=size, is_bold=is_bold)]
            lines[-1] += [line(PROSE, page=number, y=y - 30 - 12 * at) for at in range(6)]
            y -= 140
    found = printed_headings(Paper(lines, [(595, 842)] * len(pages)), range(0))
    return [(heading.title, heading.depth) for heading in found]


def test_larger_type_is_higher() -> None:
    pages = [[(f"{name} of life", CHAPTER), (f"{name} in detail", SECTION)] for name in ("Cells", "Genes", "Plants")]
    assert found_in(*pages)[:3] == [("Cells of life", 1), ("Cells in detail", 2), ("Genes of life", 1)]


def test_numbers_tell_levels_of_one_style_apart() -> None:
    pages = [[(f"{number} Cells", CHAPTER), (f"{number}.1 Genes", CHAPTER)] for number in (1, 2, 3)]
    assert found_in(*pages)[:3] == [("1 Cells", 1), ("1.1 Genes", 2), ("2 Cells", 1)]


def test_capitals_with_a_roman_number_are_headings_of_papers() -> None:
    pages = [[("I. INTRODUCTION", TEXT)], [("II. METHODS AND CELLS", TEXT)], [("III. RESULTS", TEXT)]]
    assert [title for title, _ in found_in(*pages)] == ["I. INTRODUCTION", "II. METHODS AND CELLS", "III. RESULTS"]


def test_captions_and_labels_of_figures_are_none() -> None:
    pages = [
        [(f"{number} Cells", CHAPTER), (f"Figure {number}: A cell", SECTION), ("x y", SECTION)]
        for number in range(1, 5)
    ]
    assert [title for title, _ in found_in(*pages)] == [f"{number} Cells" for number in range(1, 5)]


def test_the_title_of_the_document_is_none() -> None:
    pages = [[("A book of everything", TITLE)], *([(f"{number} Cells", CHAPTER)] for number in range(1, 9))]
    assert [title for title, _ in found_in(*pages)] == [f"{number} Cells" for number in range(1, 9)]


def test_a_label_above_a_title_is_a_part_of_it() -> None:
    chapters = [
        [line(f"Chapter {number}", page=number, size=14), line(f"Matter of {name}", page=number, y=660, size=20),
         *(line(PROSE, page=number, y=620 - 12 * at) for at in range(9))]
        for number, name in enumerate(["cells", "genes", "plants", "animals"], start=1)
    ]  # fmt: skip
    paper = Paper(chapters, [(595, 842)] * 4)
    found = printed_headings(paper, range(0))
    assert [(heading.title, heading.at) for heading in found][:2] == [
        ("1 Matter of cells", 0),
        ("2 Matter of genes", 11),
    ]


def test_prose_without_headings_has_none() -> None:
    assert found_in([(PROSE, TEXT)], [(PROSE, TEXT)]) == []
