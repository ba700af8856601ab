"""The view of the trash page."""

from typing import Final

import reflex as rx

from studyapp.services.trash import KEPT
from studyapp.ui.cards.words import rich
from studyapp.ui.components.elements.moments import live_time
from studyapp.ui.components.empty import bones, empty, unreadable
from studyapp.ui.components.links import link_button
from studyapp.ui.components.pager import pager
from studyapp.ui.frame.layout import page
from studyapp.ui.pages.trash.state import TrashRow, TrashState

Row = rx.vars.ObjectVar[TrashRow]
_ICONS: Final = {"goal": "target", "deck": "library", "course": "graduation-cap", "document": "file-text"}


def trash_page() -> rx.Component:
    return page(
        rx.cond(
            TrashState.problem != "",
            unreadable(TrashState.problem),
            rx.cond(TrashState.loaded, _trash(), bones(72, 72, 72)),
        ),
        title="Trash",
        is_read=TrashState.loaded,
        here="/decks",
        lead=f"What you delete stays here for {KEPT.days} days. Then it goes for good.",
        actions=[link_button("Back to decks", to="/decks", variant="soft", size="3")],
    )


def _trash() -> rx.Component:
    listed = rx.el.ul(rx.foreach(TrashState.items, _item), class_name="surface trash-list", aria_label="Deleted")
    return rx.cond(
        TrashState.total > 0,
        rx.fragment(listed, rx.cond(TrashState.total > TrashState.items.length(), _pager(), rx.fragment())),
        empty("trash-2", "Nothing was deleted", "Whatever you delete can be brought back from here."),
    )


def _item(row: Row) -> rx.Component:
    return rx.el.li(
        rx.el.div(_what(row), _when(row), class_name="grow"),
        rx.cond(TrashState.forgetting_id == row.id, _sure(row), _ways(row)),
        key=row.id,
        class_name="deck-line trash-line",
        data_testid="deleted",
    )


def _what(row: Row) -> rx.Component:
    titled = [(kind, _titled(row, icon)) for kind, icon in _ICONS.items()]
    return rx.fragment(rx.match(row.kind, *titled, rich(row.html, class_name="card-question")))


def _titled(row: Row, icon: str) -> rx.Component:
    title = rx.el.div(rx.icon(icon, size=16, aria_hidden="true"), rx.el.span(row.title, dir="auto"))
    return rx.el.div(title, class_name="trash-deck")


def _when(row: Row) -> rx.Component:
    cards = rx.cond(row.cards == 1, "1 card", f"{row.cards} cards")
    place = rx.el.span(row.place, dir="auto")
    return rx.el.div(
        rx.match(
            row.kind,
            ("goal", rx.el.span("A goal with ", cards)),
            ("deck", rx.el.span("A deck with ", cards)),
            ("course", rx.el.span("A course with ", cards)),
            ("document", rx.el.span("A document of ", place)),
            rx.el.span("From ", place),
        ),
        rx.el.span("deleted ", live_time(at=row.deleted_at)),
        rx.el.span("goes ", live_time(at=row.goes_at)),
        class_name="deck-counts note",
    )


def _ways(row: Row) -> rx.Component:
    back = rx.button("Restore", on_click=TrashState.restore(row.kind, row.id), variant="soft")
    waits = rx.el.span("Restore its ", rx.cond(row.kind == "card", "deck", "course"), " first", class_name="note")
    return rx.el.div(
        rx.cond(row.is_restorable, back, waits),
        rx.button("Delete for ever", on_click=TrashState.ask_to_forget(row.id), variant="ghost", color_scheme="gray"),
        class_name="page-actions",
    )


def _sure(row: Row) -> rx.Component:
    return rx.el.div(
        rx.el.span("This cannot be undone.", class_name="note", role="status"),
        rx.button(
            "Delete for ever",
            on_click=TrashState.forget(row.kind, row.id),
            color_scheme="red",
            variant="soft",
            auto_focus=True,
        ),
        rx.button("Keep", on_click=TrashState.stop_asking, variant="soft", color_scheme="gray"),
        class_name="page-actions",
    )


def _pager() -> rx.Component:
    return pager(
        "Pages of the trash",
        first=TrashState.first,
        last=TrashState.last,
        total=TrashState.total,
        on_previous=TrashState.previous_page,
        on_next=TrashState.next_page,
    )
