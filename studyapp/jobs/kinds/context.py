"""What a handler holds while it works: its job, its provider, and the fenced ways to save.

Cancellation reaches a handler as `asyncio.CancelledError` inside `run`; it lets that pass. A save that was under way
then is finished or has never happened.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property, partial
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy.exc import DataError
from sqlmodel import Session

from studyapp.database import Database, is_passing
from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.generation.prices import cost_usd
from studyapp.generation.provider import Provider, Usage
from studyapp.jobs.kinds.outcome import ADVICE
from studyapp.jobs.kinds.pulse import Pulse
from studyapp.jobs.store import claims
from studyapp.jobs.store.claims import Claim
from studyapp.jobs.store.commits import pause_after
from studyapp.jobs.store.views import JobSnapshot
from studyapp.settings import Settings

T = TypeVar("T")

UNSTORABLE: Final = (OverflowError, UnicodeError, DataError)
"""Raised for a value no column can hold: a number with twenty digits, half a character."""


class Writes(Protocol):
    """Runs a function inside a write transaction, off the event loop; returns once it is durable."""

    async def run(self, write: Callable[[Session], T]) -> T: ...


class JobContext:
    def __init__(
        self,
        *,
        claim: Claim,
        database: Database,
        writes: Writes,
        settings: Settings,
        provider: Provider,
        clock: Callable[[], datetime],
        steady: Callable[[], float],
        answered: Callable[[], Awaitable[None]],
    ) -> None:
        self.job: JobSnapshot = claim.job
        self.checkpoint: dict[str, Any] = claim.job.checkpoint
        """As of the beginning of this attempt: what earlier attempts have finished."""
        self.settings = settings
        self._provider = provider
        self._pulse = Pulse(answered=answered, alive=self.report, steady=steady)
        self._claim = claim
        self._database = database
        self._writes = writes
        self._clock = clock

    @cached_property
    def provider(self) -> Provider:
        """Whom to ask. That it answers, and that its words still come, is noted on the way."""
        return self._provider.heard_by(self._pulse.hear)

    def now(self) -> datetime:
        return self._clock()

    @contextmanager
    def read(self) -> Generator[Session]:
        """A session to read with. It blocks, so use it in a function given to `query`, never across a model call."""
        with self._database.read() as session:
            yield session

    async def query(self, ask: Callable[[Session], T]) -> T:
        """Run `ask` with a session to read with, off the event loop. A database that cannot be used is waited for."""

        def in_thread() -> T:
            with self.read() as session:
                return ask(session)

        tries = 0
        while True:
            try:
                return await asyncio.to_thread(in_thread)
            except Exception as error:
                if not is_passing(error):
                    raise
                await asyncio.sleep(pause_after(tries))
                tries += 1

    async def save_items(
        self,
        write: Callable[[Session], int],
        *,
        items_done: int,
        progress: int | None = None,
        phase: str | None = None,
        checkpoint: dict[str, Any] | None = None,
    ) -> int:
        """Generated rows, progress and checkpoint in one transaction; how many rows `write` says are new.

        `items_done` is the job's total. `progress` (percent) follows from it when left out and never goes back.
        `checkpoint` replaces the old one. Raises `ClaimLost` when this attempt has been superseded: nothing was saved.
        """

        def save(session: Session) -> int:
            return claims.save_items(
                session,
                self._claim,
                write,
                items_done=items_done,
                progress=progress,
                phase=phase,
                checkpoint=checkpoint,
                now=self._clock(),
            )

        return await self._write(save)

    async def report(
        self,
        *,
        phase: str | None = None,
        progress: int | None = None,
        items_expected: int | None = None,
    ) -> None:
        """Tell the learner where the job is; also a sign of life, without which it is started afresh before long."""

        def tell(session: Session) -> None:
            claims.report(
                session,
                self._claim,
                phase=phase,
                progress=progress,
                items_expected=items_expected,
                now=self._clock(),
            )

        await self._write(tell)

    async def record_usage(self, usage: Usage) -> None:
        """Add what a provider call cost to this attempt."""
        cost = cost_usd(usage, self.settings)
        await self._write(partial(claims.record_usage, claim=self._claim, usage=usage, cost_usd=cost))

    async def _write(self, write: Callable[[Session], T]) -> T:
        """It may have to wait for the database, so whoever looks at the clock does so when it is performed."""
        try:
            return await self._writes.run(write)
        except UNSTORABLE as error:
            advice = ADVICE[ErrorCode.BAD_OUTPUT]
            raise GenerationFailed(ErrorCode.BAD_OUTPUT, advice.sentence, retryable=True) from error
