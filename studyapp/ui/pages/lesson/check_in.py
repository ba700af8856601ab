"""A check-in: the question with its options or a field, and after the answer what was right and why."""

import reflex as rx

from studyapp.ui.cards.form_elements import kept_draft
from studyapp.ui.cards.words import rich
from studyapp.ui.pages.lesson.actions import LessonActionsState
from studyapp.ui.pages.lesson.check_in_rows import CheckInRow, OptionRow
from studyapp.ui.pages.lesson.state import LessonState

Row = rx.vars.ObjectVar[CheckInRow]


def check_in(row: Row) -> rx.Component:
    is_open = ~row.is_answered | LessonState.again.contains(row.id)
    return rx.el.section(
        rich(row.stem, class_name="check-in-stem"),
        rx.cond(is_open, rx.cond(row.options.length() > 0, _choices(row), _field(row)), _answered(row)),
        key=row.id,
        class_name="check-in",
        aria_label="Check-in",
        data_testid="check-in",
    )


def _form(row: Row, *fields: rx.Component) -> rx.Component:
    return rx.el.form(
        rx.el.input(type="hidden", name="check_in", value=row.id),
        rx.el.input(type="hidden", name="seen", value=row.seen.to(str)),
        *fields,
        rx.button("Check", type="submit", variant="soft", size="2"),
        on_submit=LessonActionsState.answer,
        class_name="stack check-in-form",
    )


def _choices(row: Row) -> rx.Component:
    fields = rx.el.fieldset(
        rx.el.legend("Choose an answer", class_name="visually-hidden"),
        rx.foreach(row.options, _option),
        class_name="options",
    )
    return _form(row, fields)


def _option(option: rx.vars.ObjectVar[OptionRow]) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="option", value=option.number.to(str), required=True),
        rich(option.html, class_name="option-words"),
        key=option.number,
        class_name="option",
    )


def _field(row: Row) -> rx.Component:
    field = rx.text_area(name="text", required=True, rows="3", dir="auto", size="3", aria_label="Your answer")
    return _form(row, field, kept_draft(rx.Var.create(f"check-in-{row.id}")))


def _answered(row: Row) -> rx.Component:
    again = rx.button(
        "Answer again", on_click=LessonActionsState.answer_again(row.id), variant="ghost", color_scheme="gray"
    )
    return rx.el.div(
        rx.cond(row.options.length() > 0, _marked(row), _written(row)),
        rx.cond(row.is_waiting, rx.fragment(), rx.el.div(again, class_name="check-in-again")),
        aria_live="polite",
        class_name="stack",
    )


def _marked(row: Row) -> rx.Component:
    return rx.el.ol(rx.foreach(row.options, _marked_option), class_name="options", aria_label="Answers")


def _marked_option(option: rx.vars.ObjectVar[OptionRow]) -> rx.Component:
    icon = rx.match(
        option.mark,
        ("right", rx.icon("circle-check", size=18)),
        ("wrong", rx.icon("circle-x", size=18)),
        rx.fragment(),
    )
    words = rx.el.div(
        rich(option.html),
        rx.cond(option.explanation != "", rich(option.explanation, class_name="note"), rx.fragment()),
        class_name="option-words",
    )
    mark = rx.cond(option.words != "", rx.el.span(option.words, class_name="option-mark"), rx.fragment())
    return rx.el.li(
        rx.el.span(icon, class_name="option-dot", aria_hidden="true"),
        words,
        mark,
        key=option.number,
        data_mark=option.mark,
        class_name="option",
    )


def _written(row: Row) -> rx.Component:
    return rx.fragment(
        rx.el.blockquote(row.typed, dir="auto", class_name="words quote"),
        rx.cond(row.is_waiting, _checking(), rx.cond(row.problem != "", _unchecked(row), _verdict(row))),
    )


def _checking() -> rx.Component:
    return rx.el.p(
        rx.spinner(size="1", aria_hidden="true"),
        rx.el.span("Checking your answer… Go on meanwhile.", role="status"),
        class_name="check-in-waiting placeholder",
    )


def _unchecked(row: Row) -> rx.Component:
    """Why the answer was not judged, and the way to have it judged once more."""
    retry = rx.button("Check it again", on_click=LessonActionsState.check_again(row.job_id), variant="soft", size="2")
    return rx.el.div(
        rx.el.span("Your answer is kept, but was not checked. ", row.problem, class_name="grow", role="status"),
        rx.cond(row.job_id != "", retry, rx.fragment()),
        class_name="check-in-waiting",
    )


def _verdict(row: Row) -> rx.Component:
    missed = rx.el.div(
        rx.el.p("What it does not say:", class_name="note"),
        rx.el.ul(rx.foreach(row.missed, lambda point: rx.el.li(point, dir="auto")), class_name="check-in-missed"),
    )
    expected = rx.el.div(rx.el.p("A good answer:", class_name="note"), rich(row.expected))
    return rx.el.div(
        rx.el.p(row.verdict, class_name="check-in-verdict", data_mark=row.mark),
        rx.cond(row.feedback != "", rich(row.feedback), rx.fragment()),
        rx.cond(row.missed.length() > 0, missed, rx.fragment()),
        rx.cond(row.expected != "", expected, rx.fragment()),
        rx.cond(row.judged != "", rx.el.p(row.judged, class_name="note"), rx.fragment()),
        class_name="stack",
    )
