"""The view of the goals page: active goals first, those that rest in groups that can be folded."""

from collections.abc import Sequence

import reflex as rx

from studyapp.ui.components.empty import bones, empty, unreadable
from studyapp.ui.components.links import link_button
from studyapp.ui.frame.layout import page
from studyapp.ui.pages.goals.beginning import NewGoalState
from studyapp.ui.pages.goals.card import goal_card
from studyapp.ui.pages.goals.form import new_goal
from studyapp.ui.pages.goals.rows import GoalRow
from studyapp.ui.pages.goals.state import GoalsState

Rows = rx.vars.ArrayVar[Sequence[GoalRow]]


def goals_page() -> rx.Component:
    return page(
        rx.cond(NewGoalState.is_open, new_goal(), rx.fragment()),
        rx.cond(
            GoalsState.problem != "",
            unreadable(GoalsState.problem),
            rx.cond(GoalsState.loaded, rx.cond(GoalsState.is_empty, _no_goals(), _goals()), bones(20, 176, 176)),
        ),
        title="Goals",
        is_read=GoalsState.loaded,
        here="/goals",
        actions=[
            link_button(
                rx.icon("trash-2", size=18, aria_hidden="true"), "Trash", to="/trash", variant="soft", size="3"
            ),
            _new(),
        ],
    )


def _new() -> rx.Component:
    icon = rx.icon("plus", size=18, aria_hidden="true")
    return rx.button(icon, "New goal", on_click=NewGoalState.show, size="3")


def _no_goals() -> rx.Component:
    words = (
        "Say what you want to be able to do. It becomes a tree of skills, and each skill gets its cards, to be studied "
        "one after the other."
    )
    return rx.cond(NewGoalState.is_open, rx.fragment(), empty("target", "No goals yet", words, _new()))


def _goals() -> rx.Component:
    return rx.fragment(
        _tally(),
        rx.cond(
            GoalsState.active.length() > 0,
            _list(GoalsState.active, "active"),
            rx.el.p("No goal is active. Take one up below, or begin a new one.", class_name="soft"),
        ),
        _group("Paused", GoalsState.paused, "paused"),
        _group("Archived", GoalsState.archived, "archived"),
    )


def _tally() -> rx.Component:
    """How many goals there are, or actions for those selected."""
    chosen = GoalsState.chosen.length()
    count = rx.el.span(rx.cond(chosen > 0, f"{chosen} selected", GoalsState.tally), class_name="note numeral")
    actions = rx.el.div(
        _for_chosen("Archive", GoalsState.archive_selected),
        _for_chosen("Delete", GoalsState.delete_selected),
        _for_chosen("Select none", GoalsState.select_none),
        class_name="page-actions bulk-bar",
    )
    return rx.el.div(
        count,
        rx.cond(chosen > 0, actions, rx.fragment()),
        class_name=rx.cond(chosen > 0, "tally is-chosen", "tally"),
        aria_live="polite",
    )


def _for_chosen(name: str, on_click: rx.event.EventType[()]) -> rx.Component:
    return rx.button(name, on_click=on_click, size="1", variant="soft", color_scheme="gray")


def _group(title: str, rows: Rows, status: str) -> rx.Component:
    """Goals that rest, folded until somebody looks for them."""
    head = rx.el.summary(title, " ", rx.el.span(rows.length(), class_name="note numeral"), class_name="goal-group-head")
    group = rx.el.details(head, _list(rows, status), class_name="goal-group")
    return rx.cond(rows.length() > 0, group, rx.fragment())


def _list(rows: Rows, status: str) -> rx.Component:
    return rx.el.ul(rx.foreach(rows, lambda row: goal_card(row, status=status)), class_name="goal-list")
