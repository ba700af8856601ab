"""How far a job is that grows a skill tree, and what a retry of it begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from studyapp.jobs.kinds.skill_tree.request import SkillTreeRequest
from studyapp.services.goals.growing import Standing


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
    replacement_id: str = ""
    """The replacement that the first node has begun; empty if no nodes are replaced."""

    def further(self) -> dict[str, Any]:
        """The checkpoint that a retry begins with."""
        return asdict(replace(self, saved=0, rejected={}, repaired=False))

    def unfinished(self, request: SkillTreeRequest, tree: Sequence[Standing]) -> list[str]:
        """The ids of the nodes of this tree whose branches the job has still to complete."""
        if request.replace and not self.replacement_id:
            return []
        if request.node_id:
            branches = [node.id for node in tree if node.id == request.node_id]
        else:
            branches = [node.id for node in tree if node.id == node.category_id]
        return [node_id for node_id in branches if node_id not in self.closed]


def resumed(checkpoint: dict[str, Any]) -> Progress:
    return Progress(**checkpoint)
