"""The real engine on a real database with a local provider and a clock that tests can move ahead."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from studyapp.database import Database
from studyapp.generation.messages_api.provider import AnthropicProvider
from studyapp.generation.provider import Provider
from studyapp.jobs.engine.engine import Engine
from studyapp.jobs.engine.upkeep import Pace
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.views import Admission
from studyapp.models import TERMINAL, Card, Deck, Job, JobAttempt, JobStatus
from studyapp.services.cards import editing
from studyapp.settings import Settings
from tests.factories import make_card, make_deck
from tests.provider_server import Behaviour, ProviderServer

PATIENCE = 120.0
BREAKS = [
    Behaviour.CUT_OFF,
    Behaviour.ENDED_EARLY,
    Behaviour.ERROR_EVENT,
    Behaviour.GARBLED,
    Behaviour.MALFORMED,
]
"""The ways in which an answer breaks in its middle and is worth asking for again."""


class Clock:
    """The real time, plus what the test skipped."""

    def __init__(self) -> None:
        self.skipped = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.skipped

    def steady(self) -> float:
        """The monotonic time, which includes what was skipped."""
        return time.monotonic() + self.skipped.total_seconds()

    def pass_by(self, length: timedelta) -> None:
        self.skipped += length

    def reach(self, moment: datetime) -> None:
        self.pass_by(max(timedelta(), moment - self()))


class Workshop:
    def __init__(
        self,
        database: Database,
        user_id: str,
        provider: Provider,
        *,
        data_dir: Path,
        pace: Pace | None = None,
        **settings: Any,
    ) -> None:
        self.database = database
        self.user_id = user_id
        self.clock = Clock()
        self._provider = provider
        self._pace = pace or Pace(look=0.1, beat=0.5, grace=2)
        self._settings = Settings(data_dir=data_dir, database_url=None, **settings)
        self.engine = self._engine()

    @property
    def data_dir(self) -> Path:
        return self._settings.data_dir

    async def restart(self) -> None:
        """Stop the engine in order, and start it again."""
        async with self.stopped():
            pass

    @asynccontextmanager
    async def stopped(self) -> AsyncGenerator[None]:
        """Stop the engine in order for the length of the block."""
        await self.engine.stop()
        yield
        self.engine = self._engine()
        await self.engine.start()

    def _engine(self) -> Engine:
        return Engine(
            self.database,
            settings=self._settings,
            clock=self.clock,
            steady=self.clock.steady,
            provider=lambda _: self._provider,
            pace=self._pace,
        )

    def ask(self, content: str, **more: Any) -> Admission:
        return self.enqueue("flashcard_generation", content=content, **more)

    def enqueue(self, kind: str, **payload: Any) -> Admission:
        with self.database.write() as session:
            return QUEUE.enqueue(session, self.user_id, kind, payload, now=self.clock())

    async def see_through(self, kind: str, **payload: Any) -> Job:
        """Enqueue a job of any kind and wait until it has ended."""
        return await self.ended(self.enqueue(kind, **payload).job.id)

    def card(self, **fields: Any) -> Card:
        """Create a card of the learner, in a new deck unless one is given."""
        with self.database.write() as session:
            deck = session.get(Deck, fields.pop("deck_id", "")) or make_deck(session, self.user_id)
            return make_card(session, deck, **fields)

    def edit(self, card_id: str, **texts: Any) -> None:
        """Edit a card as its learner."""
        with self.database.write() as session:
            editing.edit_card(session, self.user_id, card_id, now=self.clock(), **texts)

    def read_card(self, card_id: str) -> Card:
        with self.database.read() as session:
            card = session.get(Card, card_id)
        assert card is not None
        return card

    def cancel(self, job_id: str) -> None:
        with self.database.write() as session:
            QUEUE.cancel(session, self.user_id, job_id, now=self.clock())

    def retry(self, job_id: str) -> Admission:
        with self.database.write() as session:
            return QUEUE.retry(session, self.user_id, job_id, now=self.clock())

    def job(self, job_id: str) -> Job:
        with self.database.read() as session:
            job = session.get(Job, job_id)
        assert job is not None
        return job

    def cards(self, job_id: str) -> list[Card]:
        """All cards, including deleted ones."""
        return self.found(select(Card).where(Card.job_id == job_id).order_by(col(Card.ordinal)))

    def attempts(self, job_id: str) -> list[JobAttempt]:
        return self.found(select(JobAttempt).where(JobAttempt.job_id == job_id).order_by(col(JobAttempt.started_at)))

    async def run(self, content: str, **more: Any) -> Job:
        """Enqueue a job and let it go through all its attempts."""
        return await self.ended(self.ask(content, **more).job.id)

    async def ended(self, job_id: str) -> Job:
        """Wait until the job has ended, skipping the time between its attempts."""
        while (job := await self.until(job_id, _is_at_rest)).status not in TERMINAL:
            self.clock.reach(job.run_at)
            await self.engine.start_due()
        return job

    async def until(self, job_id: str, is_so: Callable[[Job], bool]) -> Job:
        overdue = time.monotonic() + PATIENCE
        while not is_so(job := self.job(job_id)):
            assert time.monotonic() < overdue, f"still waiting for {job!r}"
            await asyncio.sleep(0.01)
        return job

    def found(self, statement: Any) -> list[Any]:
        with self.database.read() as session:
            return list(session.exec(statement))

    def change(self, change: Callable[[Session], Any]) -> None:
        with self.database.write() as session:
            change(session)


def result_of(job: Job) -> dict[str, Any]:
    assert job.result is not None
    return job.result


def _is_at_rest(job: Job) -> bool:
    """Whether the job has ended or waits for its next attempt."""
    return job.status in TERMINAL or (job.status is JobStatus.PENDING and job.error is not None)


def model_at(server: ProviderServer, *, chunk_chars: int) -> AnthropicProvider:
    settings = Settings(
        anthropic_base_url=server.url, anthropic_api_key=None, model="test", provider_timeout_seconds=60
    )
    provider = AnthropicProvider(settings)
    provider.chunk_chars = chunk_chars
    return provider


@asynccontextmanager
async def workshop_with(
    database: Database, user_id: str, provider: Provider, *, data_dir: Path, **settings: Any
) -> AsyncGenerator[Workshop]:
    workshop = Workshop(database, user_id, provider, data_dir=data_dir, **settings)
    await workshop.engine.start()
    try:
        yield workshop
    finally:
        await workshop.engine.stop()
