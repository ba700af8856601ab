"""The list of a deck's cards, to search, filter and edit."""

import reflex as rx

from studyapp.ui.components.elements.keep_place import keep_place
from studyapp.ui.components.empty import empty
from studyapp.ui.components.fields import notice, search_field
from studyapp.ui.components.pager import pager
from studyapp.ui.pages.deck.cards.actions import CardActionsState
from studyapp.ui.pages.deck.cards.bulk_bar import bulk_bar, bulk_line
from studyapp.ui.pages.deck.cards.item import card_item
from studyapp.ui.pages.deck.filters import ANY_TAG, GROUPS
from studyapp.ui.pages.deck.rows import CardRow
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.tasks.placeholder import awaited_cards, generation_placeholder
from studyapp.ui.tasks.rows import TaskRow


def card_list() -> rx.Component:
    return rx.fragment(
        rx.cond(DeckState.only != "", _only(), rx.fragment()),
        rx.cond(DeckState.head.candidates != 0, _candidates(), rx.fragment()),
        _tools(),
        rx.cond((DeckState.total > 0) | (DeckState.tasks.length() > 0), _tally(), rx.fragment()),
        keep_place(
            rx.el.ul(
                rx.foreach(DeckState.tasks, _task),
                rx.foreach(DeckState.cards, _card),
                class_name="card-list",
                aria_label="Cards",
            ),
        ),
        rx.cond((DeckState.total == 0) & DeckState.is_filtered, _nothing_listed(), rx.fragment()),
        rx.cond(DeckState.total > DeckState.cards.length(), _pager(), rx.fragment()),
    )


def _task(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.fragment(
        rx.el.li(generation_placeholder(row, shape=False)),
        _places(row.awaited.to(list[int])),
        key=row.id,
    )


def _card(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    return rx.fragment(card_item(row), _places(row.awaited.to(list[int])), key=row.id)


def _places(numbers: rx.vars.ArrayVar[list[int]]) -> rx.Component:
    kept = rx.el.li(awaited_cards(numbers), key=numbers.length(), aria_hidden="true", class_name="places")
    return rx.cond((numbers.length() > 0) & (DeckState.first == 0) & ~DeckState.is_filtered, kept, rx.fragment())


def _only() -> rx.Component:
    everything = rx.button("Show all cards", on_click=DeckState.show_all_cards, size="1", variant="soft")
    return notice(rx.el.span(DeckState.only, " "), everything, icon="list-filter")


def _candidates() -> rx.Component:
    """A notice about candidates, with a button to list them and then buttons to keep or drop all."""
    count = DeckState.head.candidates
    words = rx.cond(count == 1, "1 new card waits for your yes.", f"{count} new cards wait for your yes.")
    looks = DeckState.show == "candidates"
    review = rx.button("Look through them", on_click=DeckState.show_cards("candidates"), size="2", variant="soft")
    through = rx.fragment(
        rx.button("Keep all", on_click=CardActionsState.keep_all, size="2", variant="soft"),
        rx.button("Drop all", on_click=CardActionsState.drop_all, size="2", variant="soft", color_scheme="gray"),
    )
    return notice(
        rx.el.span(words, class_name="grow", role="status"),
        rx.el.span(rx.cond(looks, through, review), class_name="page-actions"),
        icon="inbox",
        spread=True,
    )


def _tools() -> rx.Component:
    return rx.el.div(
        search_field("Search the cards", value=DeckState.search, on_change=DeckState.search_cards),
        _state_filter(),
        rx.cond(DeckState.tags.length() > 0, _tag_filter(), rx.fragment()),
        class_name="tools",
    )


def _state_filter() -> rx.Component:
    groups = [
        rx.select.group(rx.select.label(title), *[rx.select.item(name, value=value) for value, name in names.items()])
        for title, names in GROUPS
    ]
    return rx.select.root(
        rx.select.trigger(aria_label="Which cards"),
        rx.select.content(*groups),
        value=DeckState.show,
        on_change=DeckState.show_cards,
        size="3",
    )


def _tag_filter() -> rx.Component:
    return rx.select.root(
        rx.select.trigger(aria_label="With which tag", class_name="tag-filter"),
        rx.select.content(
            rx.select.item("Any tag", value=ANY_TAG),
            rx.foreach(DeckState.tags, lambda tag: rx.select.item(tag, value=tag, key=tag)),
        ),
        value=DeckState.tag,
        on_change=DeckState.show_tag,
        size="3",
    )


def _tally() -> rx.Component:
    """The number of cards, and actions for those selected."""
    chosen = DeckState.chosen.length()
    box = rx.checkbox(
        checked=(chosen > 0) & (chosen == DeckState.cards.length()),
        on_change=CardActionsState.select_all,
        aria_label="Select all cards on this page",
    )
    counted = rx.el.span(DeckState.tally, class_name="note numeral")
    return rx.el.div(
        rx.el.label(box, counted, class_name="tally-count"),
        rx.cond(chosen > 0, bulk_bar(), rx.fragment()),
        rx.cond(chosen > 0, bulk_line(), rx.fragment()),
        class_name=rx.cond(chosen > 0, "tally is-chosen", "tally"),
        aria_live="polite",
    )


def _nothing_listed() -> rx.Component:
    return rx.cond(DeckState.has_looked_through, _looked_through(), _nothing_found())


def _looked_through() -> rx.Component:
    everything = rx.button("Show all cards", on_click=DeckState.show_all_cards, size="3")
    return empty("check", "You have looked through them all", "What you kept is ready to be studied.", everything)


def _nothing_found() -> rx.Component:
    everything = rx.button("Show all cards", on_click=DeckState.show_all_cards, variant="soft")
    return empty("search-x", "No card matches", "Try another word, or show every card of the deck.", everything)


def _pager() -> rx.Component:
    return pager(
        "Pages of cards",
        first=DeckState.first,
        last=DeckState.last,
        total=DeckState.total,
        on_previous=DeckState.previous_page,
        on_next=DeckState.next_page,
    )
