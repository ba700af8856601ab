"""The state of a deck's page: the deck, the filtered cards on this page of the list, and active jobs."""

from collections.abc import Hashable
from datetime import datetime
from typing import Final

import reflex as rx
from reflex.event import EventSpec
from sqlmodel import Session

from studyapp.jobs.store import reading
from studyapp.jobs.store.views import JobView
from studyapp.models import Card, JobStatus
from studyapp.services import decks
from studyapp.services.cards import candidates, lists
from studyapp.services.cards.filters import CardFilter
from studyapp.services.cards.lists import CardPage
from studyapp.ui.acting import acting
from studyapp.ui.deck_route import deck_of_route
from studyapp.ui.generate.cards import GeneratorState
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.numbers import card_count
from studyapp.ui.pages.deck.card_jobs import CardJobs, card_jobs
from studyapp.ui.pages.deck.filters import ANY_TAG, CHOICES, EVERYTHING, Shown, shown
from studyapp.ui.pages.deck.rows import CardRow, DeckHead, card_row, deck_head, keep_places
from studyapp.ui.tasks.rows import TaskRow, task_rows

PAGE_SIZE: Final = 25
"""Every change sends all cards of this page again."""
NEWS: Final = 5
"""How many of the latest completed jobs are looked through for those whose result this page has to show."""
TO_THE_TOP: Final = rx.call_script("scrollTo({top: 0, behavior: 'instant'})")


