"""The one gate between a page and the database: `acting(self)` knows who acts and when, and goes there in a thread.

    act = acting(self)
    await act.write(bulk.suspend_cards, card_ids, now=act.now)

All tabs and all requests share one event loop. Whoever waits on it, say for a program that holds the database, stops
everybody; a test looks that nothing in `ui` opens the database but this module. While an event waits here, Reflex keeps
its tab's later events for afterwards; other tabs go on.
"""

import asyncio
import math
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Concatenate, Final, ParamSpec, TypeVar

import reflex as rx
from sqlmodel import Session

from studyapp import database
from studyapp.errors import DatabaseBusy
from studyapp.ui.tab import user_id

T = TypeVar("T")
P = ParamSpec("P")

PATIENCE: Final = 3.0
"""Seconds a press waits for its turn to write."""
IN_VAIN: Final = 0.3
"""The same, when another press has just waited in vain: ten impatient ones must not take half a minute."""

_WRITING: Final = ThreadPoolExecutor(1, "page-writes")
"""SQLite lets one write at a time. Those who wait do so in this thread's queue and take none from anybody else."""
_READING: Final = ThreadPoolExecutor(4, "page-reads")


class _LatestRefusal:
    at = -math.inf


@dataclass(frozen=True)
class Acting:
    """A learner at one moment. What is called gets a session and the learner's id before its own arguments."""

    user_id: str
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    async def read(self, ask: Callable[Concatenate[Session, str, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def in_thread() -> T:
            with database.current().read() as session:
                return ask(session, self.user_id, *args, **kwargs)

        return await _run(_READING, in_thread)

    async def write(self, change: Callable[Concatenate[Session, str, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """In one transaction. Raises `DatabaseBusy` when its turn has not come in time; then nothing has happened.

        Whoever is cancelled meanwhile does not know whether it has happened.
        """
        until = monotonic() + _patience()

        def in_thread() -> T:
            with database.current().write(patience=max(0.0, until - monotonic())) as session:
                return change(session, self.user_id, *args, **kwargs)

        try:
            return await _run(_WRITING, in_thread)
        except DatabaseBusy:
            _LatestRefusal.at = monotonic()
            raise


def acting(state: rx.State) -> Acting:
    """Whoever has pressed something in this tab, now."""
    return Acting(user_id(state))


def _patience() -> float:
    return IN_VAIN if monotonic() - _LatestRefusal.at < PATIENCE else PATIENCE


async def _run(threads: Executor, call: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, copy_context().run, call)
