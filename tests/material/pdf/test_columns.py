"""Pages are read in the order a person reads them, however they are drawn."""

from difflib import SequenceMatcher
from itertools import chain

import pytest
from reportlab.pdfgen.canvas import Canvas

from studyapp.material.pdf.reading import read_pdf
from tests.material.books import book
from tests.material.pdfs import drawn, operators, texts

LEFT = [
    "An enzyme is a protein that speeds",
    "up a chemical reaction. The active",
    "site is the region where the sub-",
    "strate binds. A coenzyme is an or-",
    "ganic molecule that helps an",
    "enzyme in its work.",
]
RIGHT = [
    "A hormone is a chemical messenger",
    "that travels in the blood. Insulin",
    "is a hormone that lowers the level",
    "of glucose in the blood. Glucagon",
    "is a hormone that raises the level",
    "of glucose again.",
]
LEFT_READ = (
    "An enzyme is a protein that speeds up a chemical reaction. The active site is the region where the substrate "
    "binds. A coenzyme is an organic molecule that helps an enzyme in its work."
)
RIGHT_READ = " ".join(RIGHT)

Places = list[tuple[float, float, str]]


def in_turns(left: list[str], right: list[str], *, x: float = 320, y: float = 700, shift: float = 0) -> Places:
    rows = zip(left, right, strict=True)
    return [
        place
        for at, (ours, theirs) in enumerate(rows)
        for place in ((60.0, y - 14 * at, ours), (x, y - 14 * at - shift, theirs))
    ]


def read(*places: tuple[float, float, str]) -> list[str]:
    return read_pdf(drawn(texts(*places))).text.split("\n\n")


def similarity(text: str, expected: str) -> float:
    return SequenceMatcher(None, text.split(), expected.split(), autojunk=False).ratio()


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("row_by_row", [True, False])
def test_pages_of_columns_are_read_column_by_column(columns: int, row_by_row: bool) -> None:
    made = book(6, columns=columns, row_by_row=row_by_row)
    assert similarity(read_pdf(made.pdf).text, made.text) >= 0.999


@pytest.mark.parametrize("shift", [0, 2, 6])
def test_columns_drawn_row_by_row_may_have_lines_at_other_heights(shift: float) -> None:
    assert read(*in_turns(LEFT, RIGHT, shift=shift)) == [LEFT_READ, RIGHT_READ]


def test_a_heading_over_both_columns_divides_the_page() -> None:
    wide = "Hormones and enzymes are what this chapter of the book is about, and both are made of atoms"
    places = [*in_turns(LEFT, RIGHT, y=750), (60.0, 640.0, wide), *in_turns(RIGHT, LEFT, y=600)]
    assert read(*places) == [LEFT_READ, RIGHT_READ, wide, RIGHT_READ, LEFT_READ]


def test_a_footnote_stays_below_its_column() -> None:
    note = "1 Enzymes were first named in 1877."
    assert read(*in_turns(LEFT, RIGHT), (60, 560, note)) == [LEFT_READ, note, RIGHT_READ]


def test_a_gap_inside_one_piece_of_text_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            room = (260 - canvas.stringWidth(left)) * 100
            operators(60, 700 - 14 * at, f"[({left}) {-room} ({right})] TJ")(canvas)

    assert read_pdf(drawn(draw)).text.split("\n\n") == [LEFT_READ, RIGHT_READ]


def test_the_rows_of_a_table_stay_together() -> None:
    terms = ["Mitochondrion", "Ribosome", "Nucleus", "Vacuole", "Chloroplast"]
    meanings = [
        "makes most of the energy of the cell",
        "joins amino acids to proteins",
        "holds the DNA and guards it",
        "stores water, salts and sugar",
        "turns light into chemical energy",
    ]
    rows = [f"{term} {meaning}" for term, meaning in zip(terms, meanings, strict=True)]
    for x in (140, 200, 320):
        text = " ".join(read(*in_turns(terms, meanings, x=x)))
        assert [text.find(row) for row in rows] == sorted(text.find(row) for row in rows)
        assert all(row in text for row in rows)


def test_a_table_of_sentences_stays_a_table() -> None:
    cells = [
        (["What is an enzyme, and what does", "it do in the body of a person?"],
         ["A protein that makes a reaction", "quicker without being used up."]),
        (["What is a hormone, and where in", "the body of a person is it made?"],
         ["A messenger in the blood, which", "is made in a gland of its own."]),
        (["What is glucose, and which plants", "and animals make use of it daily?"],
         ["A sugar that nearly all cells of", "all beings turn into energy."]),
    ]  # fmt: skip
    places = chain.from_iterable(in_turns(*row, y=700 - 50 * at, x=240) for at, row in enumerate(cells))
    text = " ".join(read(*places))
    assert text.find("hormone") > text.find("quicker without")


def test_numbers_at_the_right_edge_stay_with_their_lines() -> None:
    titles = ["The cell and its organs of many kinds", "How plants make use of light and water",
              "What animals eat and what they do not", "The blood and all that it carries along",
              "Nerves, and how quickly they speak"]  # fmt: skip
    text = " ".join(read(*in_turns(titles, ["4", "17", "29", "41", "58"], x=520)))
    assert "The cell and its organs of many kinds 4" in text
    assert "Nerves, and how quickly they speak 58" in text
