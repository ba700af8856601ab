"""How far a job is that grows a skill tree, and what a retry of it begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The checkpoint. What the tree holds stands in its own table."""

    saved: int = 0
    """How many nodes this job has saved. This is also the ordinal of the next node."""
    rejected: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many nodes each rule has rejected."""
    repaired: bool = False
    """Whether the one repair call was made."""
    closed: Sequence[str] = ()
    """The ids of the categories whose branches are complete. The cards of their leaves are ordered."""

    def further(self) -> dict[str, Any]:
        """The checkpoint that a retry begins with."""
        return asdict(replace(self, saved=0, rejected={}, repaired=False))


def resumed(checkpoint: dict[str, Any]) -> Progress:
    return Progress(**checkpoint)
