"""The words that describe a job that rewrites a card."""

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
    result="For a rewritten card: `{card_id, before, after}`; `before` and `after` each have `question, answer, "
    "explanation, distractors`, and the card itself is unchanged.",
)
