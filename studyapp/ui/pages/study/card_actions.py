"""What a learner does to the card on the screen: mend it, mark it, put it aside."""

from datetime import UTC, datetime
from typing import Any

import reflex as rx

from studyapp import database
from studyapp.services import bulk, cards
from studyapp.ui.components import toast
from studyapp.ui.components.card_editor import Editor, editor_of, save_edit
from studyapp.ui.live import user_id
from studyapp.ui.pages.study.rows import Result, back, same_face
from studyapp.ui.pages.study.sight import draft_accepted, look_at
from studyapp.ui.pages.study.state import StudyState


class CardActions(StudyState):
    @rx.event
    def start_editing(self):
        self._edit(self.face.card_id)

    @rx.event
    def reformulate(self, card_id: str):
        """Edit a card that was answered already."""
        self._edit(card_id)

    @rx.event
    def stop_editing(self):
        self.editor = Editor()
        self._read()

    @rx.event
    def save_card(self, form: dict[str, Any]):
        card_id = self.editor.card_id
        with database.current().write() as session:
            card = save_edit(session, user_id(self), card_id, form, now=datetime.now(UTC))
        self.editor = Editor()
        if self.result.id and card.id == self.face.card_id:
            self.face, self.back = same_face(card, self.face), back(card, chosen=True)
        self._read()
        return draft_accepted(card_id)

    @rx.event
    def suspend(self, card_id: str):
        with database.current().write() as session:
            bulk.suspend_cards(session, user_id(self), [card_id], now=datetime.now(UTC))
        self._put_aside(card_id)
        return [
            toast.undoable("Card suspended.", CardActions.take_up_again(card_id), name=card_id),
            look_at("question"),
        ]

    @rx.event
    def take_up_again(self, card_id: str):
        """Have the card back that was suspended or put aside."""
        self._take_up_again(card_id)

    def _take_up_again(self, card_id: str) -> None:
        now = datetime.now(UTC)
        with database.current().write() as session:
            bulk.resume_cards(session, user_id(self), [card_id], now=now)
            bulk.unbury_cards(session, user_id(self), [card_id], now=now)
        self.aside_id = ""
        self._read()

    @rx.event
    def bury(self, card_id: str):
        with database.current().write() as session:
            bulk.bury_cards(session, user_id(self), [card_id], now=datetime.now(UTC))
        self._put_aside(card_id)
        return [
            toast.undoable("Card put aside until tomorrow.", CardActions.take_up_again(card_id), name=card_id),
            look_at("question"),
        ]

    @rx.event
    def flag(self, card_id: str):
        """Mark the card to come back to it, or take the mark off."""
        change = bulk.unflag_cards if self.face.is_flagged else bulk.flag_cards
        with database.current().write() as session:
            change(session, user_id(self), [card_id], now=datetime.now(UTC))
            card = cards.get_card(session, user_id(self), card_id)
        self.face = same_face(card, self.face)

    def _edit(self, card_id: str) -> None:
        """Only now do the card's words reach the page, the answer among them."""
        if card_id:
            with database.current().read() as session:
                self.editor = editor_of(cards.get_card(session, user_id(self), card_id))

    def _put_aside(self, card_id: str) -> None:
        self.result, self.aside_id = Result(), card_id
        self._read()
