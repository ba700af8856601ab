"""Closed sets that schools teach, so that a deck with one city or one planet need not go without choices.

Members that are near each other, on the map or in their order, stand side by side: neighbours are confused most.
"""

from functools import lru_cache
from typing import Final

from studyapp.generation.extractive.distractors.families.members import (
    LANGUAGES,
    Family,
    families_of,
    key_of,
    nearest,
    places,
    split_article,
)
from studyapp.generation.extractive.distractors.sorts import asked_for
from studyapp.rules.language import SMALL_WORDS, language_of
from studyapp.rules.text import strip_markup, word_set, word_stem, words

_LONGEST_MEMBER: Final = 60
_SHORTEST_UNASKED: Final = 4
_OF_MORE_SENSES: Final = word_set(
    "case mood state form order key part class structure figure phase period style school movement number play book "
    "law sign note function group level house voice interval base institution force stage mechanism method process "
    "measure branch document range mass cell body device rank layer age origin effect market government unit star "
    "union court fall modus zeit teil satz figur organ ordnung kraft einheit klasse gattung stoff epoche strömung "
    "stück schicht gewalt reich boden vorgang prozess artikel zelle temps mode fonction vers ordre pouvoir régime "
    "état nature classe unité forme genre mouvement courant couche procédé pièce œuvre chambre tiempo modo clase "
    "función orden poder estado obra capa fase unidad figura recurso género forma movimiento corriente sistema "
    "estilo técnica cultura proceso cambio edad época período"
)
"""Nouns that name members of a set in some questions only: a legal case is no dative."""


@lru_cache(maxsize=1_000)
def relatives(stem: str, key: str, language: str) -> tuple[str, ...]:
    """The other members of the families that have the key and that the question asks for, written like the key: first
    those of its region, each time the nearest first.
    """
    found = _families_of(stem, key, language)
    return tuple(
        written for family, at in found for name in nearest(family, at) if (written := _like(key, family, at, name))
    )


@lru_cache(maxsize=1_000)
def neighbours(stem: str, key: str, language: str) -> frozenset[str]:
    """The normal forms, without articles, of those relatives that are of the same region as the key."""
    found = _families_of(stem, key, language)
    return frozenset(
        name
        for family, at in found
        for name, region in zip(family.keys, family.regions, strict=True)
        if region == family.regions[at] and name != family.keys[at]
    )


def is_relative(stem: str, key: str, other: str, language: str) -> bool | None:
    """Whether the other is in a family of the key that the question asks for; None if the key is in none."""
    found = _families_of(stem, key, language)
    return any(key_of(other[:_LONGEST_MEMBER]) in family.keys for family, _ in found) if found else None


@lru_cache(maxsize=1_000)
def strangers(stem: str, key: str, language: str) -> tuple[str, ...]:
    """Members of the one closed set the question asks for by name, where the key is in none: other bones for `Which
    bone of the ear …`. Sets with regions are left out, because nothing tells which is near.
    """
    asked = asked_for(stem, key)
    if len(key) > _LONGEST_MEMBER or not asked.heads or _has_preposition(key) or _families_of(stem, key, language):
        return ()
    told, noun = language_of(strip_markup(stem)) or language, _noun(stem, asked.heads[0])
    if noun in _OF_MORE_SENSES or noun.removesuffix("s") in _OF_MORE_SENSES:
        return ()
    named = [family for family in families_of(told) if family.asks.fullmatch(noun)]
    if len(named) != 1 or named[0].regions[-1]:
        return ()
    return tuple(written for name in named[0].members if (written := _like(key, named[0], 0, name)))


def _has_preposition(key: str) -> bool:
    """Whether the answer begins with a small word, as `In the ocean` does, so that no member can stand for it."""
    return bool(set(words(split_article(strip_markup(key))[1])[:1]) & SMALL_WORDS)


def _noun(stem: str, head: str) -> str:
    """The noun of the question as it is written there."""
    return next((word for word in words(strip_markup(stem)) if word_stem(word) == head), head)


def _families_of(stem: str, key: str, language: str) -> list[tuple[Family, int]]:
    """The families that have the key and that the question asks for, each with the key's place in it; or the only one
    that has the key. They are all of one language: that of the question or, where it is too short to tell, the given
    one or the first that has any.
    """
    if len(key) > _LONGEST_MEMBER:
        return []
    own, text = key_of(key), strip_markup(stem)
    told = language_of(text)
    languages = [told] if told in LANGUAGES else sorted(LANGUAGES, key=lambda each: each != language)
    having = [places(each)[own] for each in languages if own in places(each)]
    for found in having:
        if asked := [(family, at) for family, at in found if family.asks.search(text)]:
            return asked
    is_clear = bool(having) and len(having[0]) == 1 and len(own) >= _SHORTEST_UNASKED
    return list(having[0]) if is_clear else []


def _like(key: str, family: Family, at: int, name: str) -> str | None:
    """The member with an article if the key has one, and with a capital if it has; None if its article is unknown."""
    article, own = split_article(strip_markup(key).strip())
    listed, bare = split_article(name) if name[0].islower() else ("", name)
    if article and not listed and name[0].islower() == family.members[at][0].islower():
        if article.strip().casefold() != "the":
            return None
        listed = "the "
    elif article.strip().casefold() in {"a", "an", "ein", "eine", "un", "une", "una"}:
        return None
    is_lower = own[:1].islower() and split_article(family.members[at])[1][:1].isupper()
    bare = bare[:1].lower() + bare[1:] if is_lower else bare
    written = listed + bare if article else bare
    return written[:1].upper() + written[1:] if (article or own)[:1].isupper() else written
