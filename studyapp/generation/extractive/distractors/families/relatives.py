"""Closed sets that schools teach, so that a deck with one city or one planet need not go without choices.

Members that are near each other, on the map or in their order, stand side by side: neighbours are confused most.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from studyapp.generation.extractive.distractors.families.members import MEMBERS
from studyapp.rules.language import language_of
from studyapp.rules.text import normalise, strip_markup


@dataclass(frozen=True, slots=True)
class Family:
    asks: re.Pattern[str]
    """What a question says that asks for a member."""
    members: tuple[str, ...]
    keys: tuple[str, ...]
    """The normal forms of the members, in their order."""
    regions: tuple[int, ...]
    """For each member which part of the world, or of its time, it belongs to."""


def _family(asks: str, members: str) -> Family:
    """A family from its question words and its members, as `MEMBERS` lists them."""
    endings = rf"\b(?:{'|'.join(asks.split())})(?:s|es|n|en)?\b"
    found = [(name.strip(), at) for at, region in enumerate(members.split(";")) for name in region.split(",")]
    names, regions = zip(*found, strict=True)
    return Family(re.compile(endings, re.IGNORECASE), names, tuple(map(normalise, names)), regions)


FAMILIES: Final = {
    language: tuple(_family(asks, members) for asks, members in families) for language, families in MEMBERS.items()
}


@lru_cache(maxsize=1_000)
def relatives(stem: str, key: str) -> tuple[str, ...]:
    """The other members of the families that have the key and that the question asks for: first those of its region,
    each time the nearest first.
    """
    return tuple(name for family, at in _families_of(stem, key) for name in _nearest(family, at))


@lru_cache(maxsize=1_000)
def neighbours(stem: str, key: str) -> frozenset[str]:
    """The normal forms of those relatives that are of the same region as the key."""
    found = _families_of(stem, key)
    return frozenset(
        name
        for family, at in found
        for name, region in zip(family.keys, family.regions, strict=True)
        if region == family.regions[at] and name != family.keys[at]
    )


def _families_of(stem: str, key: str) -> list[tuple[Family, int]]:
    """The families that have the key and that the question asks for, each with the key's place in it. They are all of
    one language: that of the question or, where it is too short to tell, the first that has any.
    """
    own, text = normalise(strip_markup(key)), strip_markup(stem)
    language = language_of(text)
    for families in [FAMILIES[language]] if language in FAMILIES else FAMILIES.values():
        if found := [(each, each.keys.index(own)) for each in families if _is_in(each, text, own)]:
            return found
    return []


def _is_in(family: Family, stem: str, key: str) -> bool:
    return key in family.keys and family.asks.search(stem) is not None


def _nearest(family: Family, at: int) -> list[str]:
    regions = family.regions
    places = sorted(range(len(regions)), key=lambda place: (regions[place] != regions[at], abs(place - at)))
    return [family.members[place] for place in places if place != at]


def is_relative(stem: str, key: str, other: str) -> bool | None:
    """Whether the other is in the family of the key that the question asks for; None if the key is in none."""
    kin = relatives(stem, key)
    return normalise(strip_markup(other)) in map(normalise, kin) if kin else None
