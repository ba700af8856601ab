from dataclasses import replace

from studyapp.material.passages.line_kinds import line_kinds, passages
from studyapp.material.passages.passage import LineKind, Passage
from studyapp.material.pdf.lines import Face, Line
from studyapp.material.sections.printed.paper import Paper
from tests.material.typeset import line

PROSE = [f"Every cell has a membrane that lets some matter in and keeps other matter out, said {name}" for name in
         ("Ann", "Bob", "Cid", "Dan", "Eve", "Fay", "Gus", "Hal")]  # fmt: skip


def kinds_of(*lines: Line) -> list[LineKind]:
    """The kinds of these lines, set below a page of prose."""
    page = [line(text, y=780 - 14 * at) for at, text in enumerate(PROSE)]
    below = [
        replace(each, box=replace(each.box, bottom=600 - 14 * at, top=600 - 14 * at + each.size))
        for at, each in enumerate(lines)
    ]
    return line_kinds(Paper([[*page, *below]], [(595, 842)]))[len(page) :]


def test_prose_is_prose() -> None:
    assert kinds_of(line(PROSE[0]), line("It ends here.")) == [LineKind.PROSE] * 2


def test_letters_of_one_width_are_code() -> None:
    assert kinds_of(replace(line("let the cell divide"), face=Face.FIXED)) == [LineKind.CODE]


def test_code_in_the_type_of_the_text_is_known_by_its_signs() -> None:
    assert kinds_of(line("for (i = 0; i < n; i++) {"), line("x->next = f(&y);")) == [LineKind.CODE] * 2


def test_a_sentence_that_names_a_function_is_prose() -> None:
    assert kinds_of(line("The value comes from read() and is given to the caller as it is")) == [LineKind.PROSE]


def test_a_formula_is_maths_with_the_pieces_around_it() -> None:
    formula = replace(line("2 x + 3 = y − 4 z"), face=Face.MATHS)
    assert kinds_of(formula, line("d"), formula, line("dx")) == [LineKind.MATHS] * 4


def test_a_caption_goes_on_in_its_own_type() -> None:
    caption, more = line("Figure 3: The membrane", size=8), line("of a cell that divides", size=8)
    assert kinds_of(caption, more, line(PROSE[0])) == [LineKind.CAPTION, LineKind.CAPTION, LineKind.PROSE]


def test_rows_with_gaps_are_a_table_and_one_alone_is_not() -> None:
    row = line("Sodium 11 23")
    wide = replace(row, box=replace(row.box, right=row.box.right + 200))
    assert kinds_of(wide, wide, wide) == [LineKind.TABLE] * 3
    assert kinds_of(line(PROSE[0]), wide, line(PROSE[1])) == [LineKind.PROSE] * 3


def test_rows_of_dots_are_a_table() -> None:
    assert kinds_of(*(line(f"Cells {'. ' * 20} {number}") for number in range(3))) == [LineKind.TABLE] * 3


def test_notes_in_small_type_are_small_print() -> None:
    assert kinds_of(line("1 See the book of Ann and Bob on cells", size=8)) == [LineKind.SMALL_PRINT]


def test_headings_are_no_prose() -> None:
    assert kinds_of(line("Cells", size=14), line("Membranes", is_bold=True)) == [LineKind.HEADING] * 2


def test_passages_cover_the_text_by_kinds() -> None:
    kinds = [LineKind.HEADING, LineKind.PROSE, LineKind.PROSE, LineKind.CODE]
    assert passages(kinds, [0, 7, 20, 31], 40) == (
        Passage(LineKind.HEADING, 0, 7),
        Passage(LineKind.PROSE, 7, 31),
        Passage(LineKind.CODE, 31, 40),
    )


def test_a_text_without_lines_has_no_passages() -> None:
    assert passages(line_kinds(Paper([[]], [(595, 842)])), [], 0) == ()
