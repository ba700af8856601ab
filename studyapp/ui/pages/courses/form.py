"""The form for a new course, and for changing one."""

from typing import Any

import reflex as rx

from studyapp.services.courses.courses import CODE_CHARS, TERM_CHARS
from studyapp.ui.cards.form import key_hint, labelled
from studyapp.ui.cards.form_elements import kept_draft
from studyapp.ui.components.counted_field import title_field
from studyapp.ui.components.fields import close_button, refusal
from studyapp.ui.pages.courses.rows import CourseRow
from studyapp.ui.pages.courses.state import CoursesState

Text = str | rx.Var[str]


def course_form(
    row: rx.vars.ObjectVar[CourseRow] | None = None, *, on_submit: Any, draft: Text, submit: str
) -> rx.Component:
    """The fields, filled with those of a course if one is given."""
    name, code, term, day = (row.name, row.code, row.term, row.exam_date) if row is not None else ("",) * 4
    return rx.el.form(
        title_field("Name", value=name, name="name", has_description=False, placeholder="Say, Cell biology"),
        rx.el.div(
            _line("Code, if it has one", "code", code, placeholder="BIO 101", max_length=CODE_CHARS),
            _line("Term", "term", term, placeholder="Winter 2026", max_length=TERM_CHARS),
            _line("Exam, if you know the day", "exam_date", day, type="date"),
            class_name="course-fields",
        ),
        refusal(CoursesState.refused),
        rx.el.div(
            rx.button(submit, key_hint("Ctrl ↵"), type="submit", size="3"),
            close_button(on_click=CoursesState.stop),
            class_name="page-actions",
        ),
        kept_draft(draft),
        on_submit=on_submit,
        data_keys="",
        class_name="stack",
        data_testid="course-form",
    )


def _line(label: str, name: str, value: Text, **props: Any) -> rx.Component:
    return labelled(label, rx.input(name=name, default_value=value, dir="auto", size="3", **props))
