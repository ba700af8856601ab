"""What a learner does to cards of the list, one or many at once. What takes something away can be undone exactly."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import reflex as rx

from studyapp import database
from studyapp.services import bulk, candidates, decks
from studyapp.ui.components import toast
from studyapp.ui.components.deck_choice import DeckChoice, deck_choices
from studyapp.ui.components.numbers import card_count
from studyapp.ui.live import user_id
from studyapp.ui.pages.deck.state import DeckState


class CardActions(DeckState):
    bulk_panel: str = ""
    """`tag`, `untag` or `move` while that line is open for the selected cards."""
    other_decks: rx.Field[list[DeckChoice]] = rx.field(default_factory=list)

    @rx.event
    def select(self, card_id: str, is_selected: bool):  # noqa: FBT001
        others = [other for other in self.selected if other != card_id]
        self.selected = [*others, card_id] if is_selected else others

    @rx.event
    def select_all(self, is_selected: bool):  # noqa: FBT001
        self.selected = [card.id for card in self.cards] if is_selected else []

    @rx.event
    def suspend(self, card_ids: Sequence[str]):
        undone = [card.id for card in self.cards if card.id in card_ids and not card.is_suspended]
        count = self._change(bulk.suspend_cards, card_ids)
        return toast.undoable(f"{card_count(count)} suspended.", CardActions.resume(undone))

    @rx.event
    def resume(self, card_ids: Sequence[str]):
        self._change(bulk.resume_cards, card_ids)

    @rx.event
    def flag(self, card_ids: Sequence[str]):
        self._change(bulk.flag_cards, card_ids)

    @rx.event
    def unflag(self, card_ids: Sequence[str]):
        undone = [card.id for card in self.cards if card.id in card_ids and card.is_flagged]
        count = self._change(bulk.unflag_cards, card_ids)
        return toast.undoable(f"Flag taken off {card_count(count)}.", CardActions.flag(undone))

    @rx.event
    def bury(self, card_ids: Sequence[str]):
        undone = [card.id for card in self.cards if card.id in card_ids and not card.is_buried]
        count = self._change(bulk.bury_cards, card_ids)
        return toast.undoable(f"{card_count(count)} buried until the next study day.", CardActions.unbury(undone))

    @rx.event
    def unbury(self, card_ids: Sequence[str]):
        self._change(bulk.unbury_cards, card_ids)

    @rx.event
    def delete(self, card_ids: Sequence[str]):
        count = self._change(bulk.delete_cards, card_ids)
        return toast.undoable(f"{card_count(count)} deleted.", CardActions.restore(list(card_ids)))

    @rx.event
    def restore(self, card_ids: Sequence[str]):
        self._change(bulk.restore_cards, card_ids)

    @rx.event
    def keep(self, card_ids: Sequence[str]):
        count = self._change(candidates.keep_candidates, card_ids)
        return toast.undoable(f"{card_count(count)} kept.", CardActions.reconsider(list(card_ids)))

    @rx.event
    def drop(self, card_ids: Sequence[str]):
        count = self._change(candidates.drop_candidates, card_ids)
        return toast.undoable(f"{card_count(count)} dropped.", CardActions.restore(list(card_ids)))

    @rx.event
    def keep_all(self):
        return CardActions.keep(self._candidates())

    @rx.event
    def drop_all(self):
        return CardActions.drop(self._candidates())

    @rx.event
    def reconsider(self, card_ids: Sequence[str]):
        self._change(candidates.reconsider, card_ids)

    @rx.event
    def open_bulk(self, panel: str):
        if panel == "move":
            with database.current().read() as session:
                listed = deck_choices(session, user_id(self), now=datetime.now(UTC))
            self.other_decks = [deck for deck in listed if deck.id != self.opened_id]
        self.bulk_panel = "" if panel == self.bulk_panel else panel

    @rx.event
    def tag_cards(self, form: dict[str, Any]):
        tags, chosen = _tags(form), self.chosen
        missing = [(tag, [card.id for card in self._rows(chosen) if tag not in card.tags]) for tag in tags]
        count = self._change(bulk.tag_cards, chosen, tags)
        undo = CardActions.untag_again([each for each in missing if each[1]])
        return toast.undoable(f"{card_count(count)} tagged.", undo)

    @rx.event
    def untag_cards(self, form: dict[str, Any]):
        tags, chosen = _tags(form), self.chosen
        having = [(tag, [card.id for card in self._rows(chosen) if tag in card.tags]) for tag in tags]
        count = self._change(bulk.untag_cards, chosen, tags)
        return toast.undoable(
            f"Tags taken off {card_count(count)}.", CardActions.tag_again([h for h in having if h[1]])
        )

    @rx.event
    def tag_again(self, tagged: list[tuple[str, list[str]]]):
        for tag, card_ids in tagged:
            self._change(bulk.tag_cards, card_ids, [tag])

    @rx.event
    def untag_again(self, tagged: list[tuple[str, list[str]]]):
        for tag, card_ids in tagged:
            self._change(bulk.untag_cards, card_ids, [tag])

    @rx.event
    def move(self, form: dict[str, Any]):
        return self._move(self.chosen, str(form.get("deck_id") or ""), undo_to=self.opened_id)

    @rx.event
    def move_back(self, card_ids: Sequence[str], deck_id: str):
        self._move(card_ids, deck_id)

    def _move(self, card_ids: Sequence[str], deck_id: str, *, undo_to: str = "") -> Any:
        with database.current().write() as session:
            title = decks.get_deck(session, user_id(self), deck_id).title
            count = bulk.move_cards(session, user_id(self), card_ids, deck_id=deck_id, now=datetime.now(UTC))
        self._done()
        undo = CardActions.move_back(list(card_ids), undo_to)
        return toast.undoable(f"{card_count(count)} moved to “{title}”.", undo) if undo_to else None

    def _candidates(self) -> list[str]:
        with database.current().read() as session:
            return candidates.candidate_ids(session, user_id(self), self.opened_id)

    def _rows(self, card_ids: Sequence[str]) -> list[Any]:
        return [card for card in self.cards if card.id in card_ids]

    def _change(self, change: Callable[..., int], card_ids: Sequence[str], *more: Sequence[str]) -> int:
        with database.current().write() as session:
            count = change(session, user_id(self), card_ids, *more, now=datetime.now(UTC))
        self._done()
        return count

    def _done(self) -> None:
        self.selected = []
        self.bulk_panel = ""
        self._read()


def _tags(form: dict[str, Any]) -> list[str]:
    return [tag for tag in map(str.strip, str(form.get("tags") or "").split(",")) if tag]
