"""A card that could be made, with a score."""

from dataclasses import dataclass
from typing import Final

from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.rules.items import CardDraft

MOST_ANSWER_WORDS: Final = 25
"""In words. Longer answers draw a warning (rule F6), so such a definition is better asked for in another way."""


@dataclass(frozen=True, slots=True)
class Candidate:
    question: str
    answer: str
    quote: str
    order: int
    """Position in the text of the sentence it is made from."""
    score: float
    """From 0 to 1."""
    kind: str = "basic"

    def draft(self, *, page: int | None) -> CardDraft:
        return CardDraft(self.question, self.answer, quote=self.quote, page=page, kind=self.kind)


def basic(sentence: Sentence, question: str, answer: str, score: float) -> Candidate:
    answer = tidy(answer)
    penalty = 0.1 if len(answer.split()) > MOST_ANSWER_WORDS else 0
    return Candidate(capitalised(" ".join(question.split())), answer, sentence.quote, sentence.order, score - penalty)


def tidy(answer: str) -> str:
    """The answer without a full stop and with a capital first letter."""
    text = " ".join(answer.split()).strip().rstrip(".,;: ")
    return capitalised(text.removesuffix("。"))


def capitalised(text: str) -> str:
    """The text with a capital first letter, unless the case of its first word is fixed, e.g. `pH` or `mRNA`."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if any(sign.isupper() for sign in first[1:]):
        return text
    return text[:1].upper() + text[1:]


def is_brief(text: str, *, least: int = 1, most: int = MOST_ANSWER_WORDS) -> bool:
    return least <= len(text.split()) <= most
