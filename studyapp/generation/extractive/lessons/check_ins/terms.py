"""The terms a section defines, each with its meaning and the sentence that says so."""

from dataclasses import dataclass
from typing import Final

from studyapp.generation.extractive.cards.proposals import Candidate, capitalised
from studyapp.generation.extractive.lessons.naming import without_article
from studyapp.generation.extractive.lessons.reading import Section
from studyapp.rules.cards import check_card, is_rejected
from studyapp.rules.items import Passage
from studyapp.rules.text import normalise

_SAYS_LITTLE: Final = 0.6
"""The score of a definition that fits many things."""


@dataclass(frozen=True, slots=True)
class Term:
    name: str
    meaning: str
    quote: str
    """The sentence that defines it, verbatim."""
    order: int


def terms_of(section: Section, cards: list[Candidate]) -> list[Term]:
    """Each term once, in order: those of glossary entries, and those whose definition makes a card."""
    found = [
        Term(entry.term, entry.meaning.rstrip("."), entry.quote, entry.order) for entry in section.material.entries
    ]
    names = {
        sentence.order: term
        for sentence in section.material.sentences
        if (term := section.material.defined_in(sentence))
    }
    for card in cards:
        name = names.get(card.order)
        if name and card.kind == "basic" and card.score > _SAYS_LITTLE and normalise(name) in normalise(card.question):
            found.append(Term(capitalised(without_article(name)), card.answer, card.quote, card.order))
    unique = {normalise(term.name): term for term in reversed(found)}
    return sorted(unique.values(), key=lambda term: term.order)


def sound_cards(section: Section, cards: list[Candidate]) -> list[Candidate]:
    """Those that break no rule for cards, best first."""
    passage = Passage(section.source.text)
    sound = [card for card in cards if not is_rejected(check_card(card.draft(page=None), passage=passage))]
    return sorted(sound, key=lambda card: (-card.score, card.order))
