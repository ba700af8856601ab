"""The log is read again: memory fades by study days and no longer by blocks of 24 hours.

No table changes. The stability and difficulty of each card are computed from its answers, with the time between them in
study days (docs/decisions/0011-study-days.md). When cards are due, and the log itself, stay as they are.

Revises: 0008
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

import fsrs
import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

DAY = timedelta(days=1)
BATCH = 1_000
STATES = {"new": 1, "learning": 1, "review": 2, "relearning": 3}
LIBRARY = fsrs.Scheduler(enable_fuzzing=False)

users = sa.table("users", sa.column("id"), sa.column("timezone"), sa.column("day_starts_at_hour"))
cards = sa.table(
    "cards",
    sa.column("id"),
    sa.column("stability"),
    sa.column("difficulty"),
    sa.column("last_review_at", sa.DateTime(timezone=True)),
)
reviews = sa.table(
    "reviews",
    *map(sa.column, ("user_id", "card_id", "number", "rating", "state_before", "step_before")),
    *map(sa.column, ("stability_before", "difficulty_before")),
    sa.column("reviewed_at", sa.DateTime(timezone=True)),
    sa.column("last_review_before", sa.DateTime(timezone=True)),
)


@dataclass(frozen=True)
class Day:
    """When a learner's study day begins."""

    zone: ZoneInfo
    hour: int

    def of(self, moment: datetime) -> date:
        day = moment.astimezone(self.zone).date()
        starts_at = datetime.combine(day, time(self.hour), self.zone)
        return day if moment >= starts_at.astimezone(UTC) else day - DAY


def upgrade() -> None:
    connection = op.get_bind()
    days = {
        user.id: Day(ZoneInfo(user.timezone), user.day_starts_at_hour) for user in connection.execute(users.select())
    }
    change = (
        sa.update(cards)
        .where(cards.c.id == sa.bindparam("card"), cards.c.last_review_at == sa.bindparam("at"))
        .values(stability=sa.bindparam("s"), difficulty=sa.bindparam("d"))
    )
    found = list(memories(connection, days))
    for first in range(0, len(found), BATCH):
        connection.execute(change, found[first : first + BATCH])


def downgrade() -> None:
    """What was computed stays: it is as good a start for the earlier version."""


def memories(connection: sa.Connection, days: dict[str, Day]) -> Iterator[dict[str, Any]]:
    """The memory of each card after its last answer."""
    log = reviews.select().order_by(reviews.c.card_id, reviews.c.number)
    rows = connection.execute(log.execution_options(yield_per=BATCH))
    for card_id, answers in groupby(rows, key=attrgetter("card_id")):
        at, stability, difficulty = None, None, None
        for answer in answers:
            if answer.last_review_before is None or answer.last_review_before != at:  # the log has a gap
                stability, difficulty = answer.stability_before, answer.difficulty_before
            stability, difficulty = after(answer, stability, difficulty, days[answer.user_id])
            at = answer.reviewed_at
        yield {"card": card_id, "at": at, "s": stability, "d": difficulty}


def after(answer: Any, stability: float | None, difficulty: float | None, day: Day) -> tuple[Any, Any]:
    at, last = aware(answer.reviewed_at), answer.last_review_before
    card = fsrs.Card(
        card_id=0,
        state=fsrs.State(STATES[answer.state_before]),
        step=0 if answer.step_before is None and answer.state_before != "review" else answer.step_before,
        stability=stability,
        difficulty=difficulty,
        last_review=last and at - DAY * max(0, (day.of(at) - day.of(aware(last))).days),
    )
    remembered, _ = LIBRARY.review_card(card, fsrs.Rating(answer.rating), at)
    return remembered.stability, remembered.difficulty


def aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
