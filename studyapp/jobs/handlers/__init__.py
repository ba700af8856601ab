"""One module per kind of job, and the registry of them all."""

from typing import Any, Final

from studyapp.jobs.handlers.definition import CarriedOn, Handler, Target
from studyapp.jobs.handlers.distractors import DISTRACTORS_OF_CARD
from studyapp.jobs.handlers.flashcards import FLASHCARDS
from studyapp.jobs.handlers.questions import QUESTIONS
from studyapp.jobs.handlers.regeneration import REGENERATION
from studyapp.models import JobType

Handlers = dict[JobType, Handler[Any]]

HANDLERS: Final[Handlers] = {
    JobType.FLASHCARD_GENERATION: FLASHCARDS,
    JobType.QUESTION_GENERATION: QUESTIONS,
    JobType.DISTRACTOR_GENERATION: DISTRACTORS_OF_CARD,
    JobType.CARD_REGENERATION: REGENERATION,
}

__all__ = ["HANDLERS", "CarriedOn", "Handler", "Handlers", "Target"]
