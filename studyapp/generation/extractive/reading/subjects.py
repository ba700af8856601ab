"""Judges whether a sentence names its subject: `The town` refers to something before, `the Calvin cycle` does not."""

import re
from enum import StrEnum
from typing import Final

from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.generation.extractive.reading.terms import stem
from studyapp.generation.extractive.reading.vocabulary import Vocabulary


class Clarity(StrEnum):
    CLEAR = "clear"
    NEEDS_CONTEXT = "needs context"
    """The sentence is understood once the title or heading is put before it."""
    UNCLEAR = "unclear"


_DEFINITE: Final = re.compile(
    r"(?:[^\W\d_][\w'’-]*(?:\s[\w'’-]+){0,4},?\s)??(?:The|the)\s(?P<noun>[a-z]{3,})\s(?P<next>[a-z]+)\b"
)
_SPECIFIED_BY: Final = frozenset(
    {
        "of",
        "that",
        "which",
        "who",
        "whose",
        "where",
        "in",
        "between",
        "for",
        "from",
        "to",
        "with",
        "at",
        "on",
        "by",
        "when",
    }
)
_DEFINITE_ELSEWHERE: Final = re.compile(
    r"(?:(?:Der|Die|Das|Le|La|Les|El|Los|Las)\s|L['’])(?P<noun>[^\W\d_]+)\s(?P<next>[^\W\d_]+)"
)
_SPECIFIED_ELSEWHERE: Final = frozenset(
    {
        "des",
        "der",
        "von",
        "vom",
        "für",
        "zwischen",
        "aus",
        "im",
        "in",
        "zur",
        "zum",
        "de",
        "du",
        "del",
        "d",
        "en",
        "entre",
    }
)


def clarity(sentence: Sentence, vocabulary: Vocabulary, context: str | None) -> Clarity:
    """How clear the subject of the sentence is. `context` is the title or heading that could be put before it."""
    match, specifying = _DEFINITE.match(sentence.text), _SPECIFIED_BY
    if match is None:
        match, specifying = _DEFINITE_ELSEWHERE.match(sentence.text), _SPECIFIED_ELSEWHERE
    if match is None or not _is_bare(match, vocabulary, specifying):
        return Clarity.CLEAR
    return _clarity_of(match["noun"], vocabulary, context)


def _clarity_of(noun: str, vocabulary: Vocabulary, context: str | None) -> Clarity:
    words = vocabulary.words
    if context and stem(noun) in {stem(word) for word in context.split()}:
        return Clarity.NEEDS_CONTEXT
    is_general = noun.casefold() in words.plain or stem(noun) in words.plain or stem(noun) in words.roles
    if is_general and not vocabulary.is_marked(noun):
        return Clarity.UNCLEAR
    if noun.endswith("s") and not noun.endswith("ss") and words.articles >= {"the", "an"}:
        return Clarity.NEEDS_CONTEXT if context else Clarity.UNCLEAR
    return Clarity.CLEAR


def _is_bare(match: re.Match[str], vocabulary: Vocabulary, specifying: frozenset[str]) -> bool:
    """Whether the subject is a single noun that nothing specifies, because a verb seems to follow it."""
    following = match["next"]
    if following in specifying or match["noun"] in vocabulary.words.adjectives:
        return False
    words = vocabulary.words
    return following in words.small or following in words.plain or following.endswith(("ed", "ly", "s", "t"))
