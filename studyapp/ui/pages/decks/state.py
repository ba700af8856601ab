"""The state of the decks page: all decks of the learner, and actions on each."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any, Final

import reflex as rx
from sqlmodel import Session

from studyapp.jobs.store import reading
from studyapp.models import ACTIVE
from studyapp.services import decks
from studyapp.services.decks import DeckSummary
from studyapp.ui.acting import acting
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.pages.decks.rows import DeckRow, deck_row
from studyapp.ui.tasks import toast

PAGE_SIZE: Final = 100
MOST_PAGES: Final = 10
"""A search looks through this many pages; the list can grow to as many, page by page."""
MOST_JOBS: Final = 100


class DecksState(LivePageState, rx.State):
    decks: rx.Field[list[DeckRow]] = rx.field(default_factory=list)
    search: str = ""
    has_more: bool = False
    is_creating: bool = False
    renaming_id: str = ""

    _pages: int = 1

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        listed, has_more = _newest(session, user_id, pages=MOST_PAGES if self.search else self._pages, now=now)
        jobs = reading.list_jobs(session, user_id, statuses=ACTIVE, limit=MOST_JOBS).jobs
        generating = {job.target["id"] for job in jobs if job.target and job.target["kind"] == "deck"}
        found = [deck for deck in listed if self.search.casefold().strip() in deck.title.casefold()]
        return {"decks": [deck_row(deck, generating=generating) for deck in found], "has_more": has_more}

    def _key(self) -> Hashable:
        return self.search, self._pages

    @rx.event
    async def search_decks(self, text: str):
        self.search = text
        await self._read()

    @rx.event
    async def show_more(self):
        self._pages = min(self._pages + 1, MOST_PAGES)
        await self._read()

    @rx.event
    def start_deck(self):
        self.is_creating = True

    @rx.event
    def stop(self):
        """Close the form that is open."""
        self.is_creating = False
        self.renaming_id = ""

    @rx.event
    async def create_deck(self, form: dict[str, Any]):
        act = acting(self)
        deck = await act.write(decks.create_deck, title=str(form.get("title") or ""), now=act.now)
        self.is_creating = False
        return rx.redirect(f"/decks/{deck.id}")

    @rx.event
    def start_renaming(self, deck_id: str):
        self.renaming_id = deck_id

    @rx.event
    async def rename_deck(self, form: dict[str, Any]):
        """Rename the deck whose form is open. Its id is in the state, because Reflex cannot pass a row to the handler
        of a form.
        """
        act = acting(self)
        await act.write(decks.edit_deck, self.renaming_id, title=str(form.get("title") or ""), now=act.now)
        self.renaming_id = ""
        await self._read()

    @rx.event
    async def delete_deck(self, deck_id: str):
        act = acting(self)
        title = await act.write(_delete, deck_id, now=act.now)
        await self._read()
        return toast.undoable(f"“{title}” deleted.", DecksState.restore_deck(deck_id))

    @rx.event
    async def restore_deck(self, deck_id: str):
        act = acting(self)
        await act.write(decks.restore_deck, deck_id, now=act.now)
        await self._read()


def _delete(session: Session, user_id: str, deck_id: str, *, now: datetime) -> str:
    """Delete the deck, and return its title."""
    title = decks.get_deck(session, user_id, deck_id).title
    decks.delete_deck(session, user_id, deck_id, now=now)
    return title


def _newest(session: Session, user_id: str, *, pages: int, now: datetime) -> tuple[list[DeckSummary], bool]:
    """The newest decks, and whether there are more. Few learners have more than one page of them."""
    listed: list[DeckSummary] = []
    for _ in range(pages):
        cursor = listed[-1].id if listed else None
        page = decks.list_decks(session, user_id, now=now, limit=PAGE_SIZE, cursor=cursor)
        listed += page
        if len(page) < PAGE_SIZE:
            return listed, False
    return listed, True
