"""How a job for flashcards is spoken of."""

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
    result="Of flashcards: `{deck_id, flashcard_ids, count, rejected: {rule: count}, partial}` and a `note` where "
    "there are fewer than there should be.",
)
