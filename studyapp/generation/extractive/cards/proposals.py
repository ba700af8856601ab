"""A card that could be made, with how good it promises to be."""

from dataclasses import dataclass
from typing import Final

from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.rules.items import CardDraft

MOST_ANSWER_WORDS: Final = 25
"""Longer answers draw a warning (rule F6): such a definition is better asked for in another way."""


@dataclass(frozen=True, slots=True)
class Candidate:
    question: str
    answer: str
    quote: str
    order: int
    """The sentence it is made from."""
    score: float
    """0–1."""
    kind: str = "basic"

    def draft(self, *, page: int | None) -> CardDraft:
        return CardDraft(self.question, self.answer, quote=self.quote, page=page, kind=self.kind)


def basic(sentence: Sentence, question: str, answer: str, score: float) -> Candidate:
    answer = tidy(answer)
    penalty = 0.1 if len(answer.split()) > MOST_ANSWER_WORDS else 0
    return Candidate(capitalised(" ".join(question.split())), answer, sentence.quote, sentence.order, score - penalty)


def tidy(answer: str) -> str:
    """Without the full stop, with a capital."""
    text = " ".join(answer.split()).strip().rstrip(".,;: ")
    return capitalised(text.removesuffix("。"))


def capitalised(text: str) -> str:
    """The first letter large, unless the word is written as it is on purpose (`pH`, `mRNA`)."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if any(sign.isupper() for sign in first[1:]):
        return text
    return text[:1].upper() + text[1:]


def is_brief(text: str, *, least: int = 1, most: int = MOST_ANSWER_WORDS) -> bool:
    return least <= len(text.split()) <= most
