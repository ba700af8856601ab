"""The form for a new course, and for changing one."""

from datetime import date
from typing import Any

import reflex as rx
from reflex.event import EventType

from studyapp.errors import BadInput
from studyapp.services.courses.courses import CODE_CHARS, TERM_CHARS
from studyapp.ui.cards.form import key_hint, labelled
from studyapp.ui.cards.form_elements import kept_draft
from studyapp.ui.components.elements.counted_field import title_field
from studyapp.ui.components.fields import close_button, refusal

Text = str | rx.Var[str]


def course_form(
    course: Any = None, *, on_submit: Any, on_close: EventType[()], refused: Text, draft: Text, submit: str
) -> rx.Component:
    """The fields, filled with those of the variable `course` if there is one. `refused` says why it was not taken."""
    filled = (course.name, course.code, course.term, course.exam_date) if course is not None else ("",) * 4
    name, code, term, day = filled
    return rx.el.form(
        title_field("Name", value=name, name="name", has_description=False, placeholder="Say, Cell biology"),
        rx.el.div(
            _line("Code, if it has one", "code", code, placeholder="BIO 101", max_length=CODE_CHARS),
            _line("Term", "term", term, placeholder="Winter 2026", max_length=TERM_CHARS),
            _line("Exam, if you know the day", "exam_date", day, type="date"),
            class_name="course-fields",
        ),
        refusal(refused),
        rx.el.div(
            rx.button(submit, key_hint("Ctrl ↵"), type="submit", size="3"),
            close_button(on_click=on_close),
            class_name="page-actions",
        ),
        kept_draft(draft),
        on_submit=on_submit,
        data_keys="",
        class_name="stack",
        data_testid="course-form",
    )


def course_fields(form: dict[str, Any]) -> dict[str, Any]:
    """What was entered, as services take it. Raises `BadInput` if the date is none."""
    texts = {name: str(form.get(name) or "") for name in ("name", "code", "term")}
    return texts | {"exam_date": _date(str(form.get("exam_date") or ""))}


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadInput("Give the date of the exam as year, month and day, e.g. 2027-02-14.") from error


def _line(label: str, name: str, value: Text, **props: Any) -> rx.Component:
    return labelled(label, rx.input(name=name, default_value=value, dir="auto", size="3", **props))
