"""Carries out jobs, several at once: claims one, runs its handler, and records the outcome.

Database work happens off the event loop, and no transaction is open while a handler waits for a model.
"""

import asyncio
import json
import random
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import structlog

from studyapp.database import Database, first_line, is_passing
from studyapp.generation.provider import Provider
from studyapp.jobs.engine.attempt import Attempt, Interruption
from studyapp.jobs.engine.circuit import Circuit
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.outcome import Failed, Outcome, explain
from studyapp.jobs.kinds.registry import Handlers
from studyapp.jobs.queue.endings import end
from studyapp.jobs.queue.queue import Queue
from studyapp.jobs.store import claims
from studyapp.jobs.store.claims import Claim, ClaimLost
from studyapp.jobs.store.group_commit import GroupCommit
from studyapp.models.columns import new_id
from studyapp.settings import Settings

BREATH: Final = 1.0
"""Seconds to wait after a database error."""

log = structlog.get_logger(__name__)


def usual_provider(settings: Settings) -> Provider:
    """The provider that the settings ask for. Imported only when a job needs it, since the SDK loads slowly."""
    from studyapp.generation.configured_provider import configured_provider  # noqa: PLC0415

    return configured_provider(settings)


class Runner:
    def __init__(
        self,
        database: Database,
        writes: GroupCommit,
        *,
        worker: str,
        settings: Settings,
        handlers: Handlers,
        clock: Callable[[], datetime],
        steady: Callable[[], float],
        provider: Callable[[Settings], Provider],
        pace: Pace,
    ) -> None:
        self._database = database
        self._writes = writes
        self._worker = worker
        self._settings = settings
        self._handlers = handlers
        self._queue = Queue(handlers)
        self._clock = clock
        self._choose_provider = provider
        self._provider: Provider | None = None
        self._choosing = asyncio.Lock()
        self._grace = pace.grace
        self._steady = steady
        self._patience = timedelta(minutes=settings.outage_patience_minutes)
        self._circuit = Circuit(
            writes,
            clock=clock,
            steady=steady,
            knock=self._knock,
            pace=pace,
            patience=self._patience,
            handlers=handlers,
        )
        self._attempts: dict[str, Attempt] = {}
        self._stopping = False

    @property
    def held(self) -> list[Claim]:
        """The claims this process is working on."""
        return [attempt.claim for attempt in self._attempts.values()]

    def interrupt(self, tokens: Collection[str], why: Interruption) -> None:
        for token in tokens:
            if attempt := self._attempts.get(token):
                attempt.interrupt(why)

    def stop(self) -> None:
        """Claim no more jobs, and interrupt the running ones, which are then given back."""
        self._stopping = True
        self.interrupt(tuple(self._attempts), Interruption.STOP)

    async def close(self) -> None:
        """End the background tasks. Call this when no job is running any more."""
        await self._circuit.stop()

    async def run_one(self, claimed: Callable[[], None]) -> bool:
        """Claim a job and carry it out, as `RunOne` says."""
        claim = await self._claim()
        if claim is None:
            return False
        claimed()
        about = {"job_id": claim.job.id, "job_type": claim.job.type.value, "attempt": claim.job.attempts}
        with structlog.contextvars.bound_contextvars(**about):
            await self._carry_out(claim)
        return True

    async def _claim(self) -> Claim | None:
        if self._stopping:
            return None
        take = partial(claims.claim, worker=self._worker, token=new_id())
        try:
            return await self._circuit.let_through(lambda session: take(session, now=self._clock()))
        except Exception as error:
            if not is_passing(error):  # a passing error comes here only while the process stops
                log.exception("job.claim_failed")
                await asyncio.sleep(BREATH)
            return None

    async def _carry_out(self, claim: Claim) -> None:
        log.info("job.started", user_id=claim.job.user_id)
        attempt = self._attempts[claim.token] = Attempt(claim, self._work(claim))
        if self._stopping:
            attempt.interrupt(Interruption.STOP)
        try:
            jitter = random.uniform(0.5, 1.5)  # noqa: S311
            outcome = await attempt.outcome(grace=self._grace, jitter=jitter, patience=self._patience)
            await self._record(claim, self._circuit.note_ending(claim.token, outcome))
        finally:
            del self._attempts[claim.token]
            self._circuit.left(claim.token)

    async def _work(self, claim: Claim) -> dict[str, Any]:
        handler = self._handlers[claim.job.type]
        payload = handler.payload.model_validate(claim.job.payload)
        context = JobContext(
            claim=claim,
            database=self._database,
            writes=self._writes,
            settings=self._settings,
            provider=await self._ready_provider(),
            clock=self._clock,
            steady=self._steady,
            answered=self._circuit.close,
            enqueue=self._queue.enqueue,
        )
        result = await handler.run(context, payload)
        json.dumps(result)  # a result that cannot be stored is the handler's failure
        return result

    async def _knock(self) -> bool:
        return await (await self._ready_provider()).knock()

    async def _ready_provider(self) -> Provider:
        """The provider, chosen once and in a thread, because importing the SDK would block every tab."""
        async with self._choosing:
            if self._provider is None:
                self._provider = await asyncio.to_thread(self._choose_provider, self._settings)
        return self._provider

    async def _record(self, claim: Claim, outcome: Outcome | None) -> None:
        """Record the outcome. If that fails, record a failure; if that fails too, leave the job to be rescued."""
        while outcome is not None:
            try:
                write = partial(end, claim=claim, outcome=outcome, now=self._clock(), handlers=self._handlers)
                await self._writes.run(self._circuit.with_others(claim.token, outcome, write))
            except ClaimLost:
                break
            except Exception as error:
                if is_passing(error):  # the process stops, and the next start takes the job back
                    log.warning("job.outcome_put_off", error=first_line(error))
                    return
                log.exception("job.outcome_not_recorded", outcome=type(outcome).__name__)
                outcome = None if isinstance(outcome, Failed) else Failed(explain(error))
                await asyncio.sleep(BREATH)
            else:
                _tell(outcome)
                return
        log.warning("job.superseded")


def _tell(outcome: Outcome) -> None:
    failure = getattr(outcome, "failure", None)
    said = {"error_code": failure.code.value, "error": failure.sentence} if failure else {}
    log.info("job.ended", outcome=type(outcome).__name__, **said)
