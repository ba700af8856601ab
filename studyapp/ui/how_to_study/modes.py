"""The study modes, their descriptions for learners, and the address of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from studyapp.models import StudyMode


@dataclass(frozen=True)
class Mode:
    name: str
    words: str
    icon: str


MODES: Final[dict[StudyMode, Mode]] = {
    StudyMode.FLASHCARD: Mode("Flashcards", "Think of the answer, turn the card, rate yourself.", "layers"),
    StudyMode.MULTIPLE_CHOICE: Mode(
        "Multiple choice", "Pick the right answer. Wrong ones are made while you study.", "list-checks"
    ),
    StudyMode.MIXED: Mode(
        "Mixed", "Choices for the cards that have them, question and answer for the others.", "blend"
    ),
    StudyMode.TIMED: Mode("Timed", "As many as you can in five minutes, with a score.", "timer"),
    StudyMode.CUSTOM: Mode(
        "Custom study", "Every card once, due or not. Scheduling and limits are left alone.", "dumbbell"
    ),
}


def mode_of(name: object) -> StudyMode:
    """The mode of this name, from an address or browser; flashcards if the name is unknown."""
    return StudyMode(name) if name in list(StudyMode) else StudyMode.FLASHCARD


def study_address(*, mode: str, deck_id: str | None = None, **narrowed_to: str | None) -> str:
    """E.g. `/study/…?mode=timed&tag=week+1`. It is narrowed by the fields of a `Scope`."""
    narrowed = {name.removesuffix("_id"): value for name, value in narrowed_to.items()}
    asked: Mapping[str, str] = {"mode": mode} | {name: value for name, value in narrowed.items() if value}
    place = f"/study/{quote(deck_id, safe='')}" if deck_id else "/study"
    return f"{place}?{urlencode(asked)}"
