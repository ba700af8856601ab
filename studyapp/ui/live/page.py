"""How an open tab stays true: one background event that reads again whenever something of the learner's changed.

A page's State inherits `LivePage`, says in `_load` what it shows, and starts `watch` from its `on_load`:

    class DecksState(LivePage, rx.State):
        decks: rx.Field[list[DeckRow]] = rx.field(default_factory=list)

        def _load(self, session, user_id, *, now):
            return {"decks": [deck_row(deck) for deck in decks.list_decks(session, user_id, now=now)]}

    add_page(app, decks_page, route="/decks", title="Decks", on_load=DecksState.watch)

Reflex ends the event when the tab navigates or closes, and starts it again when the tab reconnects after a restart of
the server. Names that start with `_` cannot be called from a browser.
"""

import asyncio
from collections.abc import Hashable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

import reflex as rx
from reflex.event import EventSpec
from sqlmodel import Session

from studyapp import signals
from studyapp.errors import DatabaseBusy, StorageFull, StudyError
from studyapp.jobs.store.views import JobView
from studyapp.ui.acting import Acting, acting
from studyapp.ui.live.reopening import has_expired
from studyapp.ui.shared import once
from studyapp.ui.tab import assign, user_id
from studyapp.ui.tasks.shell import Shell

__all__ = ["LivePage", "Values", "assign", "user_id"]

Values = dict[str, Any]
"""What a page shows, by the names of its vars."""

_TURNS: Final = asyncio.Semaphore(8)
"""So many tabs catch up at a time. All of them at once would each wait for the slowest, and so would what is asked."""
_SOON: Final = 1.0
"""Seconds until a page that found the database busy looks again."""


class LivePage(rx.State, mixin=True):
    """The live half of a page's State."""

    loaded: bool = False
    """False until the first read: show skeletons of the same height."""
    problem: str = ""
    """Why the page has nothing to show, say because its deck is gone."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        """Read what the page shows. Cheap: it runs up to four times a second while cards stream in.

        It runs in a thread and sets nothing: the event that waits for it may have been called off meanwhile.
        """
        raise NotImplementedError

    def _key(self) -> Hashable | None:
        """What `_load` depends on beside the database: tabs with equal keys share a read. None: this page does not."""
        return None

    def _shows(self, job: JobView) -> bool:  # noqa: ARG002
        """Whether the learner sees this job end here; then no toast tells of it."""
        return False

    async def _read(self) -> None:
        """Load now, say after an own change, rather than when the signal comes round."""
        assign(self, **await self._values())

    async def _read_once(self) -> None:
        """Read, unless a tab that shows the same has done so since the latest change."""
        key = self._key()
        if key is None:
            await self._read()
            return
        values = await once(user_id(self), (self.get_full_name(), key), self._values)
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
        asyncio.get_running_loop().call_later(_SOON, signals.announce, user_id(self))

    async def _find(self, act: Acting) -> Values:
        """What the page shows. One that has to do more for it than to `_load` it says so here."""
        return await act.read(self._load, now=act.now)

    async def _catch_up(self, *, arriving: bool = False) -> list[EventSpec]:
        """Page and shell in one go; returns the news of jobs that ended elsewhere."""
        with suppress(DatabaseBusy, StorageFull):  # what is on the screen stays there until the next look
            await self._read_once()
        shell = await self.get_state(Shell)
        look = shell._look  # noqa: SLF001  (private to the server, not to the module)
        try:
            return await look(now=datetime.now(UTC), seen_here=self._shows, arriving=arriving)
        except (DatabaseBusy, StorageFull):
            self._look_again_soon()
            return []

    @rx.event(background=True)
    async def watch(self):
        """The one background event of a tab. Nothing may depend on it but what is on the screen."""
        async with signals.subscribe(user_id(self)) as changes:
            async with self:
                news = await self._catch_up(arriving=True)
            if news:
                yield news
            async for _ in changes:
                if has_expired():
                    yield Shell.wake
                    return  # the page's opening begins another
                async with _TURNS, self:
                    news = await self._catch_up()
                if news:
                    yield news


def _own(values: Values) -> Values:
    """The same rows in lists of a tab's own, since a handler may change its list."""
    return {name: list(value) if isinstance(value, list) else value for name, value in values.items()}
