"""Which questions are put on a concept: first a choice, else what is to be written, and at most three."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.generation.extractive.cards.extract import candidates
from studyapp.generation.extractive.cards.proposals import Candidate
from studyapp.generation.extractive.lessons.check_ins.choices import Choices
from studyapp.generation.extractive.lessons.check_ins.terms import Term, sound_cards, terms_of
from studyapp.generation.extractive.lessons.concepts import Proposal
from studyapp.generation.extractive.lessons.passages import Line
from studyapp.generation.extractive.lessons.phrases import is_spoken, phrases
from studyapp.generation.extractive.lessons.reading import Section
from studyapp.generation.extractive.lessons.wholeness import ends_there
from studyapp.rules import cloze
from studyapp.rules.lessons import CheckInDraft, SourceDraft
from studyapp.rules.lessons.check_ins import MOST_CHECK_INS
from studyapp.rules.text import contains_words, count_words, normalise, words

_LEAST_SCORE: Final = 0.5
_LEAST_NAMES, _LEAST_NAME = 0.56, 0.62
"""The least score of a gap for several words, and for a single one, which is a common word more often."""
_LONGEST_SUBJECT: Final = 6
"""In words."""
_SMALL_NUMBER: Final = 12
"""A number up to this is as often an ordinal or an index as a fact."""
_WHOLE: Final = re.compile(r"[.!。][\"”’»)]*$")
_INITIAL: Final = re.compile(r"\b[A-ZÀ-Þ]\.\s$")
_SMALLEST: Final = 4
"""In letters: the words of a heading that its explanation must take up."""


class Questions:
    def __init__(self, section: Section) -> None:
        cards = list(candidates(section.material))
        self._section = section
        self._said = phrases(section.material.language)
        self._cards = [card for card in sound_cards(section, cards) if card.score >= _LEAST_SCORE]
        self._terms = terms_of(section, self._cards)
        self._choices = Choices(section.source, self._said, self._terms, self._cards)

    def score(self, proposal: Proposal) -> float:
        """How good the best question on it is, from 0 to 1."""
        return max((card.score for card in self._cards if card.order in proposal.orders), default=0.0)

    def on(self, proposal: Proposal) -> list[CheckInDraft]:
        """More than a concept can have, best first, for the rules to choose from. A sentence is asked about once."""
        cards = [card for card in self._cards if card.order in proposal.orders]
        terms = [term for term in self._terms if term.order in proposal.orders]
        asked: set[int] = set()
        found: list[CheckInDraft] = []
        for order, draft in [*self._choices_on(terms, cards), *self._to_write(cards)]:
            if order not in asked:
                asked.add(order)
                found.append(draft)
        return (found or list(self._open_question(proposal)))[: 2 * MOST_CHECK_INS]

    def _choices_on(self, terms: list[Term], cards: list[Candidate]) -> Iterator[tuple[int, CheckInDraft]]:
        for term in terms:
            asking = next((card.question for card in cards if card.answer == term.meaning), "")
            made = [*self._choices.on_term(term), *(self._choices.on_meaning(term, asking) if asking else ())]
            yield from ((term.order, draft) for draft in made[:1])
        for card in cards:
            yield from ((card.order, draft) for draft in self._choices.on_card(card))

    def _to_write(self, cards: list[Candidate]) -> Iterator[tuple[int, CheckInDraft]]:
        """Questions first: a gap asks for less."""
        for card in sorted(cards, key=lambda card: card.kind == "cloze"):
            if card.kind != "cloze" or self._is_worth_hiding(card):
                yield card.order, _written(card)

    def _is_worth_hiding(self, card: Candidate) -> bool:
        """Whether the hidden words are a whole term that carries a meaning, and no number that many things have."""
        at = card.question.find("{{")
        text, words_of = cloze.revealed(card.question), self._section.material.words
        if not ends_there(text, at, at + len(card.answer), words_of) or _INITIAL.search(text[:at]):
            return False
        if card.answer.isdigit() and int(card.answer) <= _SMALL_NUMBER:
            return False
        if not text[:at] and " " not in card.answer and card.answer[1:].islower():
            return False  # any word has a capital there
        tokens = card.answer.casefold().split()
        small = words_of.small | words_of.adjectives | words_of.leaning
        has_digit = any(sign.isdigit() for sign in card.answer)
        least = _LEAST_SCORE if has_digit else _LEAST_NAMES if len(tokens) > 1 else _LEAST_NAME
        is_telling = tokens[0] not in small and tokens[-1] not in small and not tokens[-1].endswith(("'s", "’s"))
        return is_telling and card.score >= least

    def _open_question(self, proposal: Proposal) -> Iterator[CheckInDraft]:
        """Asks for what a heading announces, where its first sentence takes up its words."""
        if not is_spoken(self._section.material.language) or not self._is_telling(proposal.title):
            return
        told = _beginning(proposal)
        expected = " ".join(line.text for line in told)
        telling = [word for word in words(proposal.title) if len(word) >= _SMALLEST]
        if 2 * sum(contains_words(expected, word) for word in telling) > len(telling):
            points = tuple(line.text for line in told)
            stem = self._said.explain.format(proposal.title)
            yield CheckInDraft("short", stem, expected=expected, key_points=points, source=SourceDraft(told[0].quote))

    def _is_telling(self, title: str) -> bool:
        """Whether the title is a heading that names its subject and asks nothing."""
        telling = map(normalise, self._section.material.titles.telling)
        return normalise(title) in telling and len(title.split()) <= _LONGEST_SUBJECT


def _beginning(proposal: Proposal) -> list[Line]:
    """Its first sentences that say something by themselves, two at most."""
    kept: list[Line] = []
    for line in proposal.lines[:2]:
        if (
            not _WHOLE.search(line.text)
            or line.is_item
            or count_words(" ".join([*(each.text for each in kept), line.text])) > 60
        ):
            break
        kept.append(line)
    return kept


def _written(card: Candidate) -> CheckInDraft:
    source = SourceDraft(card.quote)
    if card.kind == "cloze":
        return CheckInDraft("cloze", cloze.blanked(card.question), expected=card.answer, source=source)
    return CheckInDraft("short", card.question, expected=card.answer, key_points=(card.answer,), source=source)
