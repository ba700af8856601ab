"""The view of the decks page."""

import reflex as rx

from studyapp.ui.cards.form import labelled
from studyapp.ui.components.empty import bones, empty, unreadable
from studyapp.ui.components.fields import close_button, search_field
from studyapp.ui.components.links import link, link_button
from studyapp.ui.frame.layout import page
from studyapp.ui.generate.cards import GenerateDialogState
from studyapp.ui.generate.questions import ask_button
from studyapp.ui.how_to_study import study_link
from studyapp.ui.pages.decks.rows import DeckRow
from studyapp.ui.pages.decks.state import DecksState


def decks_page() -> rx.Component:
    return page(
        rx.cond(DecksState.is_creating, _new_deck(), rx.fragment()),
        rx.cond(
            DecksState.problem != "",
            unreadable(DecksState.problem),
            rx.cond(DecksState.loaded, _decks(), bones(44, 72, 72, 72)),
        ),
        title="Decks",
        is_read=DecksState.loaded,
        here="/decks",
        actions=[
            link_button(
                rx.icon("trash-2", size=18, aria_hidden="true"), "Trash", to="/trash", variant="soft", size="3"
            ),
            rx.button(
                rx.icon("plus", size=18, aria_hidden="true"), "New deck", on_click=DecksState.start_deck, size="3"
            ),
        ],
    )


def _new_deck() -> rx.Component:
    title = rx.input(name="title", required=True, auto_focus=True, dir="auto", size="3", placeholder="Say, Biology 101")
    form = rx.el.form(
        labelled("Title", title),
        rx.el.div(
            rx.button("Create", type="submit", size="3"),
            close_button(on_click=DecksState.stop),
            class_name="page-actions",
        ),
        on_submit=DecksState.create_deck,
        data_keys="",
        class_name="stack",
    )
    return rx.el.section(form, class_name="surface panel", aria_label="New deck")


def _decks() -> rx.Component:
    return rx.cond(
        (DecksState.decks.length() > 0) | (DecksState.search != ""),
        rx.fragment(
            _search(),
            rx.cond(
                DecksState.decks.length() > 0,
                rx.el.ul(rx.foreach(DecksState.decks, _deck), class_name="surface deck-list"),
                empty("search-x", "No deck has this title", "Try another word."),
            ),
            rx.cond(DecksState.has_more & (DecksState.search == ""), _more(), rx.fragment()),
        ),
        _no_decks(),
    )


def _no_decks() -> rx.Component:
    return empty(
        "library",
        "No decks yet",
        "A deck holds the cards of one subject. Paste a text to have its cards made, ask for questions on "
        "anything, or write cards by hand.",
        rx.button("Generate cards", on_click=GenerateDialogState.show, size="3"),
        ask_button(),
        rx.button("New deck", on_click=DecksState.start_deck, variant="soft", size="3"),
    )


def _search() -> rx.Component:
    field = search_field("Search the decks", value=DecksState.search, on_change=DecksState.search_decks)
    return rx.el.div(field, class_name="tools")


def _more() -> rx.Component:
    return rx.el.div(
        rx.button("Show older decks", on_click=DecksState.show_more, variant="soft", color_scheme="gray"),
        class_name="pager",
    )


def _deck(row: rx.vars.ObjectVar[DeckRow]) -> rx.Component:
    return rx.el.li(
        rx.cond(DecksState.renaming_id == row.id, _rename(row), _line(row)), key=row.id, class_name="deck-line"
    )


def _line(row: rx.vars.ObjectVar[DeckRow]) -> rx.Component:
    return rx.fragment(
        rx.el.div(
            link(row.title, to=f"/decks/{row.id}", dir="auto", class_name="deck-title"),
            deck_counts(row),
            class_name="grow",
        ),
        rx.cond(row.is_waiting, _study(row), rx.fragment()),
        _menu(row),
    )


def deck_counts(row: rx.vars.ObjectVar[DeckRow]) -> rx.Component:
    """The number of cards, due and new ones in a deck, and whether cards are being made for it."""
    return rx.el.div(
        rx.el.span(row.cards, rx.cond(row.cards == 1, " card", " cards")),
        rx.cond(row.due, rx.el.span(row.due, " due", class_name="is-due"), rx.fragment()),
        rx.cond(row.new, rx.el.span(row.new, " new"), rx.fragment()),
        rx.cond(
            row.is_generating,
            rx.el.span(rx.spinner(size="1", aria_hidden="true"), "Generating…", class_name="is-generating"),
            rx.fragment(),
        ),
        class_name="deck-counts numeral",
    )


def _study(row: rx.vars.ObjectVar[DeckRow]) -> rx.Component:
    return link_button("Study", to=study_link(row.id), variant="soft")


def _menu(row: rx.vars.ObjectVar[DeckRow]) -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18),
        variant="ghost",
        color_scheme="gray",
        aria_label=f"More for {row.title}",
    )
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rx.dropdown_menu.item("Rename", on_select=DecksState.start_renaming(row.id)),
            rx.dropdown_menu.item("Delete", on_select=DecksState.delete_deck(row.id), color="red"),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _rename(row: rx.vars.ObjectVar[DeckRow]) -> rx.Component:
    title = rx.input(
        name="title", default_value=row.title, required=True, auto_focus=True, dir="auto", size="3", aria_label="Title"
    )
    return rx.el.form(
        rx.el.div(title, class_name="grow"),
        rx.button("Save", type="submit", size="3"),
        close_button(on_click=DecksState.stop),
        on_submit=DecksState.rename_deck,
        data_keys="",
        class_name="deck-line grow",
    )
