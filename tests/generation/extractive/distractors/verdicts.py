"""Whether the wrong answers of the decks were judged plausible. A set that changed since then counts as unjudged."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from studyapp.rules.items import KnownCard

PLAUSIBLE: Final = "plausible"
FAULTS: Final = ("right", "double", "broken", "odd", "absurd")
"""In the order in which they are looked for; `bench/quality/distractors.py` says what each means."""
_FILE: Final = Path(__file__).with_name("verdicts.json")


def verdict_on(deck: str, card: KnownCard, wrong: Sequence[str]) -> str | None:
    """The verdict on these wrong answers of a card, in any order; None if they were never judged together."""
    return known_verdicts().get((deck, card.question, card.answer, frozenset(wrong)))


@cache
def known_verdicts() -> dict[tuple[str, str, str, frozenset[str]], str]:
    """All verdicts, by the name of the deck, question, right answer and the three wrong ones."""
    rows = json.loads(_FILE.read_text())
    return {
        (row["deck"], row["question"], row["answer"], frozenset(row["distractors"])): row["verdict"] for row in rows
    }
