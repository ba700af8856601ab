"""The card a job is about: as it was read, and whether it still says the same when there is something to save.

A learner may edit or delete it while a model thinks. Nothing made for the old words may land on the new ones.
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
    """The card says something else than what was read."""


@dataclass(frozen=True, slots=True)
class Subject:
    card: CardDraft
    stem: str
    """What the learner is asked, a cloze with its gap."""
    siblings: tuple[KnownCard, ...]
    """Other cards of the deck."""


async def for_card_as_it_is(context: JobContext, make: Callable[[], Awaitable[T]]) -> T:
    """What `make` returns. When it finds that the card was edited meanwhile, it is done once more for the new words."""
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


async def read_subject(context: JobContext, card_id: str) -> Subject:
    return await context.query(lambda session: _subject(session, context.job.user_id, card_id))


def unedited(session: Session, user_id: str, card_id: str, subject: Subject) -> Card:
    """The card, as long as it asks and answers what was read. Raises `Edited`."""
    card = _existing(session, user_id, card_id)
    if (card.kind, card.question, card.answer) != (subject.card.kind, subject.card.question, subject.card.answer):
        raise Edited
    return card


def _subject(session: Session, user_id: str, card_id: str) -> Subject:
    card = _existing(session, user_id, card_id)
    return Subject(texts.draft_of(card), choices.stem(card), tuple(choices.siblings(session, user_id, card)))


def _existing(session: Session, user_id: str, card_id: str) -> Card:
    try:
        return editing.get_card(session, user_id, card_id)
    except NotFound as gone:
        raise final(ErrorCode.BAD_INPUT, "The card was deleted before this was done.") from gone
