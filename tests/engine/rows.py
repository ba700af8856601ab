"""The tables as plain rows, which tests compare before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from studyapp.database import Database

Row = Mapping[str, Any]

MOMENTS: Final = {"run_at", "outage_since", "lease_until", "progressed_at", "created_at", "started_at", "finished_at"}

VISIBLE = (
    "status", "phase", "progress", "items_done", "items_expected", "attempts", "retryable", "error", "error_code",
    "run_at", "outage_since", "result", "cancel_requested", "started_at", "finished_at",
)  # fmt: skip
"""The columns a client sees. When one of them changes, the version must change."""


@dataclass(frozen=True)
class Rows:
    jobs: dict[str, Row]
    attempts: dict[str, Row]
    cards: dict[str, frozenset[int]]
    """The ordinals of each job's cards."""
    content: int
    """The number of all cards, including those whose job is forgotten."""

    def where(self, **columns: Any) -> list[Row]:
        return [row for row in self.jobs.values() if all(row[name] == value for name, value in columns.items())]

    def of(self, user_id: str) -> list[Row]:
        return self.where(user_id=user_id)


def read_rows(database: Database) -> Rows:
    """Read raw values without the type system, because this happens thousands of times; JSON stays text."""
    with database.read() as session:
        connection = session.connection()
        jobs = connection.exec_driver_sql("select * from background_jobs").mappings().all()
        attempts = connection.exec_driver_sql("select * from job_attempts").mappings().all()
        items = connection.exec_driver_sql("select job_id, ordinal from cards").all()
    saved: dict[str, set[int]] = {}
    for job_id, ordinal in items:
        saved.setdefault(job_id, set()).add(ordinal)
    return Rows(
        jobs={row["id"]: _with_moments(row) for row in jobs},
        attempts={row["id"]: dict(row) for row in attempts},
        cards={job_id: frozenset(ordinals) for job_id, ordinals in saved.items()},
        content=len(items),
    )


def _with_moments(row: Mapping[Any, Any]) -> Row:
    return {name: _moment(value) if name in MOMENTS else value for name, value in row.items()}


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value
