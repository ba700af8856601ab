"""Runs two transactions of two processes in every way in which the statements of one can meet the other.

On PostgreSQL one transaction stops before each of its statements in turn, and before its commit, until the other has
ended or waits for a lock. On SQLite writers wait for each other, so that only one can come before the other.
"""

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Engine, event, text
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import StudyError

W = TypeVar("W")
Act = Callable[[Session, W], object]
_WAITING: Final = text(
    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
)
_LOOK_AGAIN: Final = 0.005
_NEVER: Final = 60


@dataclass(frozen=True, slots=True)
class Ended:
    """How a transaction ended. What is not an error with a sentence is raised instead."""

    gave: Any = None
    refused: StudyError | None = None

    @property
    def is_done(self) -> bool:
        return self.refused is None


@dataclass(frozen=True, slots=True)
class Met(Generic[W]):
    world: W
    """What was there before, made anew for each meeting."""
    one: Ended
    other: Ended
    how: str
    """For the message of a failed test."""


def overlaps(
    database: Database, arrange: Callable[[Session], W], one: Act[W], other: Act[W], *, both_ways: bool = True
) -> Iterator[Met[W]]:
    """Every meeting of both transactions. With `both_ways` also those in which `other` is the one that stops."""
    yield from _meetings(database, arrange, one, other)
    if both_ways:
        for met in _meetings(database, arrange, other, one):
            yield Met(met.world, met.other, met.one, f"turned round, {met.how}")


def _meetings(database: Database, arrange: Callable[[Session], W], one: Act[W], other: Act[W]) -> Iterator[Met[W]]:
    with _second_process(database) as elsewhere, ThreadPoolExecutor(1) as pool:
        at, is_met = 0, True
        while is_met:
            with database.write() as session:
                world = arrange(session)
            begun: list[Future[Ended]] = []

            def meet(there: Database = elsewhere, world: W = world, begun: list[Future[Ended]] = begun) -> None:
                begun.append(pool.submit(_ended, there, other, world))
                _await_end_or_lock(database, begun[0])

            with _stopped(database.engine, at, meet):
                first = _ended(database, one, world)
            is_met = bool(begun)
            second = begun[0].result(_NEVER) if begun else _ended(elsewhere, other, world)
            yield Met(world, first, second, f"stopped before statement {at}" if is_met else "one after the other")
            at += 1


@contextmanager
def _second_process(database: Database) -> Generator[Database]:
    process = Database(database.engine.url.render_as_string(hide_password=False))
    yield process
    process.dispose()


@contextmanager
def _stopped(engine: Engine, at: int, meet: Callable[[], None]) -> Generator[None]:
    """Call `meet` before statement number `at` that this engine sends; a commit counts as one."""
    left = at

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == -1:
            meet()

    is_postgres = engine.dialect.name == "postgresql"
    names = ("before_cursor_execute", "commit") if is_postgres else ()
    if not is_postgres and at == 0:
        meet()
    for name in names:
        event.listen(engine, name, count)
    try:
        yield
    finally:
        for name in names:
            event.remove(engine, name, count)


def _ended(database: Database, act: Act[W], world: W) -> Ended:
    try:
        with database.write() as session:
            gave = act(session, world)
    except StudyError as error:
        return Ended(refused=error)
    return Ended(gave)


def _await_end_or_lock(database: Database, future: Future[Ended]) -> None:
    if database.engine.dialect.name != "postgresql":
        future.exception(_NEVER)
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as watching:
        while not wait([future], _LOOK_AGAIN).done:
            if watching.execute(_WAITING).scalar_one():
                return
