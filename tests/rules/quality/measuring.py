"""How many of the bad items of a set the rules refuse, and how many of the good ones."""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Final

from studyapp.rules.cards import check_card, is_rejected
from studyapp.rules.items import CardDraft
from studyapp.rules.questions import check_question
from tests.rules.quality import held_out_cards, held_out_choices, tuned_cards, tuned_choices
from tests.rules.quality.reading import read_cards, read_choices


@dataclass(frozen=True, slots=True)
class Score:
    caught: int
    """Bad items that were refused."""
    missed: int
    """Bad items that passed."""
    wronged: int
    """Good items that were refused."""

    @property
    def precision(self) -> float:
        """The share of refused items that are bad."""
        return self.caught / (self.caught + self.wronged)

    @property
    def recall(self) -> float:
        """The share of bad items that are refused."""
        return self.caught / (self.caught + self.missed)


def _card_is_refused(card: CardDraft) -> bool:
    return is_rejected(check_card(card, passage=None))


def _question_is_refused(draft: CardDraft) -> bool:
    return is_rejected(check_question(draft))


def _score(module: ModuleType, read: Callable[[str], list[CardDraft]], refused: Callable[[CardDraft], bool]) -> Score:
    bad = [refused(item) for listing in module.BAD.values() for item in read(listing)]
    good = [refused(item) for item in read(module.GOOD)]
    return Score(caught=sum(bad), missed=len(bad) - sum(bad), wronged=sum(good))


def scores() -> dict[str, Score]:
    """The score of each set by its name."""
    return {name: _score(*measured) for name, measured in _SETS.items()}


_SETS: Final = {
    "cards, tuned": (tuned_cards, read_cards, _card_is_refused),
    "cards, held out": (held_out_cards, read_cards, _card_is_refused),
    "multiple choice, tuned": (tuned_choices, read_choices, _question_is_refused),
    "multiple choice, held out": (held_out_choices, read_choices, _question_is_refused),
}
