"""Leeches: cards forgotten so often that they should be worded differently."""

from typing import Final

from studyapp.models import Card
from studyapp.services.cards import texts

TAG: Final = "leech"
_FIRST_AT: Final = 8
_AGAIN_EVERY: Final = 4


def is_leech(lapses: int) -> bool:
    """Whether this very lapse, the eighth and every fourth after it, is the time to say so."""
    return lapses >= _FIRST_AT and (lapses - _FIRST_AT) % _AGAIN_EVERY == 0


def tag(card: Card) -> bool:
    """Whether the tag is new on the card."""
    if TAG in card.tags:
        return False
    texts.retag(card, [*card.tags, TAG])
    return True


def untag(card: Card) -> None:
    texts.retag(card, [tag for tag in card.tags if tag != TAG])
