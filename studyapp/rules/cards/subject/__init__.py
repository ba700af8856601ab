"""F5: a card names its subject. A pronoun that stands for a noun of another card, or of the material, says nothing."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.cards.subject import english, french, german, spanish
from studyapp.rules.findings import reject
from studyapp.rules.items import CardDraft, Finding
from studyapp.rules.phrases import NO_SUBJECT
from studyapp.rules.sentences import split_sentences
from studyapp.rules.text import strip_markup

_LONGEST_READ: Final = 400
_QUOTED: Final = re.compile(r"[\"“„«][^\"“”„«»\n]{0,200}[\"”“»]|(?<!\w)['‘‚][^'’‘\n]{1,200}['’‘](?!\w)")
_SHOWS_SOMETHING: Final = re.compile(r"```|!\[|<img|\n\n|\w\s?:\s+\S")
"""A picture, a block of code or whatever follows a colon: what a pronoun may mean."""
_STATED: Final = frozenset({"cloze", "true_false"})
"""Kinds of cards that state a fact. Elsewhere a statement may be a riddle: `This gland makes insulin.`"""
_IN_QUESTIONS: Final[tuple[Callable[[str], re.Match[str] | None], ...]] = (
    english.in_question,
    german.in_question,
    french.in_question,
    spanish.in_question,
)
_IN_STATEMENTS: Final[tuple[Callable[[str], re.Match[str] | None], ...]] = (
    english.in_statement,
    german.in_statement,
    french.in_statement,
    spanish.in_statement,
)


def names_subject(draft: CardDraft) -> Iterator[Finding]:
    """F5: reject a question or statement whose subject is a bare pronoun.

    Only its first sentence is read, since pronouns in later ones can mean something in it.
    """
    if _SHOWS_SOMETHING.search(draft.question):
        return
    text = " ".join(strip_markup(cloze.revealed(draft.question))[:_LONGEST_READ].split())
    first = next(iter(split_sentences(_QUOTED.sub("Quoted", text))), "")
    match = NO_SUBJECT.search(text) or _bare(first, asks=first.endswith("?"), kind=draft.kind)
    if match:
        yield reject("F5", f"“{_shown(match)}” does not say what is meant.")


def _bare(sentence: str, *, asks: bool, kind: str) -> re.Match[str] | None:
    readers = _IN_QUESTIONS if asks else (*_IN_QUESTIONS, *_IN_STATEMENTS)
    found = next((match for read in readers if (match := read(sentence))), None)
    if found or asks or kind not in _STATED:
        return found
    return english.POINTS_BACK.match(sentence)


def _shown(match: re.Match[str]) -> str:
    """The words up to the pronoun."""
    rest = match.groupdict().get("rest") or ""
    return match[0].removesuffix(rest).strip(" ¿?")
