"""How many cards of six decks of thirty get three wrong answers without a model."""

from pathlib import Path
from typing import Final

from bench.report import Row
from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.extract import make_distractors
from studyapp.rules import cloze
from studyapp.rules.choices import DISTRACTORS
from studyapp.rules.items import KnownCard

_FOLDER: Final = Path(__file__).parents[2] / "tests" / "generation" / "extractive" / "distractors" / "decks"
DECKS: Final = tuple(sorted(_FOLDER.glob("*.tsv")))
_LOOKED_AT: Final = frozenset({"biology", "history", "spanish"})
"""The decks that were looked at while the rules were written."""


def measure() -> list[Row]:
    return [_row("decks looked at", known=True), _row("decks kept apart", known=False)]


def cards_of(deck: Path) -> list[KnownCard]:
    """The cards of a deck, each question as a learner sees it, a cloze with its gap."""
    rows = (line.split("\t") for line in deck.read_text().splitlines())
    return [KnownCard(cloze.blanked(question), answer) for question, answer in rows]


def sets_of(deck: Path) -> list[tuple[KnownCard, list[str]]]:
    """Each card of a deck with its wrong answers, of which there may be fewer than three."""
    cards = cards_of(deck)
    return [(card, _wrong_answers(card, [other for other in cards if other is not card])) for card in cards]


def _wrong_answers(card: KnownCard, others: list[KnownCard]) -> list[str]:
    return make_distractors(DistractorCall(card.question, card.answer, siblings=others))


def _row(name: str, *, known: bool) -> Row:
    decks = [deck for deck in DECKS if (deck.stem in _LOOKED_AT) is known]
    full = [sum(len(wrong) == DISTRACTORS for _, wrong in sets_of(deck)) for deck in decks]
    cards = sum(len(cards_of(deck)) for deck in decks)
    each = ", ".join(f"{deck.stem} {count}" for deck, count in zip(decks, full, strict=True))
    return Row(f"cards with three wrong answers, {name}", f"{sum(full)} of {cards} ({each})", "aim ≥ 70 %")
