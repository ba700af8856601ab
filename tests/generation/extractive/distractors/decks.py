"""Decks of about thirty cards each, as learners and models write them, and the choices they get without a model.

The decks in `tuned` were looked at while the rules were written; those in `held_out` were not, but while they were
mended. Those in `fresh` were written by somebody who had not read the rules, and stood here before any rule saw them;
the rules were mended after that by the kinds of faults they showed. Those in `blind` were written before the rules that
were then measured on them, and no rule was changed for them since.
"""

import json
from pathlib import Path
from typing import Final

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.extract import make_distractors
from studyapp.rules.items import KnownCard

FOLDER: Final = Path(__file__).parent / "decks"
TUNED: Final = tuple(sorted((FOLDER / "tuned").glob("*.json")))
HELD_OUT: Final = tuple(sorted((FOLDER / "held_out").glob("*.json")))
FRESH: Final = tuple(sorted((FOLDER / "fresh").glob("*.json")))
BLIND: Final = tuple(sorted((FOLDER / "blind").glob("*.json")))


def read_deck(path: Path) -> list[KnownCard]:
    return [KnownCard(question, answer) for question, answer in json.loads(path.read_text())]


def choices_of(deck: list[KnownCard]) -> list[tuple[KnownCard, list[str]]]:
    """Each card of the deck with the wrong answers that are made for it, fewer than three where nothing fits."""
    return [(card, _made(card, [other for other in deck if other is not card])) for card in deck]


def _made(card: KnownCard, siblings: list[KnownCard]) -> list[str]:
    return make_distractors(DistractorCall(card.question, card.answer, siblings=siblings))
