"""The study screen without a card: a pause until the next one, the end of a sitting, or nothing to study at all."""

from typing import Literal

import reflex as rx

from studyapp.ui.components.empty import empty
from studyapp.ui.components.links import link_button
from studyapp.ui.components.moments import count_down, live_time
from studyapp.ui.pages.study.actions import StudyActions
from studyapp.ui.pages.study.state import StudyState


def rest() -> rx.Component:
    return rx.cond(
        StudyState.waits_until != "",
        _pause(),
        rx.cond(StudyState.progress.answered, _done(), _nothing()),
    )


def _pause() -> rx.Component:
    """Its appearance starts the wait; a later moment is another appearance."""
    return rx.el.section(
        rx.heading("Next card in ", count_down(at=StudyState.waits_until), as_="h2", size="7", weight="medium"),
        rx.el.p(
            "What you are learning just now comes back in a moment. You can leave: it waits for you.", class_name="soft"
        ),
        _summary(_sitting()),
        rx.el.div(
            rx.button("Study now", on_click=StudyActions.study_now, data_shortcut="enter", size="3"),
            _finish("soft"),
            class_name="page-actions",
        ),
        on_mount=StudyActions.wait,
        key=StudyState.waits_until,
        class_name="rest",
    )


def _done() -> rx.Component:
    return rx.el.section(
        rx.heading("Done for now", as_="h2", size="7", weight="medium"),
        rx.el.p("Everything due has been studied.", class_name="soft"),
        _summary(_sitting(), _next_card()),
        rx.el.div(_finish("solid", shortcut="enter"), class_name="page-actions"),
        class_name="rest",
        role="status",
    )


def _finish(variant: Literal["soft", "solid"], *, shortcut: str = "") -> rx.Component:
    return rx.button("Back to Today", on_click=StudyActions.finish, variant=variant, data_shortcut=shortcut, size="3")


def _summary(*figures: rx.Component) -> rx.Component:
    return rx.el.dl(*figures, class_name="summary")


def _sitting() -> rx.Component:
    sitting = StudyState.progress
    return rx.fragment(
        _figure("Reviewed", sitting.answered),
        rx.cond(sitting.correct, _figure("Correct", sitting.correct), rx.fragment()),
        _figure("Time", sitting.time),
    )


def _next_card() -> rx.Component:
    next_due_at = StudyState.progress.next_due_at
    return rx.cond(next_due_at, _figure("Next card", live_time(at=next_due_at)), rx.fragment())


def _figure(name: str, value: rx.Var | rx.Component) -> rx.Component:
    return rx.el.div(rx.el.dt(name), rx.el.dd(value, class_name="numeral"))


def _nothing() -> rx.Component:
    next_due_at = StudyState.progress.next_due_at
    return rx.fragment(
        empty(
            "coffee",
            "Nothing is due",
            "You are up to date here. Make some cards, or come back when some are due.",
            link_button("Back to Today", to="/", size="3"),
            link_button("Decks", to="/decks", variant="soft", size="3"),
        ),
        rx.cond(
            next_due_at != "",
            rx.el.p("The next card is due ", live_time(at=next_due_at), ".", class_name="soft centred"),
            rx.fragment(),
        ),
    )
