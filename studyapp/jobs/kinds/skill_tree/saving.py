"""Saves the nodes of a tree. With the first one the nodes that are replaced are set aside, in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.skill_tree.request import SkillTreeRequest
from studyapp.models import SkillNode
from studyapp.models.columns import new_id
from studyapp.rules.trees import NodeDraft
from studyapp.services.goals import growing
from studyapp.services.goals.replacing.plan import plan_tree
from studyapp.services.goals.replacing.replace import adopt, begin


class Saving:
    def __init__(self, context: JobContext, request: SkillTreeRequest, *, begun: str) -> None:
        """`begun` is the id of the replacement if a new node is saved already; else empty."""
        self._context, self._job, self._request = context, context.job, request
        self._has_begun = bool(begun)
        self.replacement_id = begun or (new_id() if request.replace else "")
        """The replacement that the nodes belong to; empty if none are replaced."""

    def save(
        self,
        session: Session,
        draft: NodeDraft,
        *,
        parent_id: str | None,
        ordinal: int,
        card_ids: Sequence[str],
        standing: Sequence[str],
    ) -> SkillNode:
        """Save the node with its cards. `standing` are the ids of the nodes that the tree has so far.

        Raises `NotFound` if the learner has undone the replacement since.
        """
        user_id, now = self._job.user_id, self._context.now()
        if self.replacement_id and not (self._has_begun or ordinal):
            self._set_aside(session, standing, now)
        made = growing.save_node(
            session,
            user_id,
            self._job.target_id,
            draft,
            parent_id=parent_id,
            job_id=self._job.id,
            ordinal=ordinal,
            now=now,
        )
        growing.sort_cards(session, user_id, made.id, card_ids)
        if self.replacement_id:
            adopt(session, user_id, self.replacement_id, made.id)
        return made

    def _set_aside(self, session: Session, standing: Sequence[str], now: datetime) -> None:
        """What the model was told to build on stays, whatever the learner has done since."""
        user_id, asked = self._job.user_id, self._request
        plan = plan_tree(session, user_id, asked.goal_id, node_id=asked.node_id, keep=standing)
        begin(session, user_id, plan, replacement_id=self.replacement_id, job_id=self._job.id, now=now)
