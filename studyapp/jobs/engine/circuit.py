"""Whether the provider is away, as far as this process knows, and who finds out when it is back.

While it is away (the circuit is open) one job at a time is let through to try, after 5, 15, 30, 60, 120, 300 s …;
the others wait with it. In between somebody knocks, which costs nothing: once an answer comes where none came before,
the next try is made at once.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from sqlmodel import Session

from studyapp.errors import ErrorCode
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.kinds.backoff import requested_wait
from studyapp.jobs.kinds.outcome import Failure, Outcome, WaitOut
from studyapp.jobs.kinds.registry import Handlers
from studyapp.jobs.queue import outages
from studyapp.jobs.store.claims import Claim
from studyapp.jobs.store.commits import GroupCommit

RELAPSE: Final = timedelta(seconds=60)
"""A provider that goes away again within this time was not really back."""

log = structlog.get_logger(__name__)


class Circuit:
    def __init__(
        self,
        writes: GroupCommit,
        *,
        clock: Callable[[], datetime],
        steady: Callable[[], float],
        knock: Callable[[], Awaitable[bool]],
        pace: Pace,
        patience: timedelta,
        handlers: Handlers,
    ) -> None:
        self._writes = writes
        self._clock = clock
        self._steady = steady
        self._knock = knock
        self._pace = pace
        self._patience = patience
        self._handlers = handlers
        self._failure: Failure | None = None
        """Why it is open."""
        self._step = -1
        """How many waits there were before the current one, in this outage."""
        self._tries_at = 0.0
        self._closed_at = -RELAPSE.total_seconds()
        self._probe: str | None = None
        """The claim that is let through."""
        self._is_letting = False
        self._knocking: asyncio.Task[None] | None = None

    @property
    def is_open(self) -> bool:
        return self._failure is not None

    async def let_through(self, take: Callable[[Session], Claim | None]) -> Claim | None:
        """Claim a job with `take`; while the provider is away, only one that is to find out whether it is back."""
        if self._failure is None:
            return await self._writes.run(take)
        if self._probe or self._is_letting:
            return None
        self._is_letting = True
        try:
            claim = await self._writes.run(partial(self._claim_probe, take=take, failure=self._failure))
        finally:
            self._is_letting = False
        self._probe = claim.token if claim and self.is_open else None
        return claim

    def _claim_probe(self, session: Session, take: Callable[[Session], Claim | None], failure: Failure) -> Claim | None:
        """The time is read when its turn has come: a *Try now* that was pressed meanwhile is due by then."""
        return outages.claim_probe(session, take, failure, until=self._until(), now=self._clock())

    def meet(self, token: str, outcome: Outcome | None) -> Outcome | None:
        """Take note of how an attempt ends, and say when an outage is met again at the earliest."""
        if not isinstance(outcome, WaitOut) or not outcome.is_general:
            return outcome
        if self._failure is None or token == self._probe:
            self._open(outcome.failure)
        return replace(outcome, delay=self._wait)

    def with_others(self, token: str, outcome: Outcome, write: Callable[[Session], None]) -> Callable[[Session], None]:
        """`write` down how an attempt ended and, when it found the provider away, let the others wait as long.

        Both in one transaction: a *Try now* that is pressed after it must not be put off again.
        """
        failure = self._failure
        if failure is None or token != self._probe or not isinstance(outcome, WaitOut):
            return write
        now, until = self._clock(), self._until()

        def both(session: Session) -> None:
            write(session)
            outages.postpone(session, failure, until=until, now=now)
            outages.give_up(session, failure, patience=self._patience, now=now, handlers=self._handlers)

        return both

    def left(self, token: str) -> None:
        """An attempt is over, whatever came of it: if it was to find out, another one may."""
        if token == self._probe:
            self._probe = None

    async def close(self) -> None:
        """The provider answers."""
        if self._failure is None:
            return
        self._failure, self._probe, self._closed_at = None, None, self._steady()
        self._stop_knocking()
        log.info("provider.back")
        await self._resume()

    async def stop(self) -> None:
        if knocking := self._stop_knocking():
            await asyncio.wait([knocking])

    def _open(self, failure: Failure) -> None:
        goes_on = self.is_open or self._steady() - self._closed_at < RELAPSE.total_seconds()
        self._step = self._step + 1 if goes_on else 0
        waits = self._pace.outage_waits
        wanted = min(requested_wait(failure.retry_after).total_seconds(), waits[-1])  # it may be back long before
        wait = min(max(waits[min(self._step, len(waits) - 1)], wanted), self._patience.total_seconds())
        self._failure, self._tries_at = failure, self._steady() + wait
        log.warning("provider.away", error=failure.sentence, next_try_in=wait)
        if self._knocking is None or self._knocking.done():
            self._knocking = asyncio.create_task(self._keep_knocking())

    def _until(self) -> datetime:
        return self._clock() + self._wait

    @property
    def _wait(self) -> timedelta:
        return timedelta(seconds=max(0.0, self._tries_at - self._steady()))

    async def _keep_knocking(self) -> None:
        """Nobody waits longer than `patience`; whoever comes later starts it anew.

        One who is overloaded may answer knocks all the time, one who could not be reached was silent a moment ago.
        """
        answered = self._failure is None or self._failure.code is not ErrorCode.NETWORK
        ends_at = self._steady() + self._patience.total_seconds()
        while self._steady() < ends_at:
            await asyncio.sleep(self._pace.knock)
            before, answered = answered, await self._knock()
            if answered and not before:
                await self._resume()

    async def _resume(self) -> None:
        """What cannot be written now is found when the wait is over."""
        try:
            await self._writes.run(partial(outages.resume, now=self._clock()))
        except Exception:
            log.exception("jobs.resume_failed")

    def _stop_knocking(self) -> "asyncio.Task[None] | None":
        knocking, self._knocking = self._knocking, None
        if knocking:
            knocking.cancel()
        return knocking
