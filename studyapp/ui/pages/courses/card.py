"""A course in the list: what is in it, when its exam is, and what waits in it."""

import reflex as rx
from reflex.event import EventType

from studyapp.ui.components.links import link
from studyapp.ui.pages.courses.form import course_form
from studyapp.ui.pages.courses.rows import CourseRow
from studyapp.ui.pages.courses.state import CoursesState

Row = rx.vars.ObjectVar[CourseRow]


def course_card(row: Row) -> rx.Component:
    form = course_form(
        row,
        on_submit=CoursesState.edit_course,
        on_close=CoursesState.stop,
        refused=CoursesState.refused,
        draft=rx.Var.create(f"course-{row.id}"),
        submit="Save",
    )
    return rx.el.li(
        rx.cond(CoursesState.editing_id == row.id, form, _shown(row)),
        key=row.id,
        class_name="surface goal-card",
        data_testid="course",
    )


def _shown(row: Row) -> rx.Component:
    about = rx.el.div(
        rx.cond(row.code != "", rx.el.span(row.code, dir="auto"), rx.fragment()),
        rx.cond(row.term != "", rx.el.span(row.term, dir="auto"), rx.fragment()),
        rx.cond(row.exam != "", rx.el.span(row.exam, class_name="course-exam"), rx.fragment()),
        class_name="deck-counts numeral",
    )
    counts = rx.el.div(
        rx.cond(row.documents != "", rx.el.span(row.documents), rx.el.span("No documents yet")),
        rx.cond(row.cards != "", rx.el.span(row.cards), rx.fragment()),
        rx.cond(row.due, link(row.due, " due", to=row.study, class_name="is-due"), rx.fragment()),
        rx.cond(row.new, rx.el.span(row.new, " new"), rx.fragment()),
        class_name="deck-counts numeral",
    )
    making = rx.el.p(rx.spinner(size="1", aria_hidden="true"), row.making, class_name="goal-making numeral")
    return rx.fragment(
        _head(row),
        about,
        counts,
        rx.cond(row.mastery != "", mastery_bar(row.percent, row.mastery, row.name), rx.fragment()),
        rx.cond(row.making != "", making, rx.fragment()),
        rx.cond(row.is_over & ~row.is_archived, _over(row), rx.fragment()),
    )


def mastery_bar(percent: rx.Var[int], words: rx.Var[str], name: rx.Var[str]) -> rx.Component:
    """The bar with its percentage beside it. Mastery falls again when answers go wrong and time passes."""
    return rx.el.div(
        rx.progress(value=percent, size="1", aria_label=f"Mastery of {name}", class_name="grow"),
        rx.el.span(words, class_name="note numeral"),
        class_name="goal-mastery",
    )


def _head(row: Row) -> rx.Component:
    title = link(row.name, to=f"/courses/{row.id}", dir="auto", class_name="deck-title")
    return rx.el.div(rx.heading(title, as_="h2", class_name="goal-title grow"), _menu(row), class_name="goal-head")


def _over(row: Row) -> rx.Component:
    """Once the exam is past, the course may go."""
    button = rx.button("Archive it", on_click=CoursesState.archive(row.id), variant="soft", size="2")
    return rx.el.div(rx.el.span("The exam is over.", class_name="note"), button, class_name="page-actions")


def _menu(row: Row) -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18), variant="ghost", color_scheme="gray", aria_label=f"More for {row.name}"
    )
    archive = _item("Archive", CoursesState.archive(row.id))
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            _item("Edit", CoursesState.start_editing(row.id)),
            rx.cond(row.is_archived, _item("Take up again", CoursesState.take_up(row.id)), archive),
            rx.dropdown_menu.separator(),
            rx.dropdown_menu.item("Delete", on_select=CoursesState.delete(row.id), color="red"),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _item(name: str, on_select: EventType[()]) -> rx.Component:
    return rx.dropdown_menu.item(name, on_select=on_select)
