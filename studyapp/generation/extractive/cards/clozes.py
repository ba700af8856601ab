"""Cloze cards: a sentence of the material with one of its terms hidden. This needs no grammar."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.generation.extractive.cards.hiding import is_hideable
from studyapp.generation.extractive.cards.proposals import Candidate
from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.generation.extractive.reading.terms import Term, TermKind, stem
from studyapp.generation.extractive.reading.vocabulary import Vocabulary
from studyapp.rules.text import contains_words

LEAST_WEIGHT: Final = 0.45
"""A term needs at least this weight to be hidden."""
_FEWEST_WORDS, _LONG = 7, 25
_LIST_BEFORE: Final = re.compile(
    r"(?:[A-ZÀ-Þ][\w-]*|\w+),?\s(?:and|or|und|oder|et|ou|y|e)\s(?:the\s|of\s)?$|[A-ZÀ-Þ][\w-]+,\s$"
)
_LIST_AFTER: Final = re.compile(
    r",\s[A-ZÀ-Þ][\w-]+(?:,|\s(?:and|or|und|oder|et|ou|y|e)\s)|\s(?:and|or|nor|und|oder|et|ou|y)\s(?!\w+ed\b)\w"
)
_OF_SUBJECT_AFTER: Final = re.compile(r"\s[a-z]+s\s(?:are|were|have|had|can|may|must)\b")
"""Matches the rest of a subject of which the name is only a part, e.g. ` messages are` after `Classic DNS`."""
_INDEFINITE: Final = re.compile(r"(?:An?|Eine?r?|Une?|Una?|Un)\s")
_STATED: Final = re.compile(
    r"(?:The\s|Die\s|Der\s|Das\s|La\s|Le\s|El\s)?[^\W\d_a-z][\w-]+(?:\s[\w-]+){0,3}\s(?:is|are|was|were|ist|sind|war|betrug|beträgt|"
    r"est|était|es|era)\s(?:about\s|around\s|nearly\s|etwa\s|rund\s|environ\s|unos\s)?"
)
"""The subject of a measure, which tells what its number is about."""
_BASE: Final = 0.2
_PER_CUE: Final = 0.05
_MOST_CUES: Final = 3


def clozes(sentence: Sentence, vocabulary: Vocabulary, *, context: str | None, is_clear: bool) -> Iterator[Candidate]:
    """One cloze for each term worth hiding. `context` is put before a sentence that does not name its subject."""
    words = sentence.text.split()
    if len(words) < _FEWEST_WORDS:
        return
    terms = vocabulary.terms(sentence.text)
    for term in terms:
        if term.weight < LEAST_WEIGHT or not is_hideable(sentence.text, term, terms=terms, vocabulary=vocabulary):
            continue
        if not _leaves_one_answer(sentence.text, term, vocabulary):
            continue
        cues = _cues(terms, term, vocabulary) or (_MOST_CUES if _is_measure(sentence.text, term) else 0)
        if cues and is_clear:
            yield _cloze(sentence, term, cues=cues, is_long=len(words) > _LONG)
        elif context and not contains_words(context, term.text):
            yield _cloze(
                sentence,
                term,
                cues=max(1, cues),
                lead=f"{context}{vocabulary.words.colon} ",
                is_long=len(words) > _LONG,
            )


def joined(before: Sentence, sentence: Sentence, name: str) -> Candidate | None:
    """A cloze of two sentences, the first of which explains `this` in the second.

    E.g. `… the enzyme loses its shape. This is called {{denaturation}}.`
    """
    at = sentence.text.rfind(name)
    if at < 0 or contains_words(before.text, name) or "{{" in before.text:
        return None
    end = at + len(name)
    question = f"{before.text} {sentence.text[:at]}{{{{c1::{name}}}}}{sentence.text[end:]}"
    return Candidate(question, name, f"{before.quote} {sentence.quote}", before.order, 0.86, "cloze")


def _leaves_one_answer(text: str, term: Term, vocabulary: Vocabulary) -> bool:
    """Whether nothing else would be right in the gap, as far as that can be told.

    A common noun has others like it, unless the sentence introduces it. A number in a sentence about just any thing,
    e.g. `A usual rate is 2 per cent`, belongs to more than the sentence says.
    """
    if term.kind is TermKind.NUMBER:
        return not _INDEFINITE.match(text)
    if term.kind is TermKind.NOUN:
        return vocabulary.is_introduced(text, term)
    return not (_is_listed(text, term) or _OF_SUBJECT_AFTER.match(text, term.end))


def _is_measure(text: str, term: Term) -> bool:
    """Whether the term is a number with a sign such as `%`, and what it measures stands directly before it."""
    is_measured = term.kind is TermKind.NUMBER and not term.text[-1].isdigit()
    return is_measured and _STATED.fullmatch(text, 0, term.start) is not None


def _cues(terms: Sequence[Term], hidden: Term, vocabulary: Vocabulary) -> int:
    """The number of other terms that tell the learner what the sentence is about."""
    others = {stem(term.text) for term in terms if term is not hidden and vocabulary.is_cue(term)}
    return len(others - {stem(hidden.text)})


def _cloze(sentence: Sentence, term: Term, *, cues: int, is_long: bool, lead: str = "") -> Candidate:
    question = f"{lead}{sentence.text[: term.start]}{{{{c1::{term.text}}}}}{sentence.text[term.end :]}"
    score = _BASE + 0.6 * term.weight + _PER_CUE * min(cues, _MOST_CUES) - (0.08 if is_long else 0)
    return Candidate(question, term.text, sentence.quote, sentence.order, score, "cloze")


def _is_listed(text: str, term: Term) -> bool:
    """Whether the term is one in a list of similar ones, any of which would be right in the gap."""
    if term.kind in {TermKind.DATE, TermKind.NUMBER}:
        return False
    return bool(_LIST_BEFORE.search(text[: term.start]) or _LIST_AFTER.match(text, term.end))
