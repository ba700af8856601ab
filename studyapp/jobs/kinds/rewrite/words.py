"""How a job for a rewritten card is spoken of."""

from typing import Final

from studyapp.jobs.kinds.words import Words

WORDS: Final = Words(
    noun="New version",
    icon="wand-sparkles",
    making="Writing a new version",
    waiting="The new version waits its turn",
    one="version",
    many="versions",
    view="Compare",
    done="A new version is ready to be compared.",
    result="Of a rewritten card: `{card_id, before, after}`, each with `question, answer, explanation, distractors`; "
    "the card itself is unchanged.",
)
