"""Distractors without a model: as many as are missing, none that a rule rejects, and quickly."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.extract import make_distractors
from studyapp.rules.items import KnownCard
from tests.generation.extractive.distractors.making import CELL, made


def test_what_is_kept_counts_and_is_not_made_again() -> None:
    found = made(
        "Which part makes most of the cell's ATP?", "Mitochondrion", CELL, kept=("Nucleus", "Vacuole"), count=1
    )
    assert len(found) == 1
    assert found[0] in {"Ribosome", "Lysosome", "Chloroplast"}
    assert made("Which part makes ATP?", "Mitochondrion", CELL, kept=("A", "B", "C")) == []


@pytest.mark.parametrize(
    ("stem", "answer"),
    [
        ("Is the whale a mammal?", "Yes"),
        ("True or false: it is so.", "True"),
        ("What is entropy?", "x" * 121),
        ("", "1989"),
    ],
)
def test_a_question_that_cannot_be_asked_so_gets_none(stem: str, answer: str) -> None:
    assert made(stem, answer, CELL) == []


RIVERS = (
    KnownCard("Which river flows through Cairo?", "Nile"),
    KnownCard("Which river flows through Paris?", "Seine"),
    KnownCard("Which river flows through Manaus?", "Amazon"),
    KnownCard("Which river flows through Baghdad?", "Tigris"),
)


def test_where_the_question_names_a_place_neighbours_come_first() -> None:
    found = made("Which river flows through Cologne?", "Rhine", RIVERS)
    assert found[0] == "Seine"
    assert set(found) <= {"Seine", "Thames", "Elbe", "Danube"}


def test_where_it_names_none_the_cards_of_the_deck_come_first() -> None:
    assert set(made("Which river is the longest?", "Amazon", RIVERS)) <= {"Nile", "Seine", "Tigris"}


def test_a_neighbour_that_answers_the_same_question_is_left_out() -> None:
    stem = "Which gas glows in the tubes of signs?"
    assert "Argon" in made(stem, "Neon")
    assert "Argon" in made(stem, "Neon", (KnownCard("Which gas is welded under?", "Argon"),))
    assert "Argon" not in made(stem, "Neon", (KnownCard("Which gas glows in tubes of signs?", "Argon"),))


TEXTS = st.text(max_size=60) | st.text(st.sampled_from("0123456789.,/-–^e×%$`*{}\\ aAMay½²thBC"), max_size=20)


@given(TEXTS, TEXTS, st.lists(st.builds(KnownCard, TEXTS, TEXTS), max_size=6), st.lists(TEXTS, max_size=2))
def test_no_text_breaks_it_and_all_it_makes_passes(
    stem: str, answer: str, siblings: list[KnownCard], kept: list[str]
) -> None:
    assert len(made(stem, answer, tuple(siblings), kept=tuple(kept))) <= 3


def test_a_large_deck_is_read_in_no_time() -> None:
    siblings = tuple(
        KnownCard(f"Which river number {at} flows through town {at}?", f"River Xa{at:04}") for at in range(5_000)
    )
    started = time.process_time()
    make_distractors(DistractorCall("Which river flows through London?", "River Thames", siblings=siblings))
    assert time.process_time() - started < 20  # quadratic work would take minutes
