"""Renews a worker's claims, and notices pauses in which no job could show progress."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlmodel import Session

from studyapp.database import after_commit
from studyapp.jobs.store import claims
from studyapp.jobs.store.claims import Claim


class Heartbeat:
    def __init__(self, clock: Callable[[], datetime], steady: Callable[[], float]) -> None:
        self._steady = steady
        self._last = clock(), steady()

    def beat(self, session: Session, held: Collection[Claim], *, now: datetime) -> dict[str, bool]:
        """Renew the leases, as `claims.beat` does.

        After a pause longer than a lease (e.g. the database was locked, the machine slept or the clock was set), the
        jobs also get the full time to show progress again, because the pause was not their fault.
        """
        this = now, self._steady()
        late = self._since_last(*this) > claims.LEASE
        after_commit(session, lambda: self._note(this))
        return claims.beat(session, held, now=now, restart_stall_clock=late)

    def _since_last(self, now: datetime, steady: float) -> timedelta:
        return max(abs(now - self._last[0]), timedelta(seconds=steady - self._last[1]))

    def _note(self, beat: tuple[datetime, float]) -> None:
        self._last = beat
