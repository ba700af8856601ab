"""How far a job is that makes a lesson, and what a retry of it begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from studyapp.rules.lessons import LessonHead


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The checkpoint. What the lesson holds stands in tables of its own."""

    saved: int = 0
    """How many concepts this job has saved."""
    rejected: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many concepts each rule has rejected."""
    is_answered: bool = False
    """Whether an answer was read to its end, so that only a repair call may be missing."""
    repaired: bool = False
    """Whether the one repair call was made."""
    summary: str = ""
    objectives: Sequence[str] = ()
    has_begun: bool = False
    """Whether the first new concept has taken the place of the old ones, if there were any."""

    @property
    def head(self) -> LessonHead:
        """The head of the lesson, as far as it was read; it is stored with the first concept."""
        return LessonHead(self.summary, tuple(self.objectives))

    @property
    def has_head(self) -> bool:
        return bool(self.summary or self.objectives)

    def further(self) -> dict[str, Any]:
        """The checkpoint that a retry begins with."""
        return asdict(replace(self, saved=0, rejected={}, is_answered=False, repaired=False))


def resumed(checkpoint: dict[str, Any]) -> Progress:
    return Progress(**checkpoint)
