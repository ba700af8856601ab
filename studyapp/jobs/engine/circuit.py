"""A circuit breaker: knows whether the provider is unavailable, and finds out when it is back.

While the provider is unavailable (the circuit is open), one job at a time is let through as a probe, after 5, 15, 30,
60, 120, 300 s …; the other jobs wait. In between, the server is knocked at, which costs nothing: once it answers after
it was silent, the next probe starts at once.
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
from studyapp.jobs.store.group_commit import GroupCommit

RELAPSE: Final = timedelta(seconds=60)
"""An outage that begins within this time after the last one continues it."""

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
        """Why the circuit is open; None if it is closed."""
        self._step = -1
        """The number of the current wait in this outage, from 0."""
        self._tries_at = 0.0
        self._closed_at = -RELAPSE.total_seconds()
        self._probe: str | None = None
        """The token of the claim that was let through."""
        self._is_letting = False
        self._knocking: asyncio.Task[None] | None = None

    @property
    def is_open(self) -> bool:
        return self._failure is not None

    async def let_through(self, take: Callable[[Session], Claim | None]) -> Claim | None:
        """Claim a job with `take`. While the circuit is open, only one job at a time is claimed, as a probe."""
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
        """Claim a probe. Reads the time in the transaction, so that a *Try now* pressed before it began counts."""
        return outages.claim_probe(session, take, failure, until=self._until(), now=self._clock())

    def note_ending(self, token: str, outcome: Outcome | None) -> Outcome | None:
        """Open the circuit if the outcome is an outage. Returns the outcome; an outage with the time to the next probe.

        `token` is that of the attempt's claim.
        """
        if not isinstance(outcome, WaitOut) or not outcome.is_general:
            return outcome
        if self._failure is None or token == self._probe:
            self._open(outcome.failure)
        return replace(outcome, delay=self._wait)

    def with_others(self, token: str, outcome: Outcome, write: Callable[[Session], None]) -> Callable[[Session], None]:
        """Extend `write`, which records how an attempt ended: after a failed probe it also puts off all other jobs.

        Both happen in one transaction, because a *Try now* that is pressed after it must not be put off again.
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
        """Note that an attempt is over. If it was the probe, another job may become the probe."""
        if token == self._probe:
            self._probe = None

    async def close(self) -> None:
        """Close the circuit, because the provider has answered."""
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
        # The provider may be back long before the time it asked for.
        wanted = min(requested_wait(failure.retry_after).total_seconds(), waits[-1])
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
        """Knock until the circuit closes, but not longer than `patience`, since no waiting job waits longer.

        Only an answer after silence starts a probe. A server that could not be reached was silent. One that is
        overloaded may answer every knock, so it has to fall silent first.
        """
        answered = self._failure is None or self._failure.code is not ErrorCode.NETWORK
        ends_at = self._steady() + self._patience.total_seconds()
        while self._steady() < ends_at:
            await asyncio.sleep(self._pace.knock)
            before, answered = answered, await self._knock()
            if answered and not before:
                await self._resume()

    async def _resume(self) -> None:
        """Let the waiting jobs start now. If that cannot be written, they start when their wait is over."""
        try:
            await self._writes.run(partial(outages.resume, now=self._clock()))
        except Exception:
            log.exception("jobs.resume_failed")

    def _stop_knocking(self) -> "asyncio.Task[None] | None":
        knocking, self._knocking = self._knocking, None
        if knocking:
            knocking.cancel()
        return knocking
