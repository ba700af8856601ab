"""Choices whose wrong answers are the other terms of the section, each with its own sentence for an explanation."""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.cards.proposals import Candidate, capitalised
from studyapp.generation.extractive.distractors.extract import make_distractors
from studyapp.generation.extractive.lessons.check_ins.terms import Term
from studyapp.generation.extractive.lessons.naming import without_article
from studyapp.generation.extractive.lessons.phrases import Phrases
from studyapp.rules.cards import is_rejected
from studyapp.rules.choices import DISTRACTORS, ChoiceDraft, check_choices
from studyapp.rules.items import KnownCard
from studyapp.rules.lessons import CheckInDraft, OptionDraft, SectionText, SourceDraft
from studyapp.rules.quotes import locate
from studyapp.rules.text import contains_words, normalise

_MOST_WEIGHED: Final = 8
_NAME: Final = re.compile(r"\b(?:called|another name|heißt|heißen|bezeichnet|nennt man|appelle|llama)\b")
_LONGEST_SENTENCE: Final = 240
_LONGEST_CARD: Final = 6
"""In words: the answers that can be told apart at a glance without their sentence."""


@dataclass(frozen=True, slots=True)
class _Option:
    text: str
    name: str
    """What its explanation calls it."""
    quote: str


class Choices:
    def __init__(self, section: SectionText, said: Phrases, terms: Sequence[Term], cards: Sequence[Candidate]) -> None:
        self._section = section
        self._said = said
        self._terms = terms
        self._cards = [card for card in cards if len(card.answer.split()) <= _LONGEST_CARD]

    def on_term(self, term: Term) -> Iterator[CheckInDraft]:
        """Asks for the term that has this meaning."""
        others = [_Option(other.name, other.name, other.quote) for other in self._siblings(term)]
        stem = self._said.term.format(term.meaning)
        yield from self._choice(stem, _Option(term.name, term.name, term.quote), others)

    def on_meaning(self, term: Term, question: str) -> Iterator[CheckInDraft]:
        """Asks for the meaning of the term, among those of other terms."""
        others = [_Option(capitalised(other.meaning), other.name, other.quote) for other in self._siblings(term)]
        yield from self._choice(question, _Option(capitalised(term.meaning), term.name, term.quote), others)

    def on_card(self, card: Candidate) -> Iterator[CheckInDraft]:
        """Asks what the card asks, if three answers of other cards could be right."""
        if card.kind != "basic" or len(card.answer.split()) > _LONGEST_CARD:
            return
        sources = {normalise(other.answer): other for other in self._like(card)}
        siblings = [KnownCard(other.question, other.answer) for other in sources.values()]
        if len(siblings) < DISTRACTORS:
            return
        made = make_distractors(DistractorCall(card.question, card.answer, siblings=siblings))
        found = [sources.get(normalise(text)) for text in made]
        others = [_Option(capitalised(other.answer), other.answer, other.quote) for other in found if other]
        yield from self._choice(card.question, _Option(capitalised(card.answer), card.answer, card.quote), others)

    def _like(self, card: Candidate) -> list[Candidate]:
        """The cards of other sentences that ask for the same sort of thing."""
        asked = _asked_for(card)
        return [other for other in self._cards if other.order != card.order and _asked_for(other) == asked]

    def _siblings(self, term: Term) -> list[Term]:
        """Other terms, nearest first: those that are none of its words, and whose sentence does not speak of it."""
        apart = [
            other
            for other in self._terms
            if other.order != term.order
            and not contains_words(other.name, term.name)
            and not contains_words(term.name, other.name)
            and not contains_words(term.meaning, other.name)
        ]
        form = _form(term)
        return sorted(apart, key=lambda other: (_form(other) != form, abs(other.order - term.order)))

    def _choice(self, stem: str, key: _Option, others: Sequence[_Option]) -> Iterator[CheckInDraft]:
        for chosen in combinations(others[:_MOST_WEIGHED], DISTRACTORS):
            texts = tuple(option.text for option in chosen)
            if not is_rejected(check_choices(ChoiceDraft(stem, key.text, texts))):
                options = [self._wrong(option) for option in chosen]
                options.insert(zlib.crc32(stem.encode()) % (DISTRACTORS + 1), self._right(key))
                yield CheckInDraft(
                    "choice",
                    stem,
                    options=tuple(options),
                    source=SourceDraft(key.quote, self._page(key.quote)),
                )
                return

    def _right(self, option: _Option) -> OptionDraft:
        return OptionDraft(option.text, f"{self._said.right} {self._quoted(option.quote)}", is_key=True)

    def _wrong(self, option: _Option) -> OptionDraft:
        told = self._said.other.format(capitalised(option.name))
        return OptionDraft(option.text, f"{told} {self._quoted(option.quote)}")

    def _quoted(self, quote: str) -> str:
        quoted = self._said.quote.format(_shortened(quote))
        page = self._page(quote)
        return f"{quoted} {self._said.page.format(page)}" if page else quoted

    def _page(self, quote: str) -> int | None:
        found = locate(self._section.text, quote)
        return self._section.page_at(found[0]) if found else None


def _asked_for(card: Candidate) -> str:
    """The word that asks, or `called` for what asks for a name."""
    return "called" if _NAME.search(card.question) else card.question.split(maxsplit=1)[0].casefold()


def _form(term: Term) -> tuple[bool, bool]:
    """Whether its meaning begins with an article, as that of a single thing does, and whether it is an abbreviation."""
    return without_article(term.meaning) != term.meaning, term.name.isupper()


def _shortened(quote: str) -> str:
    if len(quote) <= _LONGEST_SENTENCE:
        return quote
    return f"{quote[:_LONGEST_SENTENCE].rsplit(' ', 1)[0]} …"
