"""A kind of job made for testing the engine. Its items are cards with meaningless text."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, func, select

from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.registry import HANDLERS, Handler, Handlers, Target
from studyapp.jobs.store.views import JobSnapshot
from studyapp.models import Card, Deck, JobType, User
from tests.factories import NOON

KIND: Final = JobType.FLASHCARD_GENERATION
cards: Final = SQLModel.metadata.tables["cards"]

Run = Callable[[JobContext, "Order"], Awaitable[dict[str, Any]]]


class Order(BaseModel):
    key: str
    items: int = 3
    seconds: float = 0
    """Seconds per item."""


def deck_of(user_id: str) -> str:
    return f"deck-of-{user_id}"


def settle(session: Session, *user_ids: str) -> None:
    """Create learners, each with a deck for the cards of their jobs."""
    for user_id in user_ids:
        session.add(User(id=user_id, created_at=NOON))
        session.flush()
        session.add(Deck(id=deck_of(user_id), user_id=user_id, title="Deck", created_at=NOON, updated_at=NOON))
    session.flush()


def write_items(session: Session, job: JobSnapshot, ordinals: Iterable[int], *, now: datetime) -> int:
    """Save these items of the job except those that exist already, and return how many are new."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    once = insert(cards).on_conflict_do_nothing(index_elements=["job_id", "ordinal"])
    rows = [_card(job, ordinal, now).model_dump() for ordinal in ordinals]
    return sum(session.connection().execute(once, row).rowcount for row in rows)


def saved_items(session: Session, job_id: str) -> int:
    return session.exec(select(func.count()).where(col(Card.job_id) == job_id)).one()


async def fill(context: JobContext, order: Order) -> dict[str, Any]:
    """Save one item after the other, continuing where an earlier attempt stopped."""
    done = int(context.checkpoint.get("done", 0))
    for ordinal in range(done, order.items):
        await asyncio.sleep(order.seconds)
        await save_item(context, ordinal)
    return {"count": order.items}


async def save_item(context: JobContext, ordinal: int) -> None:
    def write(session: Session) -> int:
        return write_items(session, context.job, [ordinal], now=context.now())

    await context.save_items(write, items_done=ordinal + 1, checkpoint={"done": ordinal + 1})


def accept(_session: Session, user_id: str, order: Order, _now: datetime) -> Target:
    return Target("deck", deck_of(user_id), items_expected=order.items)


def summarize(session: Session, job: JobSnapshot) -> dict[str, Any]:
    return {"count": saved_items(session, job.id), "partial": True}


def handlers(run: Run = fill) -> Handlers:
    handler = Handler(
        words=HANDLERS[KIND].words,
        payload=Order,
        dedup_key=lambda order: order.key,
        accept=accept,
        run=run,
        summarize=summarize,
    )
    return {KIND: handler}


def _card(job: JobSnapshot, ordinal: int, now: datetime) -> Card:
    return Card(
        user_id=job.user_id,
        deck_id=job.target_id,
        job_id=job.id,
        ordinal=ordinal,
        question=f"{job.id} {ordinal}",
        answer="…",
        front_key=f"{ordinal}",
        created_at=now,
        updated_at=now,
        due_at=now,
    )
