"""The only way from a page to the database: `acting(self)` holds the learner and the time, and calls run in a thread.

act = acting(self)
await act.write(bulk.suspend_cards, card_ids, now=act.now)

All tabs and requests share one event loop. A call that waits on it, e.g. for another program that holds the database,
stops everybody, so a test checks that no other module in `ui` opens the database. While an event waits here, Reflex
queues later events of its tab; other tabs go on.
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
"""Seconds a write waits for its turn."""
IN_VAIN: Final = 0.3
"""Seconds a write waits if another one has just waited in vain, so that ten of them do not take half a minute."""

_WRITING: Final = ThreadPoolExecutor(1, "page-writes")
"""A single thread, since SQLite allows one write at a time. Writes wait in its queue and block no other thread."""
_READING: Final = ThreadPoolExecutor(4, "page-reads")


class _LatestRefusal:
    at = -math.inf


@dataclass(frozen=True)
class Acting:
    """A learner at one moment. Functions called through it get a session and the learner's id before their own
    arguments.
    """

    user_id: str
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    async def read(self, ask: Callable[Concatenate[Session, str, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        def in_thread() -> T:
            with database.current().read() as session:
                return ask(session, self.user_id, *args, **kwargs)

        return await _run(_READING, in_thread)

    async def write(self, change: Callable[Concatenate[Session, str, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call this in one transaction. Raises `DatabaseBusy` if its turn does not come in time; then nothing has
        happened.

        A caller that is cancelled while it waits does not know whether the transaction has happened.
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
    """The learner of this tab, at this moment."""
    return Acting(user_id(state))


def _patience() -> float:
    return IN_VAIN if monotonic() - _LatestRefusal.at < PATIENCE else PATIENCE


async def _run(threads: Executor, call: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, copy_context().run, call)
