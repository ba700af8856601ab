"""Leeches: cards forgotten so often that they should be worded differently."""

from typing import Final

from studyapp.models import Card
from studyapp.services.cards import texts

TAG: Final = "leech"
_FIRST_AT: Final = 8
_AGAIN_EVERY: Final = 4


def is_leech(lapses: int) -> bool:
    """Whether this lapse makes the card a leech: the eighth, and every fourth after it."""
    return lapses >= _FIRST_AT and (lapses - _FIRST_AT) % _AGAIN_EVERY == 0


def tag(card: Card) -> bool:
    """Tag the card as a leech. Returns False if it has the tag already."""
    if TAG in card.tags:
        return False
    texts.retag(card, [*card.tags, TAG])
    return True


def untag(card: Card) -> None:
    texts.retag(card, [tag for tag in card.tags if tag != TAG])
