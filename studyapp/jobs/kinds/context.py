"""What a handler works with: its job, its provider, and functions that save only while its claim is valid.

Cancellation reaches a handler as `asyncio.CancelledError` inside `run`, and the handler must not catch it. A save that
is under way at that moment either completes or never happens.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property, partial
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy.exc import DataError
from sqlmodel import Session

from studyapp.database import Database, is_passing
from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.generation.messages_api.prices import cost_usd
from studyapp.generation.provider import Provider, Usage
from studyapp.jobs.kinds.keepalive import Keepalive
from studyapp.jobs.kinds.outcome import ADVICE
from studyapp.jobs.store import claims
from studyapp.jobs.store.claims import Claim
from studyapp.jobs.store.group_commit import pause_after
from studyapp.jobs.store.views import JobSnapshot
from studyapp.models import JobType
from studyapp.settings import Settings

T = TypeVar("T")

UNSTORABLE: Final = (OverflowError, UnicodeError, DataError)
"""Errors raised for a value that no column can hold, e.g. a number with twenty digits or half a surrogate pair."""


class Writes(Protocol):
    """Runs a function in a write transaction, off the event loop, and returns once the transaction is durable."""

    async def run(self, write: Callable[[Session], T]) -> T: ...


class Enqueue(Protocol):
    """Accepts a request for a job in the caller's transaction, as `Queue.enqueue` does."""

    def __call__(
        self,
        session: Session,
        user_id: str,
        job_type: str,
        payload: Mapping[str, Any],
        *,
        priority: int = 0,
        parent_id: str | None = None,
        now: datetime,
    ) -> object: ...


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
        enqueue: Enqueue,
    ) -> None:
        self.job: JobSnapshot = claim.job
        self.checkpoint: dict[str, Any] = claim.job.checkpoint
        """What earlier attempts have finished. It does not change during this attempt."""
        self.settings = settings
        self._provider = provider
        self._keepalive = Keepalive(answered=answered, alive=self.report, steady=steady)
        self._claim = claim
        self._database = database
        self._writes = writes
        self._clock = clock
        self._enqueue = enqueue

    @property
    def head_id(self) -> str:
        """The id of the job that this one belongs to as a part, or its own. Its children belong to it, too."""
        return self.job.parent_id or self.job.id

    @cached_property
    def provider(self) -> Provider:
        """The provider to ask. The engine is told when it answers and while its words keep arriving.

        Each further attempt allows longer answers, so that none repeats a call that ran out of tokens.
        """
        heard = self._provider.heard_by(self._keepalive.hear)
        return heard.with_room(2 ** (self.job.attempts - 1))

    def now(self) -> datetime:
        return self._clock()

    @contextmanager
    def read(self) -> Generator[Session]:
        """A session for reading. It blocks, so use it in a function given to `query`, and never across a model call."""
        with self._database.read() as session:
            yield session

    async def query(self, ask: Callable[[Session], T]) -> T:
        """Run `ask` with a session for reading, off the event loop. Waits while the database cannot be used."""

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
        """Save generated rows, progress and checkpoint in one transaction. Returns how many rows `write` says are new.

        `items_done` is the job's total. If `progress` (percent) is None, it is computed from that; it never goes back.
        `checkpoint` replaces the old one. If another attempt has replaced this one, `ClaimLost` is raised and nothing
        is saved.
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

    def is_to_stop(self, session: Session) -> bool:
        """Whether the learner has cancelled the job. It is stopped a moment later, and must not enqueue more parts."""
        return bool(claims.current(session, self._claim)["cancel_requested"])

    def add_child(self, session: Session, job_type: JobType, payload: Mapping[str, Any], *, priority: int) -> None:
        """Enqueue a part of this job's request. Call it in a `write` of `save_items`, so that both are kept or none."""
        user_id, now = self.job.user_id, self._clock()
        self._enqueue(session, user_id, job_type, payload, priority=priority, parent_id=self.head_id, now=now)

    async def report(
        self,
        *,
        phase: str | None = None,
        progress: int | None = None,
        items_expected: int | None = None,
    ) -> None:
        """Tell the learner how far the job is. A job that neither reports nor saves for too long is started again."""

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
        """Add the cost of a provider call to this attempt."""
        cost = cost_usd(usage, self.settings)
        await self._write(partial(claims.record_usage, claim=self._claim, usage=usage, cost_usd=cost))

    async def _write(self, write: Callable[[Session], T]) -> T:
        """Run `write`. It may have to wait for the database, so it must read the clock itself, when it runs."""
        try:
            return await self._writes.run(write)
        except UNSTORABLE as error:
            advice = ADVICE[ErrorCode.BAD_OUTPUT]
            raise GenerationFailed(ErrorCode.BAD_OUTPUT, advice.sentence, retryable=True) from error
