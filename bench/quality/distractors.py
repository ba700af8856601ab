"""How many cards of ten decks of thirty get three wrong answers without a model."""

from collections.abc import Sequence
from pathlib import Path

from bench.report import Row
from studyapp.rules.choices import DISTRACTORS
from tests.generation.extractive.distractors.decks import HELD_OUT, TUNED, choices_of, read_deck


def measure() -> list[Row]:
    return [_row("tuned", TUNED), _row("held out", HELD_OUT)]


def _row(name: str, decks: Sequence[Path]) -> Row:
    sets = {path.stem: choices_of(read_deck(path)) for path in decks}
    full = {deck: sum(len(wrong) == DISTRACTORS for _, wrong in made) for deck, made in sets.items()}
    cards = sum(map(len, sets.values()))
    each = ", ".join(f"{deck} {count}" for deck, count in full.items())
    return Row(f"cards with three wrong answers, {name}", f"{sum(full.values())} of {cards} ({each})", "aim ≥ 70 %")
