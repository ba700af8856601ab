"""A goal in the list: how far it has come, what is being made for it, and what to do next."""

import reflex as rx
from reflex.event import EventType

from studyapp.models import GoalStatus
from studyapp.ui.cards.form import key_hint
from studyapp.ui.cards.form_elements import kept_draft
from studyapp.ui.components.elements.counted_field import title_field
from studyapp.ui.components.elements.moments import live_time
from studyapp.ui.components.links import link, link_button
from studyapp.ui.how_to_study import HowToStudyState
from studyapp.ui.pages.goal.rows import TAKE_UP
from studyapp.ui.pages.goals.form import description_field
from studyapp.ui.pages.goals.rows import GoalRow
from studyapp.ui.pages.goals.state import GoalsState

Row = rx.vars.ObjectVar[GoalRow]


def goal_card(row: Row, *, status: str) -> rx.Component:
    return rx.el.li(
        rx.cond(GoalsState.editing_id == row.id, _form(row), _shown(row, status)),
        key=row.id,
        class_name="surface goal-card",
        data_testid="goal",
    )


def continue_button(row: Row) -> rx.Component:
    """A link that studies the next skill; nothing if there is none with cards."""
    button = link_button(
        "Continue", to=_study_next(row), variant="soft", aria_label=f"Continue {row.title}: {row.next_title}"
    )
    return rx.cond(row.next_id != "", button, rx.fragment())


def goal_counts(row: Row) -> rx.Component:
    """What is in a goal and what waits in it."""
    return rx.el.div(
        rx.cond(row.skills != "", rx.el.span(row.skills), rx.fragment()),
        rx.cond(row.cards != "", rx.el.span(row.cards), rx.fragment()),
        rx.cond(row.due, rx.el.span(row.due, " due", class_name="is-due"), rx.fragment()),
        rx.cond(row.new, rx.el.span(row.new, " new"), rx.fragment()),
        rx.cond(row.studied_at != "", rx.el.span("studied ", live_time(at=row.studied_at)), rx.fragment()),
        class_name="deck-counts numeral",
    )


def being_made(row: Row) -> rx.Component:
    """What is being made for a goal, or why that is not finished."""
    making = rx.el.p(rx.spinner(size="1", aria_hidden="true"), row.making, class_name="goal-making numeral")
    icon = rx.icon("circle-alert", size=16, aria_hidden="true")
    problem = rx.el.p(
        icon, rx.el.span(row.problem, " ", link("Open the goal", to=f"/goals/{row.id}")), class_name="refusal"
    )
    return rx.cond(row.making != "", making, rx.cond(row.problem != "", problem, rx.fragment()))


def _shown(row: Row, status: str) -> rx.Component:
    return rx.fragment(
        _head(row, status),
        rx.cond(row.description != "", rx.el.p(row.description, dir="auto", class_name="goal-about"), rx.fragment()),
        rx.cond(row.cards != "", _mastery(row), rx.fragment()),
        goal_counts(row),
        being_made(row),
        _actions(row, status),
    )


def _head(row: Row, status: str) -> rx.Component:
    box = rx.checkbox(
        checked=GoalsState.selected.contains(row.id),
        on_change=lambda is_selected: GoalsState.select(row.id, is_selected),
        aria_label=f"Select: {row.title}",
    )
    title = link(row.title, to=f"/goals/{row.id}", dir="auto", class_name="deck-title")
    return rx.el.div(
        box, rx.heading(title, as_="h2", class_name="goal-title grow"), _menu(row, status), class_name="goal-head"
    )


def _mastery(row: Row) -> rx.Component:
    """The bar with its percentage beside it. Mastery falls again when cards are forgotten."""
    words = rx.cond(row.is_complete, f"{row.percent} % mastered, all learned", f"{row.percent} % mastered")
    return rx.el.div(
        rx.progress(value=row.percent, size="1", aria_label=f"Mastery of {row.title}", class_name="grow"),
        rx.el.span(words, class_name="note numeral"),
        class_name="goal-mastery",
    )


def _actions(row: Row, status: str) -> rx.Component:
    look = link_button(
        "Open", to=f"/goals/{row.id}", variant="soft", color_scheme="gray", aria_label=f"Open {row.title}"
    )
    if status == "active":
        parts = [continue_button(row), look, _next(row)]
    else:
        parts = [rx.button(TAKE_UP[GoalStatus(status)], on_click=GoalsState.resume(row.id), variant="soft"), look]
    return rx.el.div(*parts, class_name="page-actions goal-actions")


def _next(row: Row) -> rx.Component:
    title = rx.el.span(row.next_title, dir="auto", class_name="note one-line goal-next", title=row.next_title)
    return rx.cond(row.next_title != "", title, rx.fragment())


def _menu(row: Row, status: str) -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18), variant="ghost", color_scheme="gray", aria_label=f"More for {row.title}"
    )
    pause, archive = _item("Pause", GoalsState.pause(row.id)), _item("Archive", GoalsState.archive(row.id))
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            _item("Edit", GoalsState.start_editing(row.id)),
            *([pause] if status == "active" else [_item(TAKE_UP[GoalStatus(status)], GoalsState.resume(row.id))]),
            *([] if status == "archived" else [archive]),
            rx.dropdown_menu.separator(),
            rx.dropdown_menu.item("Delete", on_select=GoalsState.delete(row.id), color="red"),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _item(name: str, on_select: EventType[()]) -> rx.Component:
    return rx.dropdown_menu.item(name, on_select=on_select)


def _form(row: Row) -> rx.Component:
    leave = rx.button(
        "Cancel",
        key_hint("esc"),
        type="button",
        on_click=GoalsState.stop,
        data_way_out="",
        data_forget="",
        variant="soft",
        color_scheme="gray",
    )
    return rx.el.form(
        title_field("Title", value=row.title),
        description_field(row.description),
        rx.el.div(rx.button("Save", key_hint("Ctrl ↵"), type="submit"), leave, class_name="page-actions"),
        kept_draft(rx.Var.create(f"goal-{row.id}")),
        on_submit=GoalsState.edit_goal,
        data_keys="",
        class_name="stack",
    )


def _study_next(row: Row) -> rx.Var[str]:
    """The address for studying the next skill in the remembered mode."""
    return rx.Var.create(f"/study?mode={HowToStudyState.remembered}&node={row.next_id}")
