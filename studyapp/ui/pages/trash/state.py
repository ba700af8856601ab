"""The state of the trash page: one page of deleted items, latest first."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import reflex as rx
from sqlmodel import Session

from studyapp.jobs.requests import restoring
from studyapp.jobs.requests.courses import delete_course, delete_document
from studyapp.jobs.requests.deleting import delete_goals
from studyapp.rendering import back_html
from studyapp.services import decks, trash
from studyapp.services.cards import bulk
from studyapp.services.trash import Discarded, TrashKind
from studyapp.ui.acting import acting
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.tasks import toast

PAGE_SIZE: Final = 25
_BACK: Final = {
    TrashKind.GOAL: "The goal is back.",
    TrashKind.DECK: "The deck is back.",
    TrashKind.CARD: "The card is back in its deck.",
    TrashKind.COURSE: "The course is back.",
    TrashKind.DOCUMENT: "The document is back in its course.",
}


@dataclass(frozen=True)
class TrashRow:
    id: str
    kind: str
    html: str
    """The question of a card; empty for anything else."""
    title: str
    """The title of anything but a card."""
    place: str
    """The deck of a card, or the course of a document."""
    cards: int
    deleted_at: str
    goes_at: str
    is_restorable: bool


class TrashState(LivePageState, rx.State):
    items: rx.Field[list[TrashRow]] = rx.field(default_factory=list)
    total: int = 0
    first: int = 0
    """The number of items on the pages before this one."""
    forgetting_id: str = ""
    """The item about to be deleted for good, while the page asks for confirmation; empty otherwise."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:  # noqa: ARG002
        page = trash.list_trash(session, user_id, offset=self.first, limit=PAGE_SIZE)
        return {"items": [_row(item) for item in page.items], "total": page.total}

    def _key(self) -> Hashable:
        return self.first

    @rx.var
    def last(self) -> int:
        return self.first + len(self.items)

    @rx.event
    async def open_trash(self):
        self.first, self.forgetting_id = 0, ""
        await self._read()

    @rx.event
    async def next_page(self):
        self.first = self.last if self.last < self.total else self.first
        await self._read()

    @rx.event
    async def previous_page(self):
        self.first = max(0, self.first - PAGE_SIZE)
        await self._read()

    @rx.event
    async def restore(self, kind: str, item_id: str):
        act = acting(self)
        await act.write(restoring.restore, **_chosen(kind, item_id), now=act.now)
        await self._read()
        return toast.undoable(_BACK[_kind(kind)], TrashState.put_back(kind, item_id))

    @rx.event
    async def put_back(self, kind: str, item_id: str):
        """Delete a restored item again."""
        act = acting(self)
        match _kind(kind):
            case TrashKind.GOAL:
                await act.write(delete_goals, [item_id], now=act.now)
            case TrashKind.DECK:
                await act.write(decks.delete_deck, item_id, now=act.now)
            case TrashKind.CARD:
                await act.write(bulk.delete_cards, [item_id], now=act.now)
            case TrashKind.COURSE:
                await act.write(delete_course, item_id, now=act.now)
            case TrashKind.DOCUMENT:
                await act.write(delete_document, item_id, now=act.now)
        await self._read()

    @rx.event
    def ask_to_forget(self, item_id: str):
        """Ask for confirmation, because this deletion cannot be undone."""
        self.forgetting_id = item_id

    @rx.event
    def stop_asking(self):
        self.forgetting_id = ""

    @rx.event
    async def forget(self, kind: str, item_id: str):
        await acting(self).write(trash.delete_for_ever, **_chosen(kind, item_id))
        self.forgetting_id = ""
        await self._read()
        return toast.done("Deleted for ever.")


def _chosen(kind: str, item_id: str) -> dict[str, list[str]]:
    return {f"{_kind(kind).value}_ids": [item_id]}


def _kind(name: str) -> TrashKind:
    """The kind of this name, from a browser; a card if the name is unknown."""
    return TrashKind(name) if name in list(TrashKind) else TrashKind.CARD


def _row(item: Discarded) -> TrashRow:
    is_card = item.kind is TrashKind.CARD
    return TrashRow(
        id=item.id,
        kind=item.kind.value,
        html=back_html(item.text, item.cloze_ordinal) if is_card else "",
        title="" if is_card else item.text,
        place=item.place,
        cards=item.cards,
        deleted_at=item.deleted_at.isoformat(),
        goes_at=item.goes_at.isoformat(),
        is_restorable=item.is_restorable,
    )
