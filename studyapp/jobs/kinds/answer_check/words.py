"""The words that describe a job that judges a written answer."""

from typing import Final

from studyapp.jobs.kinds.words import Words

WORDS: Final = Words(
    noun="Feedback",
    icon="message-square-check",
    making="Checking the answer",
    waiting="The answer waits to be checked",
    one="answer",
    many="answers",
    view="View feedback",
    done="The answer is checked.",
    result="For a written answer: `{answer_id, check_in_id, verdict, score}`; the feedback is with the answer.",
)
