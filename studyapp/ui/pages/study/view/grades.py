"""The buttons below the card: show the answer, rate it, check a choice, continue."""

import reflex as rx

from studyapp.models import Rating
from studyapp.ui.cards.form import key_hint
from studyapp.ui.pages.study.actions import StudyActionsState
from studyapp.ui.pages.study.rows import Step
from studyapp.ui.pages.study.state import StudyState
from studyapp.ui.pages.study.view.options import FORM

_GRADES = (("Again", "again"), ("Hard", "hard"), ("Good", "good"), ("Easy", "easy"))


def answers() -> rx.Component:
    return rx.el.div(
        rx.match(
            StudyState.step,
            (Step.RESULT.value, _go_on()),
            (Step.OPTIONS.value, _check()),
            (Step.ANSWER.value, _grades()),
            _reveal(),
        ),
        class_name="study-actions",
        data_single="",
    )


def _reveal() -> rx.Component:
    return rx.button(
        "Show answer",
        key_hint("space"),
        on_click=StudyActionsState.reveal(StudyState.face.id),
        data_shortcut="space enter",
        size="4",
        class_name="reveal",
    )


def _check() -> rx.Component:
    return rx.button(
        "Check", key_hint("↵"), type="submit", form=FORM, data_shortcut="enter", size="4", class_name="reveal"
    )


def _go_on() -> rx.Component:
    came = StudyState.result
    grade = rx.cond(
        came.returns_in != "",
        rx.el.span("Counted as ", rx.el.b(came.grade), ". Comes back in ", came.returns_in, "."),
        rx.el.span("Counted as ", rx.el.b(came.grade), ". Scheduling is left alone."),
    )
    return rx.el.div(
        rx.el.div(
            rx.el.span(grade, role="status", class_name="grow numeral"),
            _lower(Rating.HARD, "Make it Hard"),
            _lower(Rating.AGAIN, "Make it Again"),
            class_name="counted-as",
        ),
        rx.button(
            "Continue",
            key_hint("space"),
            on_click=StudyActionsState.go_on(came.id),
            data_shortcut="space enter",
            size="4",
            class_name="reveal",
        ),
        class_name="go-on",
    )


def _lower(rating: Rating, words: str) -> rx.Component:
    """A button that lowers the grade after a lucky guess."""
    button = rx.button(
        words,
        key_hint(str(rating.value)),
        on_click=StudyActionsState.lower(rating.value),
        data_shortcut=str(rating.value),
        size="1",
        variant="soft",
        color_scheme="gray",
    )
    return rx.cond(StudyState.result.lower.contains(rating.value), button, rx.fragment())


def _grades() -> rx.Component:
    buttons = [_grade(name, kind, number) for number, (name, kind) in enumerate(_GRADES, start=1)]
    return rx.el.div(*buttons, role="group", aria_label="How well did you know it?", class_name="grades")


def _grade(name: str, kind: str, number: int) -> rx.Component:
    shown = StudyState.face
    return rx.el.button(
        rx.el.span(name, class_name="grade-name"),
        rx.el.span(getattr(shown.intervals, kind), class_name="grade-interval numeral"),
        rx.el.kbd(str(number), class_name="key key-hint"),
        on_click=StudyActionsState.grade(shown.id, number),
        data_shortcut=str(number),
        data_grade=kind,
        class_name="grade",
    )
