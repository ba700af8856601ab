"""Actions on one or many cards of the list. Actions that remove something can be undone exactly."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Concatenate

import reflex as rx
from sqlmodel import Session

from studyapp.services import decks
from studyapp.services.cards import bulk, candidates
from studyapp.ui.acting import acting
from studyapp.ui.components.deck_choice import DeckChoice, deck_choices
from studyapp.ui.numbers import card_count
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.tasks import toast

_Change = Callable[Concatenate[Session, str, ...], int]


class CardActionsState(DeckState):
    bulk_panel: str = ""
    """`tag`, `untag` or `move` while that line is open for the selected cards; empty otherwise."""
    other_decks: rx.Field[list[DeckChoice]] = rx.field(default_factory=list)

    @rx.event
    def select(self, card_id: str, is_selected: bool):  # noqa: FBT001
        others = [other for other in self.selected if other != card_id]
        self.selected = [*others, card_id] if is_selected else others

    @rx.event
    def select_all(self, is_selected: bool):  # noqa: FBT001
        self.selected = [card.id for card in self.cards] if is_selected else []

    @rx.event
    async def suspend(self, card_ids: Sequence[str]):
        undone = [card.id for card in self.cards if card.id in card_ids and not card.is_suspended]
        count = await self._change(bulk.suspend_cards, card_ids)
        return toast.undoable(f"{card_count(count)} suspended.", CardActionsState.resume(undone))

    @rx.event
    async def resume(self, card_ids: Sequence[str]):
        await self._change(bulk.resume_cards, card_ids)

    @rx.event
    async def flag(self, card_ids: Sequence[str]):
        await self._change(bulk.flag_cards, card_ids)

    @rx.event
    async def unflag(self, card_ids: Sequence[str]):
        undone = [card.id for card in self.cards if card.id in card_ids and card.is_flagged]
        count = await self._change(bulk.unflag_cards, card_ids)
        return toast.undoable(f"Flag taken off {card_count(count)}.", CardActionsState.flag(undone))

    @rx.event
    async def bury(self, card_ids: Sequence[str]):
        undone = [card.id for card in self.cards if card.id in card_ids and not card.is_buried]
        count = await self._change(bulk.bury_cards, card_ids)
        return toast.undoable(f"{card_count(count)} buried until the next study day.", CardActionsState.unbury(undone))

    @rx.event
    async def unbury(self, card_ids: Sequence[str]):
        await self._change(bulk.unbury_cards, card_ids)

    @rx.event
    async def delete(self, card_ids: Sequence[str]):
        count = await self._change(bulk.delete_cards, card_ids)
        return toast.undoable(f"{card_count(count)} deleted.", CardActionsState.restore(list(card_ids)))

    @rx.event
    async def restore(self, card_ids: Sequence[str]):
        await self._change(bulk.restore_cards, card_ids)

    @rx.event
    async def keep(self, card_ids: Sequence[str]):
        count = await self._change(candidates.keep_candidates, card_ids)
        return toast.undoable(f"{card_count(count)} kept.", CardActionsState.reconsider(list(card_ids)))

    @rx.event
    async def drop(self, card_ids: Sequence[str]):
        count = await self._change(candidates.drop_candidates, card_ids)
        return toast.undoable(f"{card_count(count)} dropped.", CardActionsState.restore(list(card_ids)))

    @rx.event
    async def keep_all(self):
        return CardActionsState.keep(await self._candidates())

    @rx.event
    async def drop_all(self):
        return CardActionsState.drop(await self._candidates())

    @rx.event
    async def reconsider(self, card_ids: Sequence[str]):
        await self._change(candidates.reconsider, card_ids)

    @rx.event
    async def open_bulk(self, panel: str):
        if panel == "move":
            act = acting(self)
            listed = await act.read(deck_choices, now=act.now)
            self.other_decks = [deck for deck in listed if deck.id != self.opened_id]
        self.bulk_panel = "" if panel == self.bulk_panel else panel

    @rx.event
    async def tag_cards(self, form: dict[str, Any]):
        tags, chosen = _tags(form), self.chosen
        missing = [(tag, [card.id for card in self._rows(chosen) if tag not in card.tags]) for tag in tags]
        count = await self._change(bulk.tag_cards, chosen, tags)
        undo = CardActionsState.untag_again([each for each in missing if each[1]])
        return toast.undoable(f"{card_count(count)} tagged.", undo)

    @rx.event
    async def untag_cards(self, form: dict[str, Any]):
        tags, chosen = _tags(form), self.chosen
        having = [(tag, [card.id for card in self._rows(chosen) if tag in card.tags]) for tag in tags]
        count = await self._change(bulk.untag_cards, chosen, tags)
        return toast.undoable(
            f"Tags taken off {card_count(count)}.", CardActionsState.tag_again([h for h in having if h[1]])
        )

    @rx.event
    async def tag_again(self, tagged: list[tuple[str, list[str]]]):
        for tag, card_ids in tagged:
            await self._change(bulk.tag_cards, card_ids, [tag])

    @rx.event
    async def untag_again(self, tagged: list[tuple[str, list[str]]]):
        for tag, card_ids in tagged:
            await self._change(bulk.untag_cards, card_ids, [tag])

    @rx.event
    async def move(self, form: dict[str, Any]):
        return await self._move(self.chosen, str(form.get("deck_id") or ""), undo_to=self.opened_id)

    @rx.event
    async def move_back(self, card_ids: Sequence[str], deck_id: str):
        await self._move(card_ids, deck_id)

    async def _move(self, card_ids: Sequence[str], deck_id: str, *, undo_to: str = "") -> Any:
        act = acting(self)
        count, title = await act.write(_move, card_ids, deck_id=deck_id, now=act.now)
        await self._done()
        undo = CardActionsState.move_back(list(card_ids), undo_to)
        return toast.undoable(f"{card_count(count)} moved to “{title}”.", undo) if undo_to else None

    async def _candidates(self) -> list[str]:
        return await acting(self).read(candidates.candidate_ids, self.opened_id)

    def _rows(self, card_ids: Sequence[str]) -> list[Any]:
        return [card for card in self.cards if card.id in card_ids]

    async def _change(self, change: _Change, card_ids: Sequence[str], *more: Sequence[str]) -> int:
        act = acting(self)
        count = await act.write(change, card_ids, *more, now=act.now)
        await self._done()
        return count

    async def _done(self) -> None:
        self.selected = []
        self.bulk_panel = ""
        await self._read()


def _move(session: Session, user_id: str, card_ids: Sequence[str], *, deck_id: str, now: datetime) -> tuple[int, str]:
    """Move the cards, and return how many there were and the title of their new deck."""
    title = decks.get_deck(session, user_id, deck_id).title
    return bulk.move_cards(session, user_id, card_ids, deck_id=deck_id, now=now), title


def _tags(form: dict[str, Any]) -> list[str]:
    return [tag for tag in map(str.strip, str(form.get("tags") or "").split(",")) if tag]
