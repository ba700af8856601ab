"""One module per kind of job, and the registry of them all."""

from typing import Any, Final

from studyapp.jobs.handlers.definition import Handler, Target
from studyapp.jobs.handlers.flashcards import FLASHCARDS
from studyapp.models import JobType

Handlers = dict[JobType, Handler[Any]]

HANDLERS: Final[Handlers] = {JobType.FLASHCARD_GENERATION: FLASHCARDS}

__all__ = ["HANDLERS", "Handler", "Handlers", "Target"]
