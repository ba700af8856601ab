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
        "Which organelle makes most of the cell's ATP?", "Mitochondrion", CELL, kept=("Nucleus", "Vacuole"), count=1
    )
    assert len(found) == 1
    assert found[0] in {"Ribosome", "Lysosome", "Chloroplast"}
    assert made("Which organelle makes ATP?", "Mitochondrion", CELL, kept=("A", "B", "C")) == []


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
