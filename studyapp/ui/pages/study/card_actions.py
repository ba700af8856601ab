"""Actions on the card on the screen: edit, flag, suspend, bury."""

from datetime import datetime
from typing import Any

import reflex as rx
from sqlmodel import Session

from studyapp.models import Card
from studyapp.services.cards import bulk, editing
from studyapp.ui.acting import acting
from studyapp.ui.cards.editor import Editor, editor_of, save_edit
from studyapp.ui.components.drafts import draft_accepted
from studyapp.ui.pages.study.browser_effects import look_at
from studyapp.ui.pages.study.rows import Result, back, same_face
from studyapp.ui.pages.study.state import StudyState
from studyapp.ui.tasks import toast


class CardActionsState(StudyState):
    @rx.event
    async def start_editing(self):
        await self._edit(self.face.card_id)

    @rx.event
    async def reformulate(self, card_id: str):
        """Edit a card that was answered already."""
        await self._edit(card_id)

    @rx.event
    async def stop_editing(self):
        self.editor = Editor()
        await self._read()

    @rx.event
    async def save_card(self, form: dict[str, Any]):
        act, card_id = acting(self), self.editor.card_id
        card = await act.write(save_edit, card_id, form, now=act.now)
        self.editor = Editor()
        if self.result.id and card.id == self.face.card_id:
            self.face, self.back = same_face(card, self.face), back(card, chosen=True)
        await self._read()
        return draft_accepted(f"card.{card_id}")

    @rx.event
    async def suspend(self, card_id: str):
        act = acting(self)
        await act.write(bulk.suspend_cards, [card_id], now=act.now)
        await self._put_aside(card_id)
        return [
            toast.undoable("Card suspended.", CardActionsState.take_up_again(card_id), name=card_id),
            look_at("question"),
        ]

    @rx.event
    async def take_up_again(self, card_id: str):
        """Bring back a card that was suspended or buried."""
        await self._take_up_again(card_id)

    async def _take_up_again(self, card_id: str) -> None:
        act = acting(self)
        await act.write(_take_up, card_id, now=act.now)
        self.aside_id = ""
        await self._read()

    @rx.event
    async def bury(self, card_id: str):
        act = acting(self)
        await act.write(bulk.bury_cards, [card_id], now=act.now)
        await self._put_aside(card_id)
        return [
            toast.undoable("Card put aside until tomorrow.", CardActionsState.take_up_again(card_id), name=card_id),
            look_at("question"),
        ]

    @rx.event
    async def flag(self, card_id: str):
        """Flag the card to find it later, or remove its flag."""
        act = acting(self)
        card = await act.write(_mark, card_id, is_flagged=not self.face.is_flagged, now=act.now)
        self.face = same_face(card, self.face)

    async def _edit(self, card_id: str) -> None:
        """Open the editor. Only now are the card's texts sent to the page, because they include the answer."""
        if card_id:
            self.editor = editor_of(await acting(self).read(editing.get_card, card_id))

    async def _put_aside(self, card_id: str) -> None:
        self.result, self.aside_id = Result(), card_id
        await self._read()


def _take_up(session: Session, user_id: str, card_id: str, *, now: datetime) -> None:
    bulk.resume_cards(session, user_id, [card_id], now=now)
    bulk.unbury_cards(session, user_id, [card_id], now=now)


def _mark(session: Session, user_id: str, card_id: str, *, is_flagged: bool, now: datetime) -> Card:
    change = bulk.flag_cards if is_flagged else bulk.unflag_cards
    change(session, user_id, [card_id], now=now)
    return editing.get_card(session, user_id, card_id)
