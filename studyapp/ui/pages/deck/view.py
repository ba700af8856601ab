"""The page of a deck: its content, the ways to add to it, and its cards."""

import reflex as rx

from studyapp.services.accounts import MOST_PER_DAY
from studyapp.ui.cards.form import labelled
from studyapp.ui.components.empty import IN_TRASH, bones, nothing_here
from studyapp.ui.components.fields import close_button
from studyapp.ui.components.links import link_button
from studyapp.ui.frame.layout import page
from studyapp.ui.generate.cards import form_close, generate_form
from studyapp.ui.generate.questions import ask_button
from studyapp.ui.how_to_study import how_to_study, how_to_study_dialog, study_link
from studyapp.ui.pages.deck.actions import DeckActionsState
from studyapp.ui.pages.deck.cards.editor import add_form
from studyapp.ui.pages.deck.cards.list import card_list
from studyapp.ui.pages.deck.state import DeckState


def deck_page() -> rx.Component:
    is_read = DeckState.loaded & (DeckState.opened_id != "")  # an unopened deck is not missing
    return page(
        rx.cond(is_read, rx.cond(DeckState.problem != "", _missing(), _deck()), bones(44, 120, 120, 120)),
        title=DeckState.name,
        is_read=is_read,
        here="/decks",
        lead=_counts(),
        actions=[rx.cond(is_read & (DeckState.problem == ""), _actions(), rx.fragment())],
    )


def _missing() -> rx.Component:
    return nothing_here(DeckState.problem, IN_TRASH, back="Back to decks", to="/decks", has_trash=True)


def _counts() -> rx.Component:
    """The counts below the title. They keep their height while nothing has been read yet."""
    head = DeckState.head
    return rx.el.span(
        rx.cond(
            head.id != "",
            rx.fragment(
                _count(head.cards, rx.cond(head.cards == 1, "card", "cards")),
                _count(head.due, "due"),
                _count(head.new, "new"),
                rx.cond(head.resting != 0, _count(head.resting, "resting with their goal or skill"), rx.fragment()),
                rx.cond(
                    head.description != "",
                    rx.el.span(head.description, dir="auto", class_name="words deck-description"),
                    rx.fragment(),
                ),
            ),
            "\u00a0",
        ),
        class_name="deck-counts numeral",
    )


def _count(number: rx.Var[int], name: str | rx.Var[str]) -> rx.Component:
    return rx.el.span(rx.el.b(number), " ", name)


def _actions() -> rx.Component:
    study = rx.icon("arrow-right", size=18, aria_hidden="true")
    return rx.fragment(
        rx.cond(
            DeckState.head.is_waiting,
            link_button("Study", study, to=study_link(DeckState.opened_id), size="3"),
            # The button keeps its place while the first cards are made, so that nothing moves when they come.
            rx.cond(DeckState.tasks.length() > 0, rx.button("Study", study, disabled=True, size="3"), rx.fragment()),
        ),
        rx.cond(DeckState.head.cards, how_to_study(DeckState.opened_id, compact=True), rx.fragment()),
        _panel_button("generate", "sparkles", "Generate", shortcut="c"),
        ask_button(),
        _panel_button("add", "plus", "Add card"),
        _menu(),
    )


def _panel_button(panel: str, icon: str, name: str, *, shortcut: str = "") -> rx.Component:
    return rx.button(
        rx.icon(icon, size=18, aria_hidden="true"),
        name,
        on_click=DeckState.open_panel(panel),
        variant="soft",
        size="3",
        aria_expanded=DeckState.panel == panel,
        data_shortcut=shortcut,
        class_name="panel-button",
    )


def _menu() -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18), variant="soft", color_scheme="gray", size="3", aria_label="More for this deck"
    )
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rx.dropdown_menu.item("Edit deck", on_select=DeckState.open_panel("rename")),
            rx.dropdown_menu.item("Delete", on_select=DeckActionsState.delete_deck, color="red"),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _deck() -> rx.Component:
    return rx.fragment(
        rx.match(
            DeckState.panel,
            ("generate", _generate_panel(focus=True)),
            ("add", _add_panel()),
            ("rename", _rename_panel()),
            rx.cond(DeckState.is_empty, _generate_panel(focus=False), rx.fragment()),
        ),
        rx.cond(DeckState.is_empty, rx.fragment(), card_list()),
        how_to_study_dialog(),
    )


def _generate_panel(*, focus: bool) -> rx.Component:
    close = form_close(on_click=DeckState.close_panel) if focus else rx.fragment()
    form = generate_form(close, place=DeckState.opened_id, on_submit=DeckActionsState.generate, focus=focus)
    return rx.el.section(form, class_name="surface panel", aria_label="Generate cards")


def _add_panel() -> rx.Component:
    return rx.el.section(add_form(), class_name="surface panel", aria_label="Add a card by hand")


def _rename_panel() -> rx.Component:
    title = rx.input(
        name="title", default_value=DeckState.head.title, required=True, auto_focus=True, dir="auto", size="3"
    )
    about = rx.input(name="description", default_value=DeckState.head.description, dir="auto", size="3")
    new = rx.input(
        name="new_per_day", default_value=DeckState.head.new_per_day, type="number", min=0, max=MOST_PER_DAY, size="3"
    )
    form = rx.el.form(
        labelled("Title", title),
        labelled("Description", about),
        labelled("New cards per day (empty: as many as in your settings)", new),
        rx.el.div(
            rx.button("Save", type="submit", size="3"),
            close_button(on_click=DeckState.close_panel),
            class_name="page-actions",
        ),
        on_submit=DeckActionsState.rename,
        data_keys="",
        class_name="stack",
    )
    return rx.el.section(form, class_name="surface panel", aria_label="Edit the deck")
