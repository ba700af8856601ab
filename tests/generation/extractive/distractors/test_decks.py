"""Whole decks: most cards get three choices, none of which is right, and the same ones each time."""

from functools import cache
from pathlib import Path

import pytest

from studyapp.rules.cards import is_rejected
from studyapp.rules.choices import DISTRACTORS, ChoiceDraft, check_choices
from studyapp.rules.choices.equality import are_same
from studyapp.rules.choices.reading import read_option
from studyapp.rules.items import KnownCard
from tests.generation.extractive.distractors.decks import BLIND, FRESH, HELD_OUT, TUNED, choices_of, read_deck

LEAST_YIELD = 0.7
DECKS = (*TUNED, *HELD_OUT)
ALL_DECKS = (*DECKS, *FRESH, *BLIND)


@cache
def made(path: Path) -> list[tuple[KnownCard, list[str]]]:
    return choices_of(read_deck(path))


def complete(path: Path) -> list[tuple[KnownCard, list[str]]]:
    return [(card, wrong) for card, wrong in made(path) if len(wrong) == DISTRACTORS]


def test_most_cards_of_all_decks_together_get_three_choices() -> None:
    cards, with_choices = sum(len(made(path)) for path in DECKS), sum(len(complete(path)) for path in DECKS)
    assert with_choices >= LEAST_YIELD * cards


@pytest.mark.parametrize("path", DECKS, ids=lambda path: path.stem)
def test_half_of_every_deck_gets_three_choices(path: Path) -> None:
    assert len(complete(path)) >= len(made(path)) / 2


@pytest.mark.parametrize("path", ALL_DECKS, ids=lambda path: path.stem)
def test_no_choice_breaks_a_rule_or_is_right_here_or_on_a_card_that_asks_the_same(path: Path) -> None:
    deck = read_deck(path)
    for card, wrong in complete(path):
        assert not is_rejected(check_choices(ChoiceDraft(card.question, card.answer, tuple(wrong)), others=deck))
        assert not any(are_same(read_option(text), read_option(card.answer)) for text in wrong)


def test_the_same_deck_gets_the_same_choices_again() -> None:
    path = TUNED[0]
    assert choices_of(read_deck(path)) == made(path)


def test_what_can_only_be_said_yes_or_no_to_gets_none() -> None:
    verdicts = [wrong for path in DECKS for card, wrong in made(path) if card.answer in {"Yes", "No", "Ja"}]
    assert len(verdicts) >= 8
    assert not any(verdicts)
