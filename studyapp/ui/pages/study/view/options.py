"""The options of a card: as a form, with marks after the answer, or as a placeholder while they are made."""

import reflex as rx

from studyapp.rules.choices import DISTRACTORS
from studyapp.ui.cards.words import rich
from studyapp.ui.components.elements.moments import count_down
from studyapp.ui.components.links import link
from studyapp.ui.pages.study.actions import StudyActionsState
from studyapp.ui.pages.study.rows import Option, Step
from studyapp.ui.pages.study.state import StudyState
from studyapp.ui.tasks.shell import ShellState

FORM = "study-choices"
_PLACES = DISTRACTORS + 1


def options() -> rx.Component:
    """The options, read out when they arrive while the focus stays where it is."""
    awaited = rx.match(
        StudyState.awaited.kind, ("making", _placeholder()), ("failed", _failed()), ("none", _none()), rx.fragment()
    )
    return rx.el.div(
        rx.match(StudyState.step, (Step.RESULT.value, _marked()), (Step.OPTIONS.value, _form()), awaited),
        aria_live="polite",
        aria_busy=rx.cond(StudyState.awaited.kind == "making", "true", "false"),
        class_name="choices",
    )


def _form() -> rx.Component:
    """The form with the options. The browser keeps the selection; only submitting it is an answer."""
    shown = StudyState.face
    return rx.el.form(
        rx.el.fieldset(
            rx.el.legend("Choose an answer", class_name="visually-hidden"),
            rx.foreach(shown.options, _option),
            class_name="options",
        ),
        on_submit=StudyActionsState.choose(shown.id),
        id=FORM,
        key=shown.id,
    )


def _option(option: rx.vars.ObjectVar[Option]) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="choice", value=option.number.to(str), required=True),
        _words(option),
        rx.el.kbd(option.number, class_name="key key-hint", aria_hidden="true"),
        data_shortcut=option.number.to(str),
        key=option.number,
        class_name="option",
    )


def _marked() -> rx.Component:
    return rx.el.ol(rx.foreach(StudyState.result.options, _marked_option), class_name="options", aria_label="Answers")


def _marked_option(option: rx.vars.ObjectVar[Option]) -> rx.Component:
    icon = rx.match(
        option.mark,
        ("right", rx.icon("circle-check", size=18)),
        ("wrong", rx.icon("circle-x", size=18)),
        rx.fragment(),
    )
    mark = rx.cond(option.mark != "", rx.el.span(option.words, class_name="option-mark"), rx.fragment())
    return rx.el.li(
        rx.el.span(icon, class_name="option-dot", aria_hidden="true"),
        _words(option),
        mark,
        key=option.number,
        data_mark=option.mark,
        class_name="option",
    )


def _words(option: rx.vars.ObjectVar[Option]) -> rx.Component:
    return rich(option.html, class_name="option-words")


def _placeholder() -> rx.Component:
    """A placeholder as high as the options will be."""
    waits = StudyState.awaited.next_attempt_at != ""
    words = rx.cond(
        waits,
        rx.fragment(
            StudyState.awaited.sentence, " Next attempt in ", count_down(at=StudyState.awaited.next_attempt_at), "."
        ),
        "Generating answer choices…",
    )
    try_now = rx.button("Try now", on_click=ShellState.try_now(StudyState.awaited.job_id), size="1", variant="soft")
    places = [rx.el.div(rx.el.div(class_name="bone"), class_name="option", aria_hidden="true") for _ in range(_PLACES)]
    head = rx.el.div(
        rx.spinner(size="2", aria_hidden="true"),
        rx.el.span(words, class_name="grow"),
        rx.cond(waits, try_now, rx.fragment()),
        class_name="choices-head",
    )
    return rx.el.div(head, *places, class_name="options placeholder shimmer", data_testid="choices-placeholder")


def _failed() -> rx.Component:
    """Why there are no options. The card can still be studied as question and answer."""
    why = StudyState.awaited
    retry = rx.button("Retry", on_click=StudyActionsState.retry_distractors, size="1", variant="soft")
    settings = link("Settings", to="/settings", class_name="link")
    return rx.el.div(
        rx.icon("info", size=16, aria_hidden="true"),
        rx.el.span("No answer choices for this card. ", why.sentence, class_name="grow"),
        rx.cond(why.needs_model, settings, rx.cond(why.job_id != "", retry, rx.fragment())),
        class_name="choices-failed",
        data_testid="choices-failed",
    )


def _none() -> rx.Component:
    """That nothing in the deck fits, and what could help."""
    return rx.el.p(
        "No answer choices: nothing in this deck fits. A language model could write some. ",
        link("Settings", to="/settings", class_name="link"),
        class_name="note",
        data_testid="choices-none",
    )
