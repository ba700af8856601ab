"""The members of closed sets that schools teach, from one text file for each language.

A line has the words of a question that ask for a member, ` | ` and the members. Commas separate members, semicolons
regions: parts of the world or of time within which members can be confused. A `+` in front says that a member may be
exchanged for another within a longer answer, since its word means nothing else. In German, French and Spanish a member
has its article, where answers may have one.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from studyapp.rules.text import normalise, strip_markup

LANGUAGES: Final = {"en": "english.txt", "de": "german.txt", "fr": "french.txt", "es": "spanish.txt"}
_ARTICLE: Final = re.compile(
    r"(?:(?:the|an?|der|die|das|den|dem|eine?|le|la|les|une?|el|los|las|una)\s|l['’])(?=\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Family:
    asks: re.Pattern[str]
    """What a question says that asks for a member."""
    members: tuple[str, ...]
    keys: tuple[str, ...]
    """The members in normal form and without articles, in their order."""
    regions: tuple[int, ...]
    """For each member which part of the world, or of its time, it belongs to."""
    is_exchanged: bool
    """Whether a member may be exchanged within a longer answer."""


@cache
def families_of(language: str) -> tuple[Family, ...]:
    """The families of a language, an ISO 639-1 code; none if it has no file."""
    if language not in LANGUAGES:
        return ()
    lines = files(__name__.rpartition(".")[0]).joinpath(LANGUAGES[language]).read_text("utf-8").splitlines()
    return tuple(_family(*line.split(" | ")) for line in lines if not line.startswith("#"))


def _family(asks: str, listing: str) -> Family:
    nouns = [word for word in asks.split() if word != "+"]
    endings = rf"\b(?:{'|'.join(nouns)})(?:s|es|n|en)?\b"
    found = [(name.strip(), at) for at, region in enumerate(listing.split(";")) for name in region.split(",")]
    names, regions = zip(*found, strict=True)
    return Family(re.compile(endings, re.IGNORECASE), names, tuple(map(key_of, names)), regions, asks.startswith("+"))


@cache
def places(language: str) -> dict[str, tuple[tuple[Family, int], ...]]:
    """For each member of a language the families that have it, each with its place there."""
    found: dict[str, tuple[tuple[Family, int], ...]] = {}
    for family in families_of(language):
        for at, key in enumerate(family.keys):
            found[key] = (*found.get(key, ()), (family, at))
    return found


def split_article(text: str) -> tuple[str, str]:
    """The article with which a name or term begins, with the space behind it, and the rest."""
    match = _ARTICLE.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)


def key_of(text: str) -> str:
    """The normal form of a member or an answer, without markup and article."""
    return normalise(split_article(strip_markup(text).strip())[1])


def nearest(family: Family, at: int) -> list[str]:
    """The other members: first those of the region of the one at this place, each time the nearest first."""
    regions = family.regions
    order = sorted(range(len(regions)), key=lambda place: (regions[place] != regions[at], abs(place - at)))
    return [family.members[place] for place in order if place != at]
