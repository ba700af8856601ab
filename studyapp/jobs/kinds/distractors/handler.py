"""Makes three distractors for one card, all of them or none.

Distractors that have passed the rules are kept in the checkpoint, so that a later attempt asks only for the missing
ones. If the learner edits the card meanwhile, the job starts again for the new text. Distractors that the learner has
written meanwhile are not replaced.
"""

from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, StrictBool
from pydantic.json_schema import SkipJsonSchema
from sqlmodel import Session

from studyapp.errors import BadInput, ErrorCode, GenerationFailed
from studyapp.generation import choices as generated
from studyapp.generation.calls import DistractorCall
from studyapp.generation.checking import UNREAD, counted, describe_rejected
from studyapp.generation.choices import Judgement
from studyapp.generation.failures import final
from studyapp.generation.provider import Unread, Usage
from studyapp.jobs.kinds.card_snapshot import CardSnapshot, redo_if_edited, take_snapshot, unedited
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.definition import Handler, Target
from studyapp.jobs.kinds.distractors.words import WORDS
from studyapp.models import CardKind
from studyapp.rules.choices import DISTRACTORS
from studyapp.services.cards import choices, editing

NOTHING_FITS: Final = "Nothing in the deck fitted, so this card stays without choices."
"""The note of a job that found no wrong answers for a card that can do without."""


