"""How a job for questions is spoken of."""

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
    result="Of questions: the same as of flashcards, and `intent`.",
)
