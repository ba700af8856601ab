"""The buttons of a card in the list."""

from typing import Any

import reflex as rx

from studyapp.ui.pages.deck.cards.actions import CardActionsState
from studyapp.ui.pages.deck.cards.editing import CardEditingState
from studyapp.ui.pages.deck.rows import CardRow

Row = rx.vars.ObjectVar[CardRow]


def card_buttons(row: Row) -> rx.Component:
    return rx.el.div(
        _button("pencil", "Edit", row, on_click=CardEditingState.edit_card(row.id)),
        _button("trash-2", "Delete", row, on_click=CardActionsState.delete(row.ids)),
        _menu(row),
        class_name="card-actions",
    )


def _menu(row: Row) -> rx.Component:
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(_button("ellipsis", "More", row)),
        rx.dropdown_menu.content(
            rx.cond(
                row.is_flagged,
                _item("Take the flag off", CardActionsState.unflag(row.ids)),
                _item("Flag", CardActionsState.flag(row.ids)),
            ),
            rx.cond(
                row.is_suspended,
                _item("Resume", CardActionsState.resume(row.ids)),
                _item("Suspend", CardActionsState.suspend(row.ids)),
            ),
            rx.cond(
                row.is_buried,
                _item("Unbury", CardActionsState.unbury(row.ids)),
                _item("Bury until tomorrow", CardActionsState.bury(row.ids)),
            ),
            rx.dropdown_menu.separator(),
            rx.cond(row.can_have_distractors, _make_distractors(row), rx.fragment()),
            _item("Suggest a better version…", CardEditingState.rewrite(row.id)),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _make_distractors(row: Row) -> rx.Component:
    name = rx.cond(row.distractors.length() > 0, "Make other choices", "Make choices")
    return _item(name, CardEditingState.make_distractors(row.id))


def _item(name: str | rx.Var[str], on_select: rx.event.EventType[()]) -> rx.Component:
    return rx.dropdown_menu.item(name, on_select=on_select)


def _button(icon: str, name: str, row: Row, **props: Any) -> rx.Component:
    return rx.icon_button(
        rx.icon(icon, size=16),
        variant="ghost",
        color_scheme="gray",
        title=name,
        aria_label=f"{name}: {row.name}",
        **props,
    )
