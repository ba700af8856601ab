"""A card beside the one it nearly repeats, for the learner to choose between."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import reflex as rx

from studyapp import database
from studyapp.services import bulk, cards, duplicates
from studyapp.ui.components import toast
from studyapp.ui.live import user_id
from studyapp.ui.pages.deck.rows import Side, side
from studyapp.ui.pages.deck.state import DeckState


@dataclass(frozen=True)
class Twin:
    card_id: str = ""
    """The card the warning is on; empty while nothing is compared."""
    other_id: str = ""
    """Empty when the other card is not there any more."""
    mine: Side = field(default_factory=Side)
    other: Side = field(default_factory=Side)


class Twins(DeckState):
    twin: rx.Field[Twin] = rx.field(default_factory=Twin)

    @rx.event
    def compare(self, card_id: str):
        if card_id == self.twin.card_id:
            self.twin = Twin()
            return
        with database.current().read() as session:
            card = cards.get_card(session, user_id(self), card_id)
            other = duplicates.of(session, user_id(self), card)
        self.twin = Twin(card_id, other.id if other else "", side(card), side(other) if other else Side())

    @rx.event
    def keep_both(self):
        with database.current().write() as session:
            duplicates.keep_both(session, user_id(self), self.twin.card_id, now=datetime.now(UTC))
        self._settle()

    @rx.event
    def drop_this(self):
        card_id = self.twin.card_id
        with database.current().write() as session:
            bulk.delete_cards(session, user_id(self), [card_id], now=datetime.now(UTC))
        self._settle()
        return toast.undoable("1 card deleted.", Twins.bring_back(card_id))

    @rx.event
    def merge_tags(self):
        card_id, other_id = self.twin.card_id, self.twin.other_id
        with database.current().write() as session:
            before = list(cards.get_card(session, user_id(self), other_id).tags)
            duplicates.merge(session, user_id(self), card_id, into=other_id, now=datetime.now(UTC))
        self._settle()
        return toast.undoable("Tags merged into the other card.", Twins.part_again(card_id, other_id, before))

    @rx.event
    def bring_back(self, card_id: str):
        with database.current().write() as session:
            bulk.restore_cards(session, user_id(self), [card_id], now=datetime.now(UTC))
        self._read()

    @rx.event
    def part_again(self, card_id: str, other_id: str, tags: list[str]):
        now = datetime.now(UTC)
        with database.current().write() as session:
            cards.edit_card(session, user_id(self), other_id, tags=tags, now=now)
            bulk.restore_cards(session, user_id(self), [card_id], now=now)
        self._read()

    def _settle(self) -> None:
        self.twin = Twin()
        self._read()
