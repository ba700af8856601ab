"""D12: a question or explanation that names an option by its letter, its number or its place."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.rules.choices.labels.patterns import (
    BRACKETED,
    BY_LETTER,
    BY_NUMBER,
    BY_PLACE,
    IN_BRACKETS,
    IS_LETTER,
    JUDGED,
    LETTER_SUBJECT,
    LISTED,
    PAIR,
    STANDING_LETTER,
)
from studyapp.rules.sentences import split_sentences
from studyapp.rules.text import strip_markup, without_code

_OF_ONE_LETTER: Final = (BY_LETTER, IS_LETTER, JUDGED, IN_BRACKETS, PAIR)
_ELEMENTS: Final = frozenset("BCFH")
"""Letters in brackets that may be the symbol of a chemical element."""
_LEANS_BACK: Final = re.compile(
    r"\W*(?:it|its|this|that|these|those|they|he|she|the\s(?:others?|rest|latter)|however|but|instead|so|therefore|thus|"
    r"er|sie|es|dies\w*|aber|il|elle|ils|ce|cela|mais|esto|pero)\b",
    re.IGNORECASE,
)
_SHORTEST_EXPLANATION: Final = 20
_LONGEST_READ: Final = 2_000


def explanation_names_place(text: str, *, stem: str = "", options: Sequence[str] = ()) -> str | None:
    """The words by which the explanation names an option, or None.

    A letter that stands by itself in the question or an option (a vitamin, a variable) has a meaning of its own.
    """
    prose = _prose(text)
    own = _letters(stem, *options)
    match = next(
        (match for pattern in _OF_ONE_LETTER for match in pattern.finditer(prose) if _is_label(match, own)), None
    )
    match = match or BY_NUMBER.search(prose) or _by_place(prose, " ".join((stem, *options)).casefold())
    return match[0].strip(" .;:,") if match else _several(prose, own)


def question_names_place(stem: str, options: Sequence[str] = ()) -> str | None:
    """The words by which the question names an option or lists the options, or None."""
    prose, own = _prose(stem), _letters(*options)
    labels = dict.fromkeys(LISTED.findall(prose))
    if list(labels)[:3] == ["A", "B", "C"]:
        return "A, B, C"
    match = next((match for match in BY_LETTER.finditer(prose) if _is_label(match, own)), None)
    match = match or _by_place(prose, " ".join(options).casefold())
    return match[0].strip() if match else None


def without_places(explanation: str, *, stem: str = "", options: Sequence[str] = ()) -> str:
    """The explanation without the sentences that name an option, if what is left explains by itself; else unchanged."""
    sentences = split_sentences(explanation)
    kept: list[str] = []
    for at, sentence in enumerate(sentences):
        follows_dropped = at > 0 and (not kept or kept[-1] != sentences[at - 1])
        if explanation_names_place(sentence, stem=stem, options=options):
            continue
        if follows_dropped and _LEANS_BACK.match(sentence):
            return explanation
        kept.append(sentence)
    left = " ".join(kept)
    is_sound = len(left) >= _SHORTEST_EXPLANATION and not explanation_names_place(left, stem=stem, options=options)
    return left if is_sound and len(kept) < len(sentences) else explanation


def _prose(text: str) -> str:
    return " ".join(strip_markup(without_code(text[:_LONGEST_READ])).split())


def _letters(*texts: str) -> frozenset[str]:
    return frozenset(letter for text in texts for letter in STANDING_LETTER.findall(text[:_LONGEST_READ]))


def _is_label(match: re.Match[str], own: frozenset[str]) -> bool:
    given = match.groupdict()
    return own.isdisjoint(filter(None, (given.get("letter"), given.get("other"))))


def _by_place(prose: str, subject: str) -> re.Match[str] | None:
    """A place such as `the second answer`, unless the question itself is about answers or options."""
    for match in BY_PLACE.finditer(prose):
        noun = (match["noun"] or match["shown"]).casefold()
        if noun.rstrip("s") not in subject:
            return match
    return None


def _several(prose: str, own: frozenset[str]) -> str | None:
    """Several letters as subjects (`A is …, B is …`) or in brackets; one alone may mean something else."""
    for letters in (set(_found(LETTER_SUBJECT, prose)) - own, set(_found(BRACKETED, prose)) - own):
        if len(letters) >= 2 and not letters <= _ELEMENTS:
            return ", ".join(sorted(letters))
    return None


def _found(pattern: re.Pattern[str], prose: str) -> Iterator[str]:
    return (match["letter"] for match in pattern.finditer(prose))
