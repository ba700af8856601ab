"""How each kind of job is spoken of."""

from dataclasses import dataclass
from typing import Final

from studyapp.models import JobType


@dataclass(frozen=True)
class Words:
    noun: str
    """Say `Flashcards`, as in `Flashcards for Biology`."""
    icon: str
    making: str
    """Say `Generating flashcards`."""
    waiting: str
    """What it says before its turn has come."""
    one: str
    many: str
    view: str
    """What the link says that leads to what was made."""
    phases: dict[str, str]
    """What it says in place of `making` at certain points."""


_ENDING: Final = {"improving": "Mending what was not good enough", "finalizing": "Finishing"}

WORDS: Final = {
    JobType.FLASHCARD_GENERATION: Words(
        noun="Flashcards",
        icon="layers",
        making="Generating flashcards",
        waiting="Flashcards wait their turn",
        one="card",
        many="cards",
        view="View cards",
        phases={"reading": "Reading the material", **_ENDING},
    ),
    JobType.QUESTION_GENERATION: Words(
        noun="Questions",
        icon="message-circle-question",
        making="Generating questions",
        waiting="Questions wait their turn",
        one="question",
        many="questions",
        view="View questions",
        phases={"clarifying": "Working out what to ask", **_ENDING},
    ),
    JobType.DISTRACTOR_GENERATION: Words(
        noun="Answer choices",
        icon="list-todo",
        making="Generating answer choices",
        waiting="Answer choices wait their turn",
        one="wrong answer",
        many="wrong answers",
        view="View card",
        phases=_ENDING,
    ),
    JobType.CARD_REGENERATION: Words(
        noun="New version",
        icon="wand-sparkles",
        making="Writing a new version",
        waiting="The new version waits its turn",
        one="version",
        many="versions",
        view="Compare",
        phases=_ENDING,
    ),
}
TYPE_LABELS: Final = {kind.value: words.noun for kind, words in WORDS.items()}