class DeckState(LivePageState, rx.State):
    opened_id: str = ""
    head: rx.Field[DeckHead] = rx.field(default_factory=DeckHead)
    jobs: rx.Field[list[TaskRow]] = rx.field(default_factory=list)
    """Jobs of this deck: recently completed, active, and failed ones."""
    cards: rx.Field[list[CardRow]] = rx.field(default_factory=list)
    total: int = 0
    """The number of cards that match the filter, on all pages."""
    tags: rx.Field[list[str]] = rx.field(default_factory=list)
    """All tags in this deck."""
    search: str = ""
    show: str = EVERYTHING
    tag: str = ANY_TAG
    job_id: str = ""
    """Only cards made by this job are listed; empty for all cards."""
    card_id: str = ""
    """Only this card is listed; empty for all cards."""
    first: int = 0
    """The number of cards on the pages before this one."""
    selected: rx.Field[list[str]] = rx.field(default_factory=list)
    editing_id: str = ""
    panel: str = ""
    """`generate`, `add` or `rename` while that form is open; empty otherwise."""

    _opened_at: datetime | None = None

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:
        summary = decks.summarise_deck(session, user_id, self.opened_id, now=now)
        waiting = candidates.count_candidates(session, user_id, self.opened_id)
        listed = self._listed(session, user_id, now=now)
        made = card_jobs(session, user_id, listed.cards, now=now)
        rows = [_row(card, made.get(card.id, CardJobs()), now=now) for card in listed.cards]
        jobs = task_rows(session, user_id, self._jobs(session, user_id), now=now)
        tasks, rows = keep_places(jobs, listed.cards, rows)
        tags = [each.tag for each in lists.list_tags(session, user_id, deck_id=self.opened_id)]
        resting = decks.count_resting_cards(session, user_id, self.opened_id, now=now)
        head = deck_head(summary, candidates=waiting, resting=resting)
        return {"head": head, "jobs": tasks, "cards": rows, "total": listed.total, "tags": tags}

    def _listed(self, session: Session, user_id: str, *, now: datetime) -> CardPage:
        wanted = shown(self.show)
        return lists.list_cards(
            session,
            user_id,
            self.opened_id,
            search=self.search,
            show=wanted.filter,
            kind=wanted.kind,
            tag="" if self.tag == ANY_TAG else self.tag,
            job_id=self.job_id,
            card_id=self.card_id,
            now=now,
            offset=self.first,
            limit=PAGE_SIZE,
        )

    def _key(self) -> Hashable:
        return (self.opened_id, self.search, self.show, self.tag, self.job_id, self.card_id, self.first)

    def _jobs(self, session: Session, user_id: str) -> list[JobView]:
        done = reading.list_jobs(session, user_id, statuses=[JobStatus.COMPLETED], limit=NEWS).jobs
        return [
            *(job for job in done if job.target == {"kind": "deck", "id": self.opened_id}),
            *reading.jobs_for_target(session, user_id, "deck", self.opened_id),
        ]

    def _shows(self, job: JobView) -> bool:
        """Whether this page shows the job, because it belongs to the deck or to a listed card."""
        kind, target_id = (job.target["kind"], job.target["id"]) if job.target else ("", "")
        return target_id == self.opened_id or (kind == "card" and any(row.id == target_id for row in self.cards))

    @rx.var
    def name(self) -> str:
        """The name of the page."""
        return self.head.title or "Deck"

    @rx.var
    def tasks(self) -> list[TaskRow]:
        """The jobs to show: all that are not completed, and those completed during this visit."""
        since = self._opened_at.isoformat() if self._opened_at else "9"
        return [job for job in self.jobs if job.status != JobStatus.COMPLETED or job.finished_at >= since]

    @rx.var
    def chosen(self) -> list[str]:
        """The selected cards that are still listed."""
        listed = {card.id for card in self.cards}
        return [card_id for card_id in self.selected if card_id in listed]

    @rx.var
    def last(self) -> int:
        return self.first + len(self.cards)

    @rx.var
    def is_empty(self) -> bool:
        """Whether the deck has nothing to show yet. The page then shows the form for generating cards."""
        return self.loaded and self.head.cards == 0 and not self.tasks

    @rx.var
    def tally(self) -> str:
        """E.g. `12 cards` or `3 selected`."""
        if self.chosen:
            return f"{len(self.chosen)} selected"
        return card_count(self.total)

    @rx.var
    def is_filtered(self) -> bool:
        narrowed = self.search or self.job_id or self.card_id
        return bool(narrowed) or (self.show, self.tag) != (EVERYTHING, ANY_TAG)

    @rx.var
    def has_looked_through(self) -> bool:
        """Whether no candidate is left to keep or drop."""
        return self.show == CardFilter.CANDIDATES.value and self.head.candidates == 0

    @rx.var
    def only(self) -> str:
        """A sentence about what the address has limited the list to; empty if it only names the deck."""
        if self.card_id:
            return "Only one card is listed."
        return "Only what one task has made is listed." if self.job_id else ""

    @rx.event
    async def open_deck(self):
        """Open the deck of the address. Another deck gets a fresh page; the same deck is shown as it was left."""
        deck_id = deck_of_route(self)
        if deck_id != self.opened_id:
            self.reset()
            self.opened_id = deck_id
        asked = self.router.url.query_parameters
        self._narrow_to(job_id=asked.get("job", ""), card_id=asked.get("card", ""), show=asked.get("show", ""))
        self._opened_at = acting(self).now
        await self._read()
        return GeneratorState.open_form(self.opened_id)

    @rx.event
    async def search_cards(self, text: str):
        self.search = text
        await self._list_from(0)

    @rx.event
    async def show_cards(self, show: str):
        self.show = Shown.checked(show)
        await self._list_from(0)
        return self._without_query() if "show" in self.router.url.query_parameters else None

    @rx.event
    async def show_tag(self, tag: str):
        self.tag = tag
        await self._list_from(0)

    @rx.event
    async def show_all_cards(self):
        self._widen()
        await self._list_from(0)
        return self._without_query() if self.router.url.query else None

    @rx.event
    async def next_page(self):
        if self.last < self.total:
            await self._list_from(self.first + PAGE_SIZE)
        return TO_THE_TOP

    @rx.event
    async def previous_page(self):
        await self._list_from(max(0, self.first - PAGE_SIZE))
        return TO_THE_TOP

    @rx.event
    def open_panel(self, panel: str):
        """Open one of the forms below the heading, or close it if it is open."""
        self.panel = "" if panel == self.panel else panel

    @rx.event
    def close_panel(self):
        self.panel = ""

    def _without_query(self) -> EventSpec:
        """Remove the query from the address, so that a reload does not restore its filter."""
        return rx.redirect(f"/decks/{self.opened_id}", replace=True)

    def _narrow_to(self, *, job_id: str, card_id: str, show: str) -> None:
        """Apply the filter of the address. Other filters are removed, because they could hide what the address asks
        for.
        """
        show = show if show in CHOICES else ""
        if (job_id, card_id) == (self.job_id, self.card_id) and show in ("", self.show):
            return
        self._widen()
        self.job_id, self.card_id, self.show = job_id, card_id, show or EVERYTHING
        self.first, self.selected, self.editing_id = 0, [], ""

    def _widen(self) -> None:
        self.search, self.show, self.tag = "", EVERYTHING, ANY_TAG
        self.job_id = self.card_id = ""

    async def _list_from(self, first: int) -> None:
        self.first = first
        self.selected = []
        self.editing_id = ""
        await self._read()


def _row(card: Card, made: CardJobs, *, now: datetime) -> CardRow:
    return card_row(card, now=now, tasks=made.tasks, proposals=made.proposals)
