"""How good the cards are that are made without a model: twelve texts that nobody tuned to, judged card by card.

The rubric. A card is usable if a learner who knows the subject can answer it years later from the question alone, if
exactly one answer is right and it is the one the text gives, if both sides are whole and in the language of the text,
and if it is worth a place in a deck. Else it has one fault, the first of these that applies:

- `broken`: cut off, glued together, or not grammatical
- `wrong`: not what the text says
- `leans`: it needs the text beside it, e.g. for a pronoun or for "this"
- `ambiguous`: several answers would be right
- `trivial`: what is asked for can be guessed, or is not worth knowing

The verdicts stand in `tests/generation/extractive/held_out/verdicts.json`, as they were given the first time that cards
of these texts were looked at after the rules were written, by whoever wrote the rules. A card that is made now and has
no verdict there is not judged.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bench.report import Row
from studyapp.generation.calls import CardCall, Chunk
from studyapp.generation.extractive.cards.extract import best_cards
from studyapp.rules.items import CardDraft

TEXTS: Final = Path(__file__).parents[2] / "tests" / "generation" / "extractive" / "held_out"
USABLE: Final = "usable"
_ASKED_FOR: Final = 30
_PER_WORDS: Final = 120


def measure() -> list[Row]:
    made = {path.stem: cards_of(path.read_text()) for path in sorted(TEXTS.glob("*.txt"))}
    words = sum(len(path.read_text().split()) for path in TEXTS.glob("*.txt"))
    count = sum(map(len, made.values()))
    found = Counter(verdicts(made))
    judged = count - found.pop(None, 0)
    faults = ", ".join(f"{number} {fault}" for fault, number in found.most_common() if fault != USABLE)
    usable = f"{found[USABLE]} of {judged} judged ({found[USABLE] / judged:.0%})" if judged else "none judged"
    return [
        Row(f"cards for each {_PER_WORDS} words, {len(made)} texts", f"{count / words * _PER_WORDS:.1f}", "aim ≥ 1.5"),
        Row("usable cards", f"{usable}; {count - judged} not judged", "aim ≥ 85 %"),
        Row("faults", faults or "none", "–"),
    ]


def cards_of(text: str) -> list[CardDraft]:
    return best_cards(CardCall(Chunk(0, text, _ASKED_FOR)))


def verdicts(made: dict[str, list[CardDraft]]) -> Iterable[str | None]:
    """The verdict on each card; None if it was never judged."""
    path = TEXTS / "verdicts.json"
    rows = json.loads(path.read_text()) if path.exists() else []
    known = {(row["text"], row["question"], row["answer"]): row["verdict"] for row in rows}
    return [known.get((text, card.question, card.answer)) for text, cards in made.items() for card in cards]
