"""The words that describe a job for questions."""

from typing import Final

from studyapp.jobs.kinds.words import ENDING_PHASES, Words

WORDS: Final = Words(
    noun="Questions",
    icon="message-circle-question",
    making="Generating questions",
    waiting="Questions wait their turn",
    one="question",
    many="questions",
    view="View questions",
    phases={"clarifying": "Working out what to ask", **ENDING_PHASES},
    result="For questions: the same as for flashcards, and `intent`.",
)
