"""The laws between two successive states of the tables, whatever happened. Failures name a law by its number."""

from collections.abc import Collection
from datetime import datetime, timedelta

from studyapp.models import JobStatus
from tests.engine.rows import MOMENTS, VISIBLE, Row, Rows

EDGES = {
    "pending": {"processing", "cancelled", "failed"},
    "processing": {"completed", "failed", "cancelled", "pending"},
}
SEATS_PER_LEARNER = 3
MOST_ATTEMPTS = 10
HELD = ("slot", "claim", "worker", "lease_until")


def check_state(now: Rows) -> None:
    for row in now.jobs.values():
        held = [row[name] is not None for name in HELD]
        assert all(held) if row["status"] == "processing" else not any(held), "6: held exactly while processing"
        assert 0 <= row["attempts"] <= row["max_attempts"], "5: no more attempts than allowed"
        assert row["max_attempts"] <= MOST_ATTEMPTS, "5: nor more than ten, whatever is saved"
        assert row["outage_since"] is None or not _is_terminal(row), "what has ended waits for nothing"
        assert (row["progress"] == 100) == (row["status"] == "completed"), "13: 100 only when completed"
        assert (row["finished_at"] is not None) == _is_terminal(row), "1: finished exactly when terminal"
    for user_id in {row["user_id"] for row in now.jobs.values()}:
        _check_learner(now.of(user_id))


def _check_learner(mine: list[Row]) -> None:
    seats = [row["slot"] for row in mine if row["status"] == "processing"]
    assert len(seats) <= SEATS_PER_LEARNER, "6: never more than 3 processing"
    assert len(set(seats)) == len(seats), "6: a seat each"
    assert set(seats) <= {1, 2, 3}, "6: seats are 1 to 3"
    keys = [(row["type"], row["dedup_key"]) for row in mine if not _is_terminal(row)]
    assert len(set(keys)) == len(keys), "12: one active job per dedup key"


def check_step(before: Rows, now: Rows, *, pruned: Collection[str]) -> None:
    assert not set(before.jobs) - set(now.jobs) - set(pruned), "14: a job once accepted is there"
    assert now.content >= before.content, "prune never takes content"
    for job_id, old in before.jobs.items():
        if new := now.jobs.get(job_id):
            _check_edge(old, new)
            assert before.cards.get(job_id, frozenset()) <= now.cards.get(job_id, frozenset()), "4: what is saved stays"


def _check_edge(old: Row, new: Row) -> None:
    if _is_terminal(old):
        assert new == old, "1: a terminal row changed"
        return
    if new["status"] != old["status"]:
        assert new["status"] in EDGES[old["status"]], "1: only the edges of the state chart"
    if any(new[name] != old[name] for name in VISIBLE):
        assert new["version"] > old["version"], "13: a change without a new version"
    assert new["version"] >= old["version"], "13: the version never falls"
    if new["claim"] == old["claim"] is not None:
        assert new["progress"] >= old["progress"], "13: progress fell within an attempt"


def check_shifted(before: Rows, now: Rows, step: timedelta, *, moment: datetime) -> None:
    """Check that after the clock was set back by `step`, future moments moved along and nothing else changed."""
    assert now.jobs.keys() == before.jobs.keys()
    for job_id, old in before.jobs.items():
        moved = {name: old[name] + step for name in MOMENTS if old[name] and old[name] > moment}
        version = old["version"] + bool(moved)
        assert now.jobs[job_id] == {**old, **moved, "version": version}, "nothing lies a step ahead, all else stays"


def _is_terminal(row: Row) -> bool:
    return row["status"] in (JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED)
