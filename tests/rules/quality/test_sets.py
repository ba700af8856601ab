"""The quality sets are as large and as varied as they claim, and share no question."""

import pytest

from tests.rules.quality import held_out_cards, held_out_choices, tuned_cards, tuned_choices
from tests.rules.quality.reading import read_cards, read_choices


@pytest.mark.parametrize(
    ("cards", "size"),
    [
        ((tuned_cards, read_cards), 30),
        ((held_out_cards, read_cards), 30),
        ((tuned_choices, read_choices), 20),
        ((held_out_choices, read_choices), 20),
    ],
    ids=["tuned cards", "held-out cards", "tuned choices", "held-out choices"],
)
def test_a_set_has_as_many_bad_items_as_good_ones(cards, size: int) -> None:
    module, read = cards
    bad = [item for listing in module.BAD.values() for item in read(listing)]
    assert (len(bad), len(read(module.GOOD))) == (size, size)


def test_no_question_stands_in_two_sets() -> None:
    listings = [*tuned_cards.BAD.values(), tuned_cards.GOOD, *held_out_cards.BAD.values(), held_out_cards.GOOD]
    fronts = [card.question for listing in listings for card in read_cards(listing)]
    listings = [
        *tuned_choices.BAD.values(),
        tuned_choices.GOOD,
        *held_out_choices.BAD.values(),
        held_out_choices.GOOD,
    ]
    fronts += [card.question for listing in listings for card in read_choices(listing)]
    assert len(fronts) == len(set(fronts)) == 200
