"""The view of the courses page: those that are under way first, archived ones in a group that can be folded."""

from collections.abc import Sequence

import reflex as rx

from studyapp.ui.components.empty import bones, empty, unreadable
from studyapp.ui.components.links import link_button
from studyapp.ui.frame.layout import page
from studyapp.ui.pages.courses.card import course_card
from studyapp.ui.pages.courses.form import course_form
from studyapp.ui.pages.courses.rows import CourseRow
from studyapp.ui.pages.courses.state import NEW, CoursesState

Rows = rx.vars.ArrayVar[Sequence[CourseRow]]


def courses_page() -> rx.Component:
    return page(
        rx.cond(CoursesState.editing_id == NEW, _new_course(), rx.fragment()),
        rx.cond(
            CoursesState.problem != "",
            unreadable(CoursesState.problem),
            rx.cond(CoursesState.loaded, rx.cond(CoursesState.is_empty, _no_courses(), _courses()), bones(176, 176)),
        ),
        title="Courses",
        is_read=CoursesState.loaded,
        here="/courses",
        actions=[
            link_button(
                rx.icon("trash-2", size=18, aria_hidden="true"), "Trash", to="/trash", variant="soft", size="3"
            ),
            _new(),
        ],
    )


def _new() -> rx.Component:
    icon = rx.icon("plus", size=18, aria_hidden="true")
    return rx.button(icon, "New course", on_click=CoursesState.start_editing(NEW), size="3")


def _new_course() -> rx.Component:
    form = course_form(
        on_submit=CoursesState.create_course,
        on_close=CoursesState.stop,
        refused=CoursesState.refused,
        draft=NEW,
        submit="Create course",
    )
    head = rx.heading("New course", as_="h2", size="5", weight="medium")
    return rx.el.section(head, form, class_name="surface panel", aria_label="New course")


def _no_courses() -> rx.Component:
    words = (
        "A course holds the documents you learn for one exam. Add a script, slides or a book: it is divided into "
        "chapters, and each becomes a lesson with questions."
    )
    return rx.cond(
        CoursesState.editing_id == NEW, rx.fragment(), empty("graduation-cap", "No courses yet", words, _new())
    )


def _courses() -> rx.Component:
    return rx.fragment(
        rx.cond(
            CoursesState.active.length() > 0,
            _list(CoursesState.active),
            rx.el.p("No course is under way. Take one up below, or begin a new one.", class_name="soft"),
        ),
        rx.cond(CoursesState.archived.length() > 0, _archived(), rx.fragment()),
    )


def _archived() -> rx.Component:
    count = rx.el.span(CoursesState.archived.length(), class_name="note numeral")
    head = rx.el.summary("Archived ", count, class_name="goal-group-head")
    return rx.el.details(head, _list(CoursesState.archived), class_name="goal-group")


def _list(rows: Rows) -> rx.Component:
    return rx.el.ul(rx.foreach(rows, course_card), class_name="goal-list")
