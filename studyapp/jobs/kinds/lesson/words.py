"""The words that describe a job for a lesson."""

from typing import Final

from studyapp.jobs.kinds.words import ENDING_PHASES, Words

WORDS: Final = Words(
    noun="Lesson",
    icon="book-open",
    making="Generating the lesson",
    waiting="The lesson waits its turn",
    one="concept",
    many="concepts",
    view="View lesson",
    phases={"reading": "Reading the section", **ENDING_PHASES},
    part_done="lesson is done",
    parts_done="lessons are done",
    result="For a lesson: `{lesson_id, section_id, count, rejected: {rule: count}, partial}`, with the number of "
    "concepts this job has made, and a `note` if anything was left out.",
)
