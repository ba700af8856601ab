"""What workers do, also those that were frozen while their job went on without them."""

from datetime import timedelta
from typing import Final

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlmodel import Session

from studyapp.generation.provider import Usage
from studyapp.jobs.kinds.outcome import Cancelled, Completed, Failed, GivenBack, Outcome, RetryLater, WaitOut
from studyapp.jobs.queue import endings
from studyapp.jobs.store import claims
from studyapp.jobs.store.claims import Claim, ClaimLost
from tests.engine.machine.draws import has_claims, has_lost_claims, has_pending, workers
from tests.engine.machine.observer import FAILURE, HANDLERS, PATIENCE, Observer
from tests.engine.workload import write_items

ENDINGS: Final[dict[str, Outcome]] = {
    "completed": Completed({"count": 3}),
    "failed": Failed(FAILURE),
    "retry": RetryLater(FAILURE, timedelta(seconds=7)),
    "cancelled": Cancelled(),
    "given back": GivenBack(),
    "outage": WaitOut(FAILURE, PATIENCE, is_general=True, delay=timedelta(seconds=7)),
}
UNCOUNTED: Final = ("given back", "outage")
endings_of_an_attempt = st.sampled_from(list(ENDINGS))


class Workers(Observer):
    @rule(worker=workers)
    def claim(self, worker: str) -> None:
        self.take(worker)

    @rule()
    @has_pending
    def claim_all(self) -> None:
        while self.take("w1"):
            pass

    @rule(data=st.data(), count=st.integers(1, 3), from_start=st.booleans())
    @has_claims
    def save_items(self, data: st.DataObject, count: int, from_start: bool) -> None:
        """Save items, possibly again: the same items add nothing."""
        claim = self.any_claim(data)
        start = 0 if from_start else len(self.saved[claim.job.id])
        ordinals = set(range(start, start + count))
        new = self.fenced(
            claim,
            lambda session: claims.save_items(
                session, claim, lambda inner: write_items(inner, claim.job, ordinals, now=self.now),
                items_done=start + count, checkpoint={"done": start + count}, now=self.now,
            ),
        )  # fmt: skip
        if new is not None:
            assert new == len(ordinals - self.saved[claim.job.id]), "4: only what is new is counted"
            self.saved[claim.job.id] |= ordinals

    @rule(data=st.data())
    @has_claims
    def save_badly(self, data: st.DataObject) -> None:
        """A write that fails half-way leaves neither rows nor progress."""
        claim = self.any_claim(data)

        def fail(inner: Session) -> int:
            write_items(inner, claim.job, {90, 91}, now=self.now)
            raise ZeroDivisionError

        def save(session: Session) -> int:
            return claims.save_items(session, claim, fail, items_done=92, now=self.now)

        with self.untouched(), pytest.raises((ZeroDivisionError, ClaimLost)), self.database.write() as session:
            save(session)

    @rule(data=st.data(), progress=st.integers(0, 120))
    @has_claims
    def report(self, data: st.DataObject, progress: int) -> None:
        """A handler may report nonsense, but the progress never goes back."""
        claim = self.any_claim(data)
        for percent in (progress, progress // 2):
            self.fenced(
                claim,
                lambda session, percent=percent: claims.report(
                    session, claim, phase=f"phase {percent}", progress=percent, items_expected=5, now=self.now
                ),
            )

    @rule(data=st.data())
    @has_claims
    def record_usage(self, data: st.DataObject) -> None:
        claim = self.any_claim(data)
        usage = Usage("test", "model", 10, 20)
        self.fenced(claim, lambda session: claims.record_usage(session, claim, usage))

    @rule(worker=workers)
    @has_claims
    def beat(self, worker: str) -> None:
        held = [claim for claim in self.claims if claim.worker == worker]
        if not held:
            return
        alive = {claim.token: self.row(claim)["cancel_requested"] for claim in held if self.is_current(claim)}
        with self.only(*(claim.job.id for claim in held if claim.token in alive)), self.database.write() as session:
            assert claims.beat(session, held, now=self.now) == alive, "2: a lost claim has no lease to renew"

    @rule(data=st.data(), how=endings_of_an_attempt)
    @has_claims
    def end(self, data: st.DataObject, how: str) -> None:
        self.end_attempt(self.any_claim(data), how)

    @rule(worker=workers, how=endings_of_an_attempt)
    @has_pending
    def claim_and_end(self, worker: str, how: str) -> None:
        if claim := self.take(worker):
            self.end_attempt(claim, how)

    @rule(data=st.data())
    @has_lost_claims
    def zombies_come_back(self, data: st.DataObject) -> None:
        """A frozen worker wakes up after its claim was lost, and tries every way to end the attempt."""
        lost = [claim for claim in self.claims if not self.is_current(claim)]
        claim = lost[data.draw(st.integers(0, len(lost) - 1))]
        for how in ENDINGS:
            self.end_attempt(claim, how)

    def end_attempt(self, claim: Claim, how: str) -> None:
        before = self.row(claim) if self.is_current(claim) else None
        unwanted = before is not None and before["cancel_requested"]
        spent = before is not None and before["attempts"] >= before["max_attempts"]
        overdue = before is not None and self.has_waited(before) and how == "outage"
        ended = self.fenced(
            claim,
            lambda session: endings.end(session, claim, ENDINGS[how], now=self.now, handlers=HANDLERS) or "ended",
        )
        if ended is None:
            return
        self.completions[claim.job.id] += how == "completed"
        self.counted[claim.job.id] -= how in UNCOUNTED and not unwanted and not overdue
        expected = how if how in ("completed", "failed", "cancelled") else "pending"
        if (how == "retry" and spent) or overdue:
            expected = "failed"
        if unwanted and how != "completed":
            expected = "cancelled"
        assert self.row(claim)["status"] == expected, "11, 5: a cancel that waits beats all but completion"
