"""The words that describe a job for flashcards."""

from typing import Final

from studyapp.jobs.kinds.words import ENDING_PHASES, Words

WORDS: Final = Words(
    noun="Flashcards",
    icon="layers",
    making="Generating flashcards",
    waiting="Flashcards wait their turn",
    one="card",
    many="cards",
    view="View cards",
    phases={"reading": "Reading the material", **ENDING_PHASES},
    result="For flashcards: `{deck_id, flashcard_ids, count, rejected: {rule: count}, partial}`, and a `note` if there "
    "are fewer than requested.",
)
