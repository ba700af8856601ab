"""Keeps an open tab up to date: one background event reads the page again whenever data of the learner changes.

A page's State inherits `LivePageState`, returns what it shows from `_load`, and starts `watch` in its `on_load`:

class DecksState(LivePageState, rx.State):
    decks: rx.Field[list[DeckRow]] = rx.field(default_factory=list)

    def _load(self, session, user_id, *, now):
        return {"decks": [deck_row(deck) for deck in decks.list_decks(session, user_id, now=now)]}

add_page(app, decks_page, route="/decks", title="Decks", on_load=DecksState.watch)

Reflex ends the event when the tab navigates or closes, and starts it again when the tab reconnects after a restart of
the server. A browser cannot call methods whose names start with `_`.
"""

import asyncio
from collections.abc import Hashable
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

import reflex as rx
from reflex.event import EventSpec
from sqlmodel import Session

from studyapp import signals
from studyapp.errors import DatabaseBusy, StorageFull, StudyError
from studyapp.jobs.store.views import JobView
from studyapp.ui.acting import Acting, acting
from studyapp.ui.live.reopening import has_expired
from studyapp.ui.shared_reads import read_once
from studyapp.ui.tab import assign
from studyapp.ui.tasks.shell import ShellState

__all__ = ["LivePageState", "Values", "assign"]

Values = dict[str, Any]
"""The values of a page's vars, by name."""

_TURNS: Final = asyncio.Semaphore(8)
"""How many tabs read at the same time. If all did, each would wait for the slowest, and so would learners' actions."""
_SOON: Final = 1.0
"""Seconds until a page that found the database busy reads again."""


class LivePageState(rx.State, mixin=True):
    """The part of a page's State that keeps it up to date."""

    loaded: bool = False
    """False until the first read; the page then shows skeletons of the same height."""
    problem: str = ""
    """Why the page has nothing to show, e.g. because its deck is gone; empty otherwise."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        """Read what the page shows. It must be cheap, because it runs up to four times a second while cards stream in.

        It runs in a thread and must not set anything, because the event that waits for it may have been cancelled
        meanwhile.
        """
        raise NotImplementedError

    def _key(self) -> Hashable | None:
        """What `_load` depends on besides the database: tabs with equal keys share a read. None means no sharing."""
        return None

    def _shows(self, job: JobView) -> bool:  # noqa: ARG002
        """Whether the learner sees on this page that the job has ended; then no toast is shown."""
        return False

    async def _read(self) -> None:
        """Read now, e.g. after the learner's own change, without waiting for the signal."""
        assign(self, **await self._values())

    async def _read_once(self) -> None:
        """Read, unless a tab with the same key has read since the latest change."""
        key = self._key()
        if key is None:
            await self._read()
            return
        values = await read_once(acting(self).user_id, (self.get_full_name(), key), self._values)
        assign(self, **_own(values))

    async def _values(self) -> Values:
        try:
            found = await self._find(acting(self))
        except StorageFull:
            self._look_again_soon()
            raise
        except DatabaseBusy as busy:
            self._look_again_soon()
            raise DatabaseBusy(
                "The database is busy in another program. This page goes on by itself once it is free."
            ) from busy
        except StudyError as error:
            return {"problem": error.sentence, "loaded": True}
        return found | {"problem": "", "loaded": True}

    def _look_again_soon(self) -> None:
        asyncio.get_running_loop().call_later(_SOON, signals.announce, acting(self).user_id)

    async def _find(self, act: Acting) -> Values:
        """Read the page's values. A page that needs more than `_load` overrides this."""
        return await act.read(self._load, now=act.now)

    async def _catch_up(self, *, arriving: bool = False) -> list[EventSpec]:
        """Read page and shell; return toasts about jobs that ended elsewhere."""
        with suppress(DatabaseBusy, StorageFull):  # the screen stays as it is until the next read
            await self._read_once()
        shell = await self.get_state(ShellState)
        try:
            return await shell.look(now=acting(self).now, seen_here=self._shows, arriving=arriving)
        except (DatabaseBusy, StorageFull):
            self._look_again_soon()
            return []

    @rx.event(background=True)
    async def watch(self):
        """The one background event of a tab. It only updates the screen; nothing else may depend on it."""
        async with signals.subscribe(acting(self).user_id) as changes:
            async with self:
                news = await self._catch_up(arriving=True)
            if news:
                yield news
            async for _ in changes:
                if has_expired():
                    yield ShellState.wake
                    return  # opening the page starts another one
                async with _TURNS, self:
                    news = await self._catch_up()
                if news:
                    yield news


def _own(values: Values) -> Values:
    """The values with copies of the lists, because a handler may change its tab's list."""
    return {name: list(value) if isinstance(value, list) else value for name, value in values.items()}
