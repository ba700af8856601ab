"""The cards of a deck as a list to search, filter, mend and tidy."""

import reflex as rx

from studyapp.services.cards import CardFilter
from studyapp.ui.components.card_form import card_form
from studyapp.ui.components.card_words import pieces, source, tags, words
from studyapp.ui.components.empty import empty
from studyapp.ui.components.fields import notice
from studyapp.ui.components.keep_place import keep_place
from studyapp.ui.components.moments import live_time
from studyapp.ui.components.placeholder import awaited_cards, generation_placeholder
from studyapp.ui.pages.deck.actions import DeckActions
from studyapp.ui.pages.deck.rows import CardRow
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.task_rows import TaskRow

_FILTER_NAMES = {
    CardFilter.ALL: "All cards",
    CardFilter.NEW: "New",
    CardFilter.LEARNING: "Learning",
    CardFilter.REVIEW: "In review",
    CardFilter.DUE: "Due",
    CardFilter.SUSPENDED: "Suspended",
    CardFilter.WARNED: "With warnings",
}


def card_list() -> rx.Component:
    return rx.fragment(
        rx.cond(DeckState.only != "", _only(), rx.fragment()),
        _tools(),
        rx.cond((DeckState.total > 0) | (DeckState.tasks.length() > 0), _tally(), rx.fragment()),
        keep_place(
            rx.el.ul(
                rx.foreach(DeckState.tasks, _task),
                rx.foreach(DeckState.cards, _card),
                class_name="card-list",
                aria_label="Cards",
            )
        ),
        rx.cond((DeckState.total == 0) & DeckState.is_filtered, _nothing_found(), rx.fragment()),
        rx.cond(DeckState.total > DeckState.cards.length(), _pager(), rx.fragment()),
    )


