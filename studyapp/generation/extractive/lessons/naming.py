"""What a paragraph is about, for the title of a concept."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.generation.extractive.lessons.passages import Line
from studyapp.generation.extractive.lessons.reading import Section
from studyapp.generation.extractive.lessons.wholeness import ends_there
from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.generation.extractive.reading.terms import Term, TermKind
from studyapp.rules.language import SMALL_WORDS
from studyapp.rules.text import contains_words

_NAMED_EARLY: Final = 2
"""A paragraph is about a term that one of so many first sentences introduces."""
_LEAST_WEIGHT: Final = 0.36
"""A term that is only repeated needs at least this weight."""
_ARTICLE: Final = re.compile(
    r"\A(?:(?:the|an?|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una)\s+|l['’])", re.IGNORECASE
)
_NAMED: Final = re.compile(
    r"(?:Als|Unter)\s(?:dem\s|der\s|einem\s|einer\s)?(?P<as>[^,;:]{3,50}?)\s(?:bezeichnet|versteht)\sman\b"
    r"|(?P<so>[^,;:]{3,40}?)\snennt\sman\b"
    r"|On\sappelle\s(?P<on>[^,;:]{3,40}?)\s(?:le|la|les|un|une)\s"
    r"|Se\s(?:llama|denomina)\s(?P<se>[^,;:]{3,40}?)\sa(?:l|\sla|\slos|\slas)\s"
)
_OF: Final = re.compile(r"\s(?:(?:de|du|des|del)(?:\s(?:la|los|las|le))?\s|d['’])(?:l['’])?[^\W\d_]{3,}")
_ROMANCE: Final = frozenset({"fr", "es", "it", "pt"})


def without_article(term: str) -> str:
    return _ARTICLE.sub("", term, count=1).strip()


def named_in(sentence: Sentence) -> str | None:
    """The term that a sentence says the name is of what it describes; only where it begins with the term."""
    found = _NAMED.match(sentence.text) if sentence.stands_alone else None
    return found[found.lastgroup or 0] if found else None


def subject_of(section: Section, lines: Sequence[Line]) -> str:
    """A term the paragraph introduces, begins with, or repeats; empty if there is none."""
    told = [line.sentence for line in lines if line.sentence]
    ranked = [
        (-weight, sentence.order, title)
        for at, sentence in enumerate(told[:_NAMED_EARLY])
        for weight, title in _subjects(section, sentence, is_first=at == 0, others=_besides(told, at))
    ]
    return min(ranked)[2] if ranked else ""


def _besides(told: Sequence[Sentence], at: int) -> str:
    return " ".join(sentence.text for place, sentence in enumerate(told) if place != at)


def _subjects(section: Section, sentence: Sentence, *, is_first: bool, others: str) -> Iterator[tuple[float, str]]:
    """What the sentence may be about, each with its weight. Only the first can be about what it begins with."""
    vocabulary = section.material.vocabulary
    for term in vocabulary.terms(sentence.text):
        title = _title(section, sentence.text, term)
        if not _is_title(title) or not ends_there(sentence.text, term.start, term.end, vocabulary.words):
            continue
        is_introduced = vocabulary.is_introduced(sentence.text, term)
        begins = is_first and not without_article(sentence.text[: term.start])
        is_repeated = contains_words(others, term.text)
        if vocabulary.is_topic(term.text) and not is_introduced:
            continue
        if is_introduced or begins or (is_first and is_repeated and term.weight >= _LEAST_WEIGHT):
            introduced = 0.5 if term.kind is TermKind.NOUN else 0.2  # a person who is named is rarely the subject
            yield term.weight + introduced * is_introduced + 0.3 * begins + 0.2 * is_repeated, title


def _title(section: Section, text: str, term: Term) -> str:
    """The term without words at its ends that carry no meaning; empty for a number or date.

    In Romance languages what follows `de` belongs to it, as in `cycle de Calvin`.
    """
    if term.kind not in {TermKind.NOUN, TermKind.NAME}:
        return ""
    goes_on = _OF.match(text, term.end) if section.material.language in _ROMANCE else None
    tokens = without_article(text[term.start : goes_on.end() if goes_on else term.end]).split()
    small = section.material.words.small | section.material.words.adjectives | SMALL_WORDS
    while tokens and tokens[-1].casefold() in small:
        tokens.pop()
    while tokens and tokens[0].casefold() in small:
        tokens.pop(0)
    return " ".join(tokens)


def _is_title(title: str) -> bool:
    tokens = title.casefold().split()
    return len(title) > 2 and len(tokens) == len(set(tokens))
