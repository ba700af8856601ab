"""One running attempt: the task of its handler, the reason for an interruption, and the outcome."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from enum import StrEnum
from typing import Any

import structlog

from studyapp.errors import StudyError
from studyapp.jobs.kinds.outcome import (
    INTERRUPTED,
    Cancelled,
    Completed,
    Failed,
    GivenBack,
    Outcome,
    RetryLater,
    decide,
)
from studyapp.jobs.store.claims import Claim, ClaimLost

log = structlog.get_logger(__name__)


class Interruption(StrEnum):
    CANCEL = "cancel"
    """The learner cancelled the job."""
    STOP = "stop"
    """The process is stopping."""
    LOST = "lost"
    """The job was taken from this attempt, and another one may have it by now."""


class Attempt:
    def __init__(self, claim: Claim, work: Coroutine[Any, Any, dict[str, Any]]) -> None:
        self.claim = claim
        self._task = asyncio.create_task(work, name=f"job {claim.job.id}")
        self._task.add_done_callback(_acknowledge)
        self._interruption: Interruption | None = None
        self._interrupted: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def interrupt(self, why: Interruption) -> None:
        """Cancel the handler. `LOST` overrides every other reason, because then nothing may be written."""
        if self._interruption is None or why is Interruption.LOST:
            self._interruption = why
        if not self._interrupted.done():
            self._interrupted.set_result(None)
            self._task.cancel()

    async def outcome(self, *, grace: float, jitter: float, patience: timedelta) -> Outcome | None:
        """Wait for the handler and return the outcome; None if the job no longer belongs to this attempt.

        An interrupted handler gets `grace` seconds to stop. If it does not, it is left running: its claim is void, so
        whatever it still does changes nothing.
        """
        await self._ended_or_overdue(grace)
        if self._interruption is Interruption.LOST:
            return None
        error = self._error()
        match error:
            case None:
                return Completed(self._task.result())
            case ClaimLost():
                return None
            case Exception() if self._interruption is None:
                _log_if_unforeseen(error)
                job = self.claim.job
                return decide(
                    error, attempts=job.attempts, max_attempts=job.max_attempts, jitter=jitter, patience=patience
                )
            case _:
                return self._interrupted_outcome()

    async def _ended_or_overdue(self, grace: float) -> None:
        await asyncio.wait({self._task, self._interrupted}, return_when=asyncio.FIRST_COMPLETED)
        if not self._task.done():
            await asyncio.wait({self._task}, timeout=grace)

    def _error(self) -> BaseException | None:
        if not self._task.done() or self._task.cancelled():
            return asyncio.CancelledError()
        return self._task.exception()

    def _interrupted_outcome(self) -> Outcome:
        match self._interruption:
            case Interruption.CANCEL:
                return Cancelled()
            case Interruption.STOP:
                return GivenBack()
            case _:  # the handler cancelled itself
                job = self.claim.job
                return Failed(INTERRUPTED) if job.attempts >= job.max_attempts else RetryLater(INTERRUPTED)


def _log_if_unforeseen(error: Exception) -> None:
    """Log an error that is not one of ours, because the learner only sees a general sentence about it."""
    if not isinstance(error, StudyError):
        log.error("job.broke", exc_info=error)


def _acknowledge(task: asyncio.Task[Any]) -> None:
    """Fetch the error of a finished task. Else asyncio would report it when a task that was left running fails."""
    if not task.cancelled():
        task.exception()
