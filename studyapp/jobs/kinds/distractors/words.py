"""The words that describe a job for distractors."""

from typing import Final

from studyapp.jobs.kinds.words import Words

WORDS: Final = Words(
    noun="Answer choices",
    icon="list-todo",
    making="Generating answer choices",
    waiting="Answer choices wait their turn",
    one="wrong answer",
    many="wrong answers",
    view="View card",
    part_done="card has its choices",
    parts_done="cards have their choices",
    parts_empty="Without choices, because nothing in the deck fitted",
    result="For distractors: `{card_id, distractors, rejected}`.",
)
