"""One attempt to grow a skill tree."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

import structlog
from sqlmodel import Session

from studyapp.errors import GenerationFailed, Outage, OutOfTokens
from studyapp.generation import skill_tree as generated
from studyapp.generation.calls import TreeCall
from studyapp.generation.checking import counted
from studyapp.generation.provider import Usage
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.skill_tree.endings import note, nothing_grown, summary
from studyapp.jobs.kinds.skill_tree.ground import Ground
from studyapp.jobs.kinds.skill_tree.leaves import order_cards
from studyapp.jobs.kinds.skill_tree.progress import Progress, resumed
from studyapp.jobs.kinds.skill_tree.request import SkillTreeRequest
from studyapp.jobs.kinds.skill_tree.saving import Saving
from studyapp.rules.trees import FEWEST_CATEGORIES, CheckedNode, TreeChecker
from studyapp.services.goals.from_deck import FilledNode
from studyapp.services.goals.growing import Standing

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Node:
    """A node that is saved."""

    id: str
    category_id: str
    number: str
    title: str


class Growth:
    def __init__(self, context: JobContext, request: SkillTreeRequest, given: Ground) -> None:
        self._context = context
        self._job = context.job
        self._request = request
        self._given = given
        self._progress = resumed(context.checkpoint)
        self._branch_line = next((_line(_node(each)) for each in given.standing if each.id == request.node_id), "")
        """The node below which everything is wanted, as a line; empty if it is the whole tree."""
        self._checker = TreeChecker((node.draft for node in given.standing), branch=self._branch_line.partition(" ")[0])
        self._checker.wants_descriptions = (
            self._has_model and not self._deck_nodes
        )  # only a model can be asked for them
        self._saving = Saving(context, request, begun=self._progress.replacement_id)
        self._tree = [_node(each) for each in given.standing]
        """In the order in which the checker counts them."""
        self._branch: str | None = None
        """The id of the category whose skills are being written; None before the first."""

    async def grow(self) -> None:
        """Ask for the nodes that are missing, then once more for better ones in place of those that were rejected."""
        if self._deck_nodes:
            await self._sort_deck()
        else:
            rejected = await self._ask(await self._call())
            if not self._progress.repaired:
                await self._repair([*rejected, *self._checker.orphans()])
        for stray in self._checker.strays():
            await self._count_rejected(stray)
        await self._finish()

    async def result(self) -> dict[str, Any]:
        """The result of the finished job. Raises `GenerationFailed` if there is no tree."""
        has_begun = bool(self._progress.saved or self._progress.replacement_id)
        if not self._tree or (self._request.replace and not has_begun):
            raise nothing_grown(self._given, self._progress, has_model=self._has_model)
        made = await self._context.query(lambda session: summary(session, self._job, self._progress, partial=False))
        is_one = self._checker.categories < FEWEST_CATEGORIES
        noted = partial(note, self._given, self._progress, has_one_category=is_one, has_model=self._has_model)
        said = await asyncio.to_thread(noted)
        return made | {"note": said} if said else made

    async def _sort_deck(self) -> None:
        """Save the skills that the deck's tags and sources name, each together with its cards."""
        for filled in self._deck_nodes:
            for node in self._checker.add(filled.draft):
                await (self._count_rejected(node) if node.is_rejected else self._save(node, card_ids=filled.card_ids))

    async def _call(self) -> TreeCall:
        """The request for what is missing of the tree as it is now."""
        material = self._given.material
        if self._has_model:
            portion = await self._context.provider.portion(material)
            material = await asyncio.to_thread(generated.condensed, material, most=portion.chunk_chars)
        is_open = set[str]() if self._branch_line else self._categories - set(self._progress.closed)
        return TreeCall(
            self._given.title,
            self._given.description,
            material,
            wish=self._request.feedback,
            standing=[_line(node) for node in self._tree],
            unfinished=[_line(node) for node in self._tree if node.id in is_open],
            branch=self._branch_line,
            replaced=self._given.replaced,
        )

    async def _ask(self, call: TreeCall) -> list[CheckedNode]:
        """Save the sound nodes of the answer, and return the rejected ones. An answer that was cut off is continued."""
        saved = self._progress.saved
        try:
            return await self._save_all(call)
        except OutOfTokens:
            if self._progress.saved == saved:
                raise
        return await self._ask(await self._call())

    async def _save_all(self, call: TreeCall) -> list[CheckedNode]:
        rejected: list[CheckedNode] = []
        async with aclosing(generated.stream(self._context.provider, call, checker=self._checker)) as said:
            async for part in said:
                match part:
                    case Usage():
                        await self._context.record_usage(part)
                    case CheckedNode() if part.is_rejected:
                        rejected.append(part)
                        await self._count_rejected(part)
                    case CheckedNode():
                        await self._save(part)
        return rejected

    async def _repair(self, rejected: Sequence[CheckedNode]) -> None:
        """Ask once for better nodes in place of the rejected ones, and for categories if there are too few.

        An outage is raised. After any other failure the job continues with the tree it has.
        """
        call = generated.repair(await self._call(), rejected, checker=self._checker)
        if call is None:
            return
        await self._note(replace(self._progress, repaired=True), phase="improving")
        self._checker.wants_descriptions = False
        try:
            await self._save_all(call)
        except Outage:
            await self._note(replace(self._progress, repaired=False))
            raise
        except GenerationFailed as failure:
            log.info("job.repair_failed", error_code=failure.code, error=failure.sentence)

    async def _save(self, node: CheckedNode, *, card_ids: Sequence[str] = ()) -> None:
        """Save the node. The first skill of another category shows that the branch before it is complete."""
        above = None if node.above is None else self._tree[node.above]
        complete = self._branch if above and self._branch != above.category_id else None
        closed = (*self._progress.closed, complete) if complete else self._progress.closed
        further = replace(
            self._progress,
            saved=self._progress.saved + 1,
            closed=closed,
            replacement_id=self._saving.replacement_id,
        )
        saved: list[str] = []

        def write(session: Session) -> int:
            made = self._saving.save(
                session,
                node.draft,
                parent_id=above.id if above else None,
                card_ids=card_ids,
                ordinal=self._progress.saved,
                standing=[node.id for node in self._tree],
            )
            if complete:
                order_cards(session, self._context, needs_text=not self._has_model, below=complete)
            saved[:] = [made.id]
            return 1

        await self._context.save_items(write, items_done=further.saved, checkpoint=asdict(further))
        category_id = above.category_id if above else saved[0]
        self._tree.append(_Node(saved[0], category_id, node.draft.number, node.draft.title))
        self._progress = further
        self._branch = category_id if above else self._branch

    async def _finish(self) -> None:
        """Order the cards of the branches that are still open. If the learner has stopped the job, wait for the end."""
        branches = [self._request.node_id] if self._request.node_id else sorted(self._categories)
        further = replace(self._progress, closed=branches)
        is_stopped: list[bool] = []

        def write(session: Session) -> int:
            ordered = order_cards(session, self._context, needs_text=not self._has_model, below=self._request.node_id)
            is_stopped[:] = [not ordered]
            return 0

        await self._context.save_items(write, items_done=further.saved, phase="finalizing", checkpoint=asdict(further))
        self._progress = further
        if is_stopped[0]:
            await asyncio.Future()  # it is cancelled within a second; completed, it could not be retried

    async def _count_rejected(self, node: CheckedNode) -> None:
        rules = [finding.rule for finding in node.findings][:1]
        await self._note(replace(self._progress, rejected=counted(self._progress.rejected, *rules)))

    async def _note(self, further: Progress, *, phase: str | None = None) -> None:
        """Save the checkpoint without saving a node."""
        await self._context.save_items(lambda _: 0, items_done=further.saved, phase=phase, checkpoint=asdict(further))
        self._progress = further

    @property
    def _categories(self) -> set[str]:
        return {node.id for node in self._tree if node.id == node.category_id}

    @property
    def _deck_nodes(self) -> Sequence[FilledNode]:
        """The tree that the deck's tags and sources make. A learner who wants another one asks the model for it."""
        if not self._given.deck_tree or (self._request.replace and self._has_model):
            return ()
        return self._given.deck_tree.nodes

    @property
    def _has_model(self) -> bool:
        return self._context.provider.model is not None


def _node(standing: Standing) -> _Node:
    return _Node(standing.id, standing.category_id, standing.draft.number, standing.draft.title)


def _line(node: _Node) -> str:
    return f"{node.number} {node.title}"