def _task(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.fragment(
        rx.el.li(generation_placeholder(row, shape=False)),
        _places(row.awaited.to(list[int])),
        key=row.id,
    )


def _places(numbers: rx.vars.ArrayVar[list[int]]) -> rx.Component:
    kept = rx.el.li(awaited_cards(numbers), key=numbers.length(), aria_hidden="true", class_name="places")
    return rx.cond((numbers.length() > 0) & (DeckState.first == 0) & ~DeckState.is_filtered, kept, rx.fragment())


def _only() -> rx.Component:
    everything = rx.button("Show all cards", on_click=DeckState.show_all_cards, size="1", variant="soft")
    return notice(rx.el.span(DeckState.only, " "), everything, icon="list-filter")


def _tools() -> rx.Component:
    search = rx.input(
        rx.input.slot(rx.icon("search", size=16, aria_hidden="true")),
        value=DeckState.search,
        on_change=DeckState.search_cards,
        debounce_timeout=250,
        placeholder="Search the cards",
        type="search",
        dir="auto",
        size="3",
        aria_label="Search the cards",
        data_shortcut="/",
        class_name="search",
    )
    shown = rx.select.root(
        rx.select.trigger(aria_label="Which cards"),
        rx.select.content(*[rx.select.item(name, value=kind.value) for kind, name in _FILTER_NAMES.items()]),
        value=DeckState.show,
        on_change=DeckState.show_cards,
        size="3",
    )
    return rx.el.div(search, shown, class_name="tools")


def _tally() -> rx.Component:
    """How many there are, and what can be done with those that are selected."""
    chosen = DeckState.selected.length()
    return rx.el.div(
        rx.el.label(
            rx.checkbox(
                checked=(chosen > 0) & (chosen == DeckState.cards.length()),
                on_change=DeckActions.select_all,
                aria_label="Select all cards on this page",
            ),
            rx.el.span(DeckState.tally, class_name="note numeral"),
            class_name="tally-count",
        ),
        rx.cond(chosen > 0, _bulk(), rx.fragment()),
        class_name=rx.cond(chosen > 0, "tally is-chosen", "tally"),
        aria_live="polite",
    )


def _bulk() -> rx.Component:
    return rx.el.div(
        _bulk_button("Suspend", DeckActions.suspend(DeckState.selected)),
        _bulk_button("Resume", DeckActions.resume(DeckState.selected)),
        _bulk_button("Delete", DeckActions.delete(DeckState.selected)),
        class_name="page-actions",
    )


def _bulk_button(name: str, on_click: rx.event.EventType[()]) -> rx.Component:
    return rx.button(name, on_click=on_click, size="1", variant="soft", color_scheme="gray")


def _card(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    return rx.fragment(
        rx.el.li(
            rx.cond(DeckState.editing_id == row.id, _editor(row), _reader(row)),
            class_name=rx.cond(row.is_suspended, "surface card-item is-suspended", "surface card-item"),
            data_testid="card",
        ),
        _places(row.awaited.to(list[int])),
        key=row.id,
    )


def _reader(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    return rx.el.div(
        rx.checkbox(
            checked=DeckState.selected.contains(row.id),
            on_change=lambda is_selected: DeckActions.select(row.id, is_selected),
            aria_label=f"Select: {row.question}",
        ),
        rx.el.div(
            pieces(row.pieces, class_name="card-question"),
            rx.cond(row.answer, words(row.answer, class_name="card-answer"), rx.fragment()),
            rx.cond(row.explanation != "", words(row.explanation, class_name="note"), rx.fragment()),
            _warnings(row),
            _facts(row),
            class_name="card-body",
        ),
        _row_actions(row),
        class_name="card-reader arrive",
    )


def _facts(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    return rx.el.div(
        rx.el.span(row.state, class_name="chip", data_state=row.state),
        rx.cond(
            row.due_at != "",
            rx.el.span("Due ", live_time(at=row.due_at), class_name="note numeral"),
            rx.fragment(),
        ),
        tags(row.tags),
        _source(row),
        class_name="card-facts",
    )


def _source(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    quoted = rx.el.details(rx.el.summary("Source", class_name="note"), source(row.source, row.quote))
    return rx.cond((row.source != "") | (row.quote != ""), quoted, rx.fragment())


def _warnings(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    def line(message: rx.Var[str]) -> rx.Component:
        icon = rx.icon("triangle-alert", size=16, aria_hidden="true")
        return rx.el.li(icon, rx.el.span(rx.el.span("Warning: ", class_name="visually-hidden"), message), key=message)

    listed = rx.el.ul(rx.foreach(row.warnings, line), class_name="warnings")
    return rx.cond(row.warnings.length() > 0, listed, rx.fragment())


def _row_actions(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    return rx.el.div(
        _icon_button("pencil", "Edit", row, DeckActions.edit_card(row.id)),
        rx.cond(
            row.is_suspended,
            _icon_button("play", "Resume", row, DeckActions.resume(row.ids)),
            _icon_button("pause", "Suspend", row, DeckActions.suspend(row.ids)),
        ),
        _icon_button("trash-2", "Delete", row, DeckActions.delete(row.ids)),
        class_name="card-actions",
    )


def _icon_button(
    icon: str, name: str, row: rx.vars.ObjectVar[CardRow], on_click: rx.event.EventType[()]
) -> rx.Component:
    return rx.icon_button(
        rx.icon(icon, size=16),
        on_click=on_click,
        variant="ghost",
        color_scheme="gray",
        title=name,
        aria_label=f"{name}: {row.question}",
    )


def _editor(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    return card_form(
        on_submit=DeckActions.save_card,
        on_cancel=DeckActions.stop_editing,
        question=row.question,
        answer=row.written_answer,
        explanation=row.explanation,
        tags=row.written_tags,
        aria_label="Edit the card",
    )


def _nothing_found() -> rx.Component:
    everything = rx.button("Show all cards", on_click=DeckState.show_all_cards, variant="soft")
    return empty("search-x", "No card matches", "Try another word, or show every card of the deck.", everything)


def _pager() -> rx.Component:
    return rx.el.nav(
        rx.button(
            "Previous",
            on_click=DeckState.previous_page,
            disabled=DeckState.first == 0,
            variant="soft",
            color_scheme="gray",
        ),
        rx.el.span(DeckState.first + 1, "–", DeckState.last, " of ", DeckState.total, class_name="note numeral"),
        rx.button(
            "Next",
            on_click=DeckState.next_page,
            disabled=DeckState.last >= DeckState.total,
            variant="soft",
            color_scheme="gray",
        ),
        class_name="pager",
        aria_label="Pages of cards",
    )
