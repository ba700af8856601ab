"""What the rules of the state machine draw from, and when they apply."""

from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import precondition

from tests.engine.machine.observer import LEARNERS

WORKERS: Final = ("w1", "w2", "w3", "w4")

learners = st.sampled_from(LEARNERS)
workers = st.sampled_from(WORKERS)
has_jobs = precondition(lambda machine: machine.rows.jobs)
has_claims = precondition(lambda machine: machine.claims)
has_lost_claims = precondition(lambda machine: not all(map(machine.is_current, machine.claims)))
has_pending = precondition(lambda machine: machine.rows.where(status="pending"))
has_ended = precondition(lambda machine: any(row["finished_at"] for row in machine.rows.jobs.values()))
has_processing = precondition(lambda machine: machine.rows.where(status="processing"))
