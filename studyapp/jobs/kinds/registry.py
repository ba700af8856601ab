"""The registry of all kinds of job. Each has a folder here and describes itself in its `Handler`."""

from typing import Any, Final

from studyapp.jobs.kinds.answer_check.handler import ANSWER_CHECK
from studyapp.jobs.kinds.definition import CarriedOn, Handler, Target
from studyapp.jobs.kinds.distractors.handler import DISTRACTORS_OF_CARD
from studyapp.jobs.kinds.document_import.handler import DOCUMENT_IMPORT
from studyapp.jobs.kinds.flashcards.handler import FLASHCARDS
from studyapp.jobs.kinds.lesson.handler import LESSON
from studyapp.jobs.kinds.questions.handler import QUESTIONS
from studyapp.jobs.kinds.rewrite.handler import REWRITE
from studyapp.jobs.kinds.skill_tree.handler import SKILL_TREE
from studyapp.models import JobType

Handlers = dict[JobType, Handler[Any]]

HANDLERS: Final[Handlers] = {
    JobType.FLASHCARD_GENERATION: FLASHCARDS,
    JobType.QUESTION_GENERATION: QUESTIONS,
    JobType.DISTRACTOR_GENERATION: DISTRACTORS_OF_CARD,
    JobType.CARD_REGENERATION: REWRITE,
    JobType.SKILL_TREE_GENERATION: SKILL_TREE,
    JobType.DOCUMENT_IMPORT: DOCUMENT_IMPORT,
    JobType.LESSON_GENERATION: LESSON,
    JobType.ANSWER_CHECK: ANSWER_CHECK,
}

__all__ = ["HANDLERS", "CarriedOn", "Handler", "Handlers", "Target"]
