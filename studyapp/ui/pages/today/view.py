"""The view of the first page."""

import reflex as rx

from studyapp.services.cards.filters import CardFilter
from studyapp.ui.components.empty import bones, unreadable
from studyapp.ui.components.links import link, link_button
from studyapp.ui.frame.layout import page, section
from studyapp.ui.generate.cards import GenerateDialogState
from studyapp.ui.generate.questions import ask_button
from studyapp.ui.how_to_study import how_to_study, how_to_study_dialog, study_link
from studyapp.ui.pages.decks.rows import DeckRow
from studyapp.ui.pages.decks.view import deck_counts
from studyapp.ui.pages.goals.card import being_made, continue_button, goal_counts
from studyapp.ui.pages.goals.rows import GoalRow
from studyapp.ui.pages.today.first_run import first_run
from studyapp.ui.pages.today.forecast import forecast
from studyapp.ui.pages.today.rows import CandidatesRow
from studyapp.ui.pages.today.state import TodayState
from studyapp.ui.tasks.panel import task_item


def today_page() -> rx.Component:
    return page(
        rx.cond(
            TodayState.problem != "",
            unreadable(TodayState.problem),
            rx.cond(TodayState.loaded, rx.cond(TodayState.is_first_run, first_run(), _day()), bones(168, 120, 160)),
        ),
        title="Today",
        is_read=TodayState.loaded,
        here="/",
        actions=[ask_button()],
    )


def _day() -> rx.Component:
    return rx.fragment(
        _due(),
        rx.cond(TodayState.tasks.length() > 0, _being_made(), rx.fragment()),
        rx.cond(TodayState.candidates_wait != "", _candidates(), rx.fragment()),
        rx.cond(TodayState.goals.length() > 0, _goals(), rx.fragment()),
        rx.cond(TodayState.decks.length() > 0, _decks(), rx.fragment()),
        section("The week ahead", forecast()),
        how_to_study_dialog(),
    )


def _due() -> rx.Component:
    return rx.el.section(
        rx.cond(TodayState.waiting > 0, _to_study(), _all_done()),
        rx.cond(TodayState.done != "", rx.el.p(TodayState.done, class_name="note"), rx.fragment()),
        rx.cond(TodayState.resting != "", _resting(), rx.fragment()),
        class_name="surface due",
        aria_label="Due now",
    )


def _resting() -> rx.Component:
    return rx.el.p(TodayState.resting, " ", link("See the goals", to="/goals"), class_name="note")


def _to_study() -> rx.Component:
    cards = rx.cond(TodayState.waiting == 1, "card to study", "cards to study")
    return rx.fragment(
        rx.el.p(rx.el.b(TodayState.waiting, class_name="due-number numeral"), " ", cards, class_name="due-line"),
        rx.el.div(
            _kind(TodayState.review, "to review"),
            _kind(TodayState.learning, "learning"),
            _kind(TodayState.new, "new"),
            class_name="deck-counts numeral",
        ),
        rx.el.div(
            link_button("Study", rx.icon("arrow-right", size=20, aria_hidden="true"), to=study_link(), size="4"),
            how_to_study(),
            _continue(),
            class_name="due-actions",
        ),
    )


def _kind(count: int, name: str) -> rx.Component:
    return rx.cond(count > 0, rx.el.span(rx.el.b(count), " ", name), rx.fragment())


def _continue() -> rx.Component:
    """A link to continue with the deck studied last, unless that is the same as studying everything."""
    words = rx.el.span(
        "or go on with ",
        link(TodayState.continues_with, to=study_link(TodayState.continues_with_id), dir="auto"),
        class_name="soft wrap-anywhere",
    )
    return rx.cond((TodayState.continues_with != "") & (TodayState.decks.length() > 1), words, rx.fragment())


def _all_done() -> rx.Component:
    return rx.fragment(
        rx.el.p("Nothing is due.", class_name="due-line"),
        rx.cond(TodayState.coming != "", rx.el.p(TodayState.coming, class_name="soft"), rx.fragment()),
        rx.el.div(
            rx.button(
                rx.icon("sparkles", size=18, aria_hidden="true"),
                "Generate cards",
                on_click=GenerateDialogState.show,
                variant="soft",
                size="3",
            ),
            rx.cond(TodayState.has_cards, how_to_study(), rx.fragment()),
            class_name="due-actions",
        ),
    )


def _being_made() -> rx.Component:
    return section("Being made", rx.el.ul(rx.foreach(TodayState.tasks, task_item), class_name="task-list surface"))


def _candidates() -> rx.Component:
    """The decks with candidates. No other number on this page includes these cards."""
    decks = rx.el.ul(rx.foreach(TodayState.candidates, _deck_with_candidates), class_name="surface deck-list")
    return section(TodayState.candidates_wait, decks)


def _deck_with_candidates(row: rx.vars.ObjectVar[CandidatesRow]) -> rx.Component:
    look_through = f"/decks/{row.deck_id}?show={CardFilter.CANDIDATES.value}"
    return rx.el.li(
        rx.el.div(
            link(row.title, to=look_through, dir="auto", class_name="deck-title"),
            rx.el.div(row.count, class_name="deck-counts numeral"),
            class_name="grow",
        ),
        link_button("Look through", to=look_through, variant="soft", aria_label=f"Look through {row.title}"),
        key=row.deck_id,
        class_name="deck-line",
    )


def _goals() -> rx.Component:
    return section("Goals", rx.el.ul(rx.foreach(TodayState.goals, _goal), class_name="surface deck-list"))


def _goal(row: rx.vars.ObjectVar[GoalRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            link(row.title, to=f"/goals/{row.id}", dir="auto", class_name="deck-title"),
            goal_counts(row),
            rx.cond(row.making != "", being_made(row), rx.fragment()),
            class_name="grow",
        ),
        continue_button(row),
        key=row.id,
        class_name="deck-line",
    )


def _decks() -> rx.Component:
    return section(
        "Decks with cards to study", rx.el.ul(rx.foreach(TodayState.decks, _deck), class_name="surface deck-list")
    )


def _deck(row: rx.vars.ObjectVar[DeckRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            link(row.title, to=f"/decks/{row.id}", dir="auto", class_name="deck-title"),
            deck_counts(row),
            class_name="grow",
        ),
        link_button("Study", to=study_link(row.id), variant="soft", aria_label=f"Study {row.title}"),
        key=row.id,
        class_name="deck-line",
    )
