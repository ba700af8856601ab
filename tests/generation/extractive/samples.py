"""Short ways to put text through the generator's parts."""

from pathlib import Path

from studyapp.generation.calls import CardCall, Chunk
from studyapp.generation.extractive.cards.extract import best_cards
from studyapp.generation.extractive.languages.wordlists import words_of
from studyapp.generation.extractive.reading.blocks import blocks
from studyapp.generation.extractive.reading.sentences import Sentence, sentences
from studyapp.generation.extractive.reading.vocabulary import Vocabulary
from studyapp.rules.items import CardDraft

CORPORA = sorted((Path(__file__).parent / "corpora").iterdir())
SAMPLE = Path(__file__).parents[3] / "assets" / "samples" / "photosynthesis.md"


def cards_of(text: str, *, count: int = 50, title: str | None = None, avoid: tuple[str, ...] = ()) -> list[CardDraft]:
    return best_cards(CardCall(Chunk(0, text, count), title=title, avoid=avoid))


def read(text: str, language: str = "en") -> tuple[list[Sentence], Vocabulary]:
    words = words_of(language)
    found = sentences(list(blocks(text)), words)
    return found, Vocabulary(found, words, german=language == "de", marked=())


def asked(drafts: list[CardDraft]) -> dict[str, str]:
    return {draft.question: draft.answer for draft in drafts}
