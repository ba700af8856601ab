"""The card a job is about: as it was read, and whether it is still the same when there is something to save.

A learner may edit or delete the card while a model works. What was made for the old text must not be saved for the new.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session

from studyapp.errors import ErrorCode, NotFound
from studyapp.generation.failures import final
from studyapp.jobs.kinds.context import JobContext
from studyapp.models import Card
from studyapp.rules.items import CardDraft, KnownCard
from studyapp.services.cards import choices, editing, texts

T = TypeVar("T")


class Edited(Exception):
    """The card has changed since it was read."""


@dataclass(frozen=True, slots=True)
class CardSnapshot:
    card: CardDraft
    stem: str
    """The question as the learner sees it, a cloze with its gap."""
    siblings: tuple[KnownCard, ...]
    """Other cards of the deck."""


async def redo_if_edited(context: JobContext, make: Callable[[], Awaitable[T]]) -> T:
    """The result of `make`. If it raises `Edited`, it is called once more; a second edit fails the job."""
    await context.report(phase="generating")
    try:
        return await make()
    except Edited:
        await context.report(phase="generating")
    try:
        return await make()
    except Edited as edited:
        sentence = "The card was edited while this was made for it. Ask again when it says what it should."
        raise final(ErrorCode.BAD_INPUT, sentence) from edited


async def take_snapshot(context: JobContext, card_id: str) -> CardSnapshot:
    return await context.query(lambda session: _snapshot(session, context.job.user_id, card_id))


def unedited(session: Session, user_id: str, card_id: str, snapshot: CardSnapshot) -> Card:
    """The card, if its kind, question and answer are still those of `snapshot`; else raises `Edited`."""
    card = _existing(session, user_id, card_id)
    if (card.kind, card.question, card.answer) != (snapshot.card.kind, snapshot.card.question, snapshot.card.answer):
        raise Edited
    return card


def _snapshot(session: Session, user_id: str, card_id: str) -> CardSnapshot:
    card = _existing(session, user_id, card_id)
    return CardSnapshot(texts.draft_of(card), choices.stem(card), tuple(choices.siblings(session, user_id, card)))


def _existing(session: Session, user_id: str, card_id: str) -> Card:
    try:
        return editing.get_card(session, user_id, card_id)
    except NotFound as gone:
        raise final(ErrorCode.BAD_INPUT, "The card was deleted before this was done.") from gone