class DistractorRequest(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    card_id: str
    """The card to make three distractors (wrong answers) for."""
    optional: StrictBool = False
    """Whether the card can do without. Without a model, the job then completes with none if nothing fits the card, and
    fails otherwise.
    """
    standing: SkipJsonSchema[tuple[str, ...] | None] = None
    """The distractors the card had when the job was accepted, which are to be replaced. Jobs of an older version do not
    know them.
    """


@dataclass(frozen=True, slots=True)
class Progress:
    """The checkpoint. It is valid for one question and its right answer only."""

    stem: str
    key: str
    distractors: tuple[str, ...] = ()
    """Distractors that have passed the rules."""
    rejected: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many distractors each rule has rejected."""
    repaired: bool = False
    """Whether the one repair call was made."""


def accept(session: Session, user_id: str, request: DistractorRequest, now: datetime) -> Target:  # noqa: ARG001
    card = editing.get_card(session, user_id, request.card_id)
    if card.kind is CardKind.TRUE_FALSE:
        raise BadInput("A true/false card has its two choices already.")
    if why_not := generated.unaskable(choices.stem(card), card.answer):
        raise BadInput(why_not)
    return Target("card", card.id, settled={"standing": card.distractors})


async def make_distractors(context: JobContext, request: DistractorRequest) -> dict[str, Any]:
    return await redo_if_edited(context, partial(_make, context, request))


async def _make(context: JobContext, request: DistractorRequest) -> dict[str, Any]:
    work = _Work(context, request, await take_snapshot(context, request.card_id))
    try:
        return await work.save(await work.find())
    except GenerationFailed as failure:
        if request.optional and failure.error_code is ErrorCode.NO_MODEL:
            return work.nothing_fits()
        raise


class _Work:
    """One attempt, for the card as it was read."""

    def __init__(self, context: JobContext, request: DistractorRequest, snapshot: CardSnapshot) -> None:
        self._context = context
        self._card_id = request.card_id
        self._snapshot = snapshot
        self._standing = snapshot.card.distractors if request.standing is None else request.standing
        self._progress = _resumed(context.checkpoint, snapshot)

    async def find(self) -> tuple[str, ...]:
        """Three distractors that pass the rules together, or those that the learner has written meanwhile.

        Raises `GenerationFailed` if there are fewer.
        """
        stem, card = self._snapshot.stem, self._snapshot.card
        if card.distractors and card.distractors != self._standing:
            return card.distractors
        if why_not := generated.unaskable(stem, card.answer):
            raise final(ErrorCode.BAD_INPUT, why_not)
        judgement = generated.judge(stem, card.answer, self._progress.distractors)
        call = self._call(judgement)
        if not judgement.is_complete:
            judgement = await self._ask(call)
        if not judgement.is_complete and not self._progress.repaired:
            await self._note(replace(self._progress, repaired=True), phase="improving")
            judgement = await self._ask(generated.repair(call, judgement))
        if not judgement.is_complete:
            raise self._nothing_found(judgement)
        return judgement.kept

    async def save(self, chosen: tuple[str, ...]) -> dict[str, Any]:
        saved: list[str] = []

        def write(session: Session) -> int:
            user_id = self._context.job.user_id
            card = unedited(session, user_id, self._card_id, self._snapshot)
            if tuple(card.distractors) == self._standing:
                card = choices.set_distractors(session, user_id, card.id, chosen)
            saved[:] = card.distractors
            return len(saved)

        await self._context.save_items(write, items_done=DISTRACTORS, checkpoint=asdict(self._progress))
        return {"card_id": self._card_id, "distractors": saved, "rejected": dict(self._progress.rejected)}

    def nothing_fits(self) -> dict[str, Any]:
        """The result for a card that stays without choices."""
        rejected = dict(self._progress.rejected)
        return {"card_id": self._card_id, "distractors": [], "rejected": rejected, "note": NOTHING_FITS}

    def _call(self, judgement: Judgement) -> DistractorCall:
        card = self._snapshot.card
        return DistractorCall(
            self._snapshot.stem,
            card.answer,
            explanation=card.explanation,
            quote=card.quote,
            siblings=self._snapshot.siblings,
            kept=judgement.kept,
            complaints=[f"{standing} – The learner wants another one." for standing in card.distractors],
            count=DISTRACTORS - len(judgement.kept),
        )

    async def _ask(self, call: DistractorCall) -> Judgement:
        """The distractors found after one more call. If the call fails, its error is raised unless there are three."""
        found, unread, failure = list(self._progress.distractors), 0, None
        try:
            async with aclosing(self._context.provider.stream(call)) as said:
                async for part in said:
                    if isinstance(part, Usage):
                        await self._context.record_usage(part)
                    elif isinstance(part, Unread):
                        unread += 1
                    else:
                        found.append(part)
        except GenerationFailed as failed:
            failure = failed
        judgement = generated.judge(self._snapshot.stem, self._snapshot.card.answer, found)
        rejected = counted(self._progress.rejected, *judgement.rules, *[UNREAD] * unread)
        await self._note(replace(self._progress, distractors=judgement.kept, rejected=rejected))
        if failure and not judgement.is_complete:
            raise failure
        return judgement

    async def _note(self, further: Progress, *, phase: str | None = None) -> None:
        """Save the checkpoint. There is nothing to show yet."""
        await self._context.save_items(lambda _: 0, items_done=0, phase=phase, checkpoint=asdict(further))
        self._progress = further

    def _nothing_found(self, judgement: Judgement) -> GenerationFailed:
        sentence = _too_few(len(judgement.kept), self._progress.rejected)
        return final(ErrorCode.BAD_OUTPUT, sentence)


def _resumed(checkpoint: dict[str, Any], snapshot: CardSnapshot) -> Progress:
    stem, key = snapshot.stem, snapshot.card.answer
    if (checkpoint.get("stem"), checkpoint.get("key")) != (stem, key):
        return Progress(stem, key)
    # An older version wrote `offers`. A job that the update interrupted still has such a checkpoint.
    kept = checkpoint["distractors"] if "distractors" in checkpoint else checkpoint["offers"]
    return Progress(stem, key, tuple(kept), checkpoint["rejected"], repaired=checkpoint["repaired"])


def _too_few(good: int, rejected: Mapping[str, int]) -> str:
    if not rejected:
        return f"The model gave {good or 'no'} wrong answer{'' if good == 1 else 's'} where {DISTRACTORS} are needed."
    start = f"Only {good} of {DISTRACTORS} wrong answers were" if good else "None of the wrong answers was"
    return f"{start} good enough: rejected were {describe_rejected(rejected)}."


DISTRACTORS_OF_CARD: Final = Handler(
    words=WORDS,
    payload=DistractorRequest,
    dedup_key=lambda request: request.card_id,
    accept=accept,
    run=make_distractors,
    is_silent=True,
)
