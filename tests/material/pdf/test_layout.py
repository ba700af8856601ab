import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from studyapp.material.pdf.layout import running_text
from tests.material.typeset import line, typeset

LONG = "Every sentence in this paragraph is long enough to fill a whole line of the page"


def laid_out(*pages: list[str]) -> str:
    return running_text(typeset(*pages)).text


def test_lines_become_paragraphs() -> None:
    read = running_text(
        typeset(["The cell", f"{LONG} and then", "it ends.", f"Another one begins. {LONG}", "and ends."])
    )
    assert read.text == f"The cell\n\n{LONG} and then it ends.\n\nAnother one begins. {LONG} and ends."
    assert read.page_starts == (0,)


def test_a_word_hyphenated_at_a_line_end_is_made_whole() -> None:
    text = laid_out([f"{LONG} photo-", "synthesis is well-known, and a well-", "known Bose-", "Einstein law."])
    assert text == f"{LONG} photosynthesis is well-known, and a well-known Bose-Einstein law."


def test_a_paragraph_across_a_page_break_stays_one() -> None:
    read = running_text(typeset([f"{LONG} and chlo-"], ["roplasts are green.", "New start."], [], ["Last page here."]))
    assert read.text.startswith(f"{LONG} and chloroplasts are green.")
    assert [read.text[start : start + 4] for start in read.page_starts] == ["Ever", "ropl", "Last", "Last"]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    left, right = line(f"{LONG} and", y=100), line("then it ends.", x=400, y=700)
    assert running_text([[line(LONG, y=114), left, right]]).text == f"{LONG} {LONG} and then it ends."


def test_bullets_stay_apart() -> None:
    assert laid_out(["Plants need", "• light", "• water and", "1. minerals", "▪ air"]).split("\n\n")[1:] == [
        "• light",
        "• water and",
        "1. minerals",
        "▪ air",
    ]


def test_a_gap_begins_a_paragraph_though_the_sentence_goes_on() -> None:
    assert laid_out([f"{LONG} and", "", f"the {LONG}"]) == f"{LONG} and\n\nthe {LONG}"


def test_other_type_begins_a_paragraph() -> None:
    heading = line("How cells divide when they have grown", y=720, size=14)
    assert running_text([[heading, line(LONG, y=704)]]).text == f"{heading.text}\n\n{LONG}"
    bold = replace(line(LONG, y=714), is_bold=True)
    assert running_text([[bold, line(LONG, y=700)]]).text == f"{LONG}\n\n{LONG}"


def test_an_indent_begins_a_paragraph() -> None:
    ended = line(f"{LONG}.", y=714)
    assert running_text([[ended, line(LONG, x=72, y=700)]]).text == f"{LONG}.\n\n{LONG}"
    assert running_text([[ended, line(LONG, x=61, y=700)]]).text == f"{LONG}. {LONG}"


def test_a_line_ended_before_it_was_full_is_an_item_of_its_own() -> None:
    assert laid_out([LONG, "Goal: a shared store of keys and values", "Pros: easy", "Cons: prone to failure"]).split(
        "\n\n"
    ) == [f"{LONG} Goal: a shared store of keys and values", "Pros: easy", "Cons: prone to failure"]


def test_the_lines_of_a_table_of_contents_stay_apart() -> None:
    assert laid_out([f"1.1 Cells {'. ' * 40}4", f"1.2 Organs {'. ' * 39}9"]).count("\n\n") == 1


@given(st.lists(st.lists(st.text(max_size=40), max_size=6), max_size=6))
def test_any_pages_give_as_many_ordered_starts(pages: list[list[str]]) -> None:
    read = running_text(typeset(*pages))
    assert len(read.page_starts) == len(pages)
    assert list(read.page_starts) == sorted(read.page_starts)
    assert all(0 <= start <= len(read.text) for start in read.page_starts)


def test_two_thousand_pages_are_laid_out_quickly() -> None:
    started = time.process_time()
    running_text(typeset(*([f"{LONG} {number}-", "and so on"] * 3 for number in range(2_000))))
    assert time.process_time() - started < 30  # quadratic work would take minutes
