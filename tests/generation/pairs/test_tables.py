import pytest

from studyapp.generation.pairs.listing import cards_of, pairs_within, word_list

WIDE = """| Metal | Symbol | Melts at |
|:--|:-:|--:|
| Iron | Fe | 1538 °C |
| Lead | Pb | 327 °C |"""


def asked(text: str, *, both: bool = False) -> dict[str, str]:
    return {pair.front: pair.back for pair in cards_of(text, both_directions=both)}


def test_a_table_of_two_columns_is_a_list_of_pairs() -> None:
    assert asked("| Wort | word |\n|---|---|\n| Hund | dog |\n| Katze | cat |") == {"Hund": "dog", "Katze": "cat"}


def test_each_card_of_a_wider_table_names_its_column() -> None:
    assert asked(WIDE) == {
        "Iron – Symbol": "Fe",
        "Iron – Melts at": "1538 °C",
        "Lead – Symbol": "Pb",
        "Lead – Melts at": "327 °C",
    }


def test_in_the_other_direction_a_card_names_the_first_column() -> None:
    assert asked(WIDE, both=True)["Pb – Metal"] == "Lead"


def test_empty_cells_give_no_card_and_escaped_bars_part_nothing() -> None:
    text = "| Sign | Name | Use |\n|---|---|---|\n| \\| | bar | |\n| & | | joins |"
    assert asked(text) == {"| – Name": "bar", "& – Use": "joins"}


@pytest.mark.parametrize("columns", [1, 5, 6])
def test_narrower_and_wider_tables_are_none(columns: int) -> None:
    row = "|" + "|".join(f" cell {at} " for at in range(columns)) + "|"
    assert word_list(f"{row}\n{'|---' * columns}|\n{row}\n{row.replace('cell', 'field')}") == ()


def test_a_wide_table_between_paragraphs_is_read_too() -> None:
    text = f"Metals are good conductors of heat and of electricity.\n\n{WIDE}\n\nMost metals are shiny and can be bent."
    assert word_list(text) == ()
    assert pairs_within(text).pairs[0].front == "Iron – Symbol"
