"""Wrong answers for whole decks: enough cards get three, and equal decks get equal ones."""

from pathlib import Path
from typing import Final

import pytest

from bench.quality.distractors import DECKS, cards_of, sets_of
from studyapp.rules.choices import ChoiceDraft, check_choices
from studyapp.rules.items import Severity

LEAST_SHARE: Final = 0.65
"""Of all cards of all decks. Three decks were looked at while the rules were written, three were not."""


def test_most_cards_of_a_deck_get_three_wrong_answers() -> None:
    made = [each for deck in DECKS for each in sets_of(deck)]
    assert sum(len(wrong) == 3 for _, wrong in made) >= LEAST_SHARE * len(made)


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck.stem)
def test_no_set_breaks_a_rule_and_equal_decks_get_equal_sets(deck: Path) -> None:
    made = sets_of(deck)
    assert made == sets_of(deck)
    for card, wrong in [each for each in made if each[1]]:
        found = check_choices(ChoiceDraft(card.question, card.answer, tuple(wrong)), least=len(wrong))
        assert not [finding for finding in found if finding.severity is Severity.REJECT], card


def test_a_deck_has_thirty_cards() -> None:
    assert {len(cards_of(deck)) for deck in DECKS} == {30}
