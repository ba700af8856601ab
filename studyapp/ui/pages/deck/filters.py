"""The filters of the card list, combined into one choice: a state of cards, or a kind of card."""

from dataclasses import dataclass
from typing import Final

from studyapp.errors import BadInput
from studyapp.models import CardKind
from studyapp.services.cards.filters import CardFilter
from studyapp.ui.cards.rows import KIND_NAMES

EVERYTHING: Final = CardFilter.ALL.value
ANY_TAG: Final = " "
"""A space stands for any tag, because no tag is a space and an option's value cannot be empty."""
_KIND: Final = "kind:"

GROUPS: Final = (
    (
        "In study",
        {
            CardFilter.ALL.value: "All cards",
            CardFilter.NEW.value: "New",
            CardFilter.LEARNING.value: "Learning",
            CardFilter.REVIEW.value: "In review",
            CardFilter.DUE.value: "Due",
        },
    ),
    (
        "Out of study",
        {
            CardFilter.CANDIDATES.value: "Candidates",
            CardFilter.SUSPENDED.value: "Suspended",
            CardFilter.BURIED.value: "Buried",
        },
    ),
    (
        "To look at",
        {
            CardFilter.FLAGGED.value: "Flagged",
            CardFilter.LEECHES.value: "Leeches",
            CardFilter.WARNED.value: "With warnings",
            CardFilter.NO_CHOICES.value: "Without choices",
        },
    ),
    ("Kind", {f"{_KIND}{kind.value}": name for kind, name in KIND_NAMES.items()}),
)
CHOICES: Final = frozenset(show for _, names in GROUPS for show in names)


@dataclass(frozen=True)
class Shown:
    filter: CardFilter = CardFilter.ALL
    kind: CardKind | None = None

    @staticmethod
    def checked(show: str) -> str:
        """Return the choice unchanged, or raise `BadInput` if there is no such filter."""
        if show not in CHOICES:
            raise BadInput("There is no such filter.")
        return show


def shown(show: str) -> Shown:
    if show.startswith(_KIND):
        return Shown(kind=CardKind(show.removeprefix(_KIND)))
    return Shown(filter=CardFilter(show))
