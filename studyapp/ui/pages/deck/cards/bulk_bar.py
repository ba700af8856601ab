"""Actions for the selected cards."""

from typing import Any

import reflex as rx

from studyapp.ui.cards.form import labelled
from studyapp.ui.components.deck_choice import deck_option
from studyapp.ui.pages.deck.cards.actions import CardActionsState
from studyapp.ui.pages.deck.state import DeckState


def bulk_bar() -> rx.Component:
    chosen = DeckState.chosen
    return rx.el.div(
        _button("Suspend", CardActionsState.suspend(chosen)),
        _button("Resume", CardActionsState.resume(chosen)),
        _button("Delete", CardActionsState.delete(chosen)),
        _more(),
        class_name="page-actions bulk-bar",
    )


def bulk_line() -> rx.Component:
    """A line to enter tags or choose a deck for an action."""
    return rx.fragment(
        rx.match(
            CardActionsState.bulk_panel,
            ("tag", _tags("Add tags", CardActionsState.tag_cards)),
            ("untag", _tags("Take tags off", CardActionsState.untag_cards)),
            ("move", _decks()),
            rx.fragment(),
        )
    )


def _button(name: str, on_click: rx.event.EventType[()]) -> rx.Component:
    return rx.button(name, on_click=on_click, size="1", variant="soft", color_scheme="gray")


def _more() -> rx.Component:
    chosen = DeckState.chosen
    trigger = rx.button(
        "More", rx.icon("chevron-down", size=14, aria_hidden="true"), size="1", variant="soft", color_scheme="gray"
    )
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            _item("Add tags…", CardActionsState.open_bulk("tag")),
            _item("Take tags off…", CardActionsState.open_bulk("untag")),
            _item("Move to another deck…", CardActionsState.open_bulk("move")),
            rx.dropdown_menu.separator(),
            _item("Flag", CardActionsState.flag(chosen)),
            _item("Take the flag off", CardActionsState.unflag(chosen)),
            _item("Bury until tomorrow", CardActionsState.bury(chosen)),
            _item("Unbury", CardActionsState.unbury(chosen)),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _item(name: str, on_select: rx.event.EventType[()]) -> rx.Component:
    return rx.dropdown_menu.item(name, on_select=on_select)


def _tags(title: str, on_submit: Any) -> rx.Component:
    control = rx.input(name="tags", required=True, auto_focus=True, dir="auto", placeholder="exam, chapter 3")
    return _line(labelled(f"{title}, with commas between them", control), title, on_submit)


def _decks() -> rx.Component:
    options = rx.foreach(CardActionsState.other_decks, deck_option)
    control = rx.el.select(options, name="deck_id", auto_focus=True, class_name="plain-select")
    has_some = CardActionsState.other_decks.length() > 0
    return rx.cond(
        has_some,
        _line(labelled("Deck", control), "Move", CardActionsState.move),
        rx.el.p("There is no other deck to move them to.", class_name="note bulk-line"),
    )


def _line(control: rx.Component, submit: str, on_submit: Any) -> rx.Component:
    close = rx.button(
        "Cancel",
        type="button",
        on_click=CardActionsState.open_bulk(""),
        data_way_out="",
        variant="soft",
        color_scheme="gray",
    )
    return rx.el.form(
        control,
        rx.el.div(rx.button(submit, type="submit"), close, class_name="page-actions"),
        on_submit=on_submit,
        data_keys="",
        class_name="bulk-line",
    )
