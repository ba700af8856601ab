"""Compares a card with the one it nearly repeats, and lets the learner decide between them."""

from dataclasses import dataclass, field
from datetime import datetime

import reflex as rx
from sqlmodel import Session

from studyapp.services.cards import bulk, duplicates, editing
from studyapp.ui.acting import acting
from studyapp.ui.pages.deck.rows import Side, side
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.tasks import toast


@dataclass(frozen=True)
class DuplicatePair:
    card_id: str = ""
    """The id of the card with the warning; empty if nothing is compared."""
    other_id: str = ""
    """Empty if the other card no longer exists."""
    mine: Side = field(default_factory=Side)
    other: Side = field(default_factory=Side)


class DuplicatesState(DeckState):
    pair: rx.Field[DuplicatePair] = rx.field(default_factory=DuplicatePair)

    @rx.event
    async def compare(self, card_id: str):
        if card_id == self.pair.card_id:
            self.pair = DuplicatePair()
            return
        self.pair = await acting(self).read(_compared, card_id)

    @rx.event
    async def keep_both(self):
        act = acting(self)
        await act.write(duplicates.keep_both, self.pair.card_id, now=act.now)
        await self._settle()

    @rx.event
    async def drop_this(self):
        act, card_id = acting(self), self.pair.card_id
        await act.write(bulk.delete_cards, [card_id], now=act.now)
        await self._settle()
        return toast.undoable("1 card deleted.", DuplicatesState.bring_back(card_id))

    @rx.event
    async def merge_tags(self):
        act, card_id, other_id = acting(self), self.pair.card_id, self.pair.other_id
        before = await act.write(_merge, card_id, into=other_id, now=act.now)
        await self._settle()
        return toast.undoable("Tags merged into the other card.", DuplicatesState.part_again(card_id, other_id, before))

    @rx.event
    async def bring_back(self, card_id: str):
        act = acting(self)
        await act.write(bulk.restore_cards, [card_id], now=act.now)
        await self._read()

    @rx.event
    async def part_again(self, card_id: str, other_id: str, tags: list[str]):
        act = acting(self)
        await act.write(_part, card_id, other_id, tags=tags, now=act.now)
        await self._read()

    async def _settle(self) -> None:
        self.pair = DuplicatePair()
        await self._read()


def _compared(session: Session, user_id: str, card_id: str) -> DuplicatePair:
    card = editing.get_card(session, user_id, card_id)
    other = duplicates.of(session, user_id, card)
    return DuplicatePair(card_id, other.id if other else "", side(card), side(other) if other else Side())


def _merge(session: Session, user_id: str, card_id: str, *, into: str, now: datetime) -> list[str]:
    """Merge the cards, and return the tags the other card had before."""
    before = list(editing.get_card(session, user_id, into).tags)
    duplicates.merge(session, user_id, card_id, into=into, now=now)
    return before


def _part(session: Session, user_id: str, card_id: str, other_id: str, *, tags: list[str], now: datetime) -> None:
    editing.edit_card(session, user_id, other_id, tags=tags, now=now)
    bulk.restore_cards(session, user_id, [card_id], now=now)
