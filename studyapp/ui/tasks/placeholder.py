"""The placeholder that is shown exactly where generated content will be, in the shape of that content.

Screen readers announce it politely. It never takes the focus, and its text cannot be selected while it waits.
"""

from typing import Final

import reflex as rx

from studyapp.ui.components.elements.moments import count_down, live_time
from studyapp.ui.components.links import link_button
from studyapp.ui.tasks.rows import TaskRow
from studyapp.ui.tasks.shell import ShellState

_SURFACE: Final = "surface surface-pad placeholder shimmer"


def generation_placeholder(row: rx.vars.ObjectVar[TaskRow], *, shape: bool = True) -> rx.Component:
    """The placeholder of an active job, or the notice of an ended one, which is shown until the learner dismisses it.

    Without `shape` it is only a line of text, for lists that keep a place for each item with `awaited_cards`.
    """
    return rx.fragment(
        rx.match(
            row.status,
            ("failed", _failed(row)),
            ("cancelled", _cancelled(row)),
            ("completed", _completed(row)),
            _working(row, shape=shape),
        )
    )


def awaited_cards(numbers: rx.vars.ArrayVar[list[int]]) -> rx.Component:
    """Empty cards, each as high as most cards, so that what is below them does not move when a card arrives."""
    return rx.foreach(numbers, lambda number: rx.el.div(_card_shape(), key=number, class_name=f"{_SURFACE} awaited"))


def _working(row: rx.vars.ObjectVar[TaskRow], *, shape: bool) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.spinner(size="2", aria_hidden="true"),
            rx.el.div(_progress_words(row), _intent(row), class_name="grow", role="status", aria_live="polite"),
            rx.el.div(_try_now(row), _cancel(row), class_name="placeholder-actions"),
            class_name="placeholder-head",
        ),
        rx.cond(row.shows_bar, rx.progress(value=row.percent, size="1", aria_label=row.title), rx.fragment()),
        _card_shape() if shape else rx.fragment(),
        class_name=_SURFACE,
        aria_busy="true",
        data_testid="generation-placeholder",
    )


def _progress_words(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    """The state of the job. The countdown is a separate timer, so that screen readers do not announce each second."""
    return rx.cond(
        row.next_attempt_at != "",
        rx.fragment(
            rx.el.span(row.state, " "),
            _since(row),
            rx.el.span("Next attempt in ", count_down(at=row.next_attempt_at), ".", class_name="soft numeral"),
        ),
        rx.fragment(
            rx.el.span(row.state, class_name="numeral"),
            rx.cond(row.attempt != "", rx.el.span(" ", row.attempt, class_name="note"), rx.fragment()),
        ),
    )


def _since(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    words = rx.el.span("First noticed ", live_time(at=row.outage_since), ". ", class_name="soft numeral")
    return rx.cond(row.outage_since != "", words, rx.fragment())


def _intent(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    """How the model understands the prompt. The line is there from the start, so that nothing moves later."""
    line = rx.el.div(row.intent, dir="auto", title=row.intent, class_name="placeholder-intent one-line")
    return rx.cond(row.tells_intent, line, rx.fragment())


def _card_shape() -> rx.Component:
    """The shape of a card: two lines of question above one line of answer."""
    widths = ("82%", "46%", "64%")
    bars = [rx.el.div(class_name="bone", style={"height": "12px", "width": width}) for width in widths]
    return rx.el.div(*bars, class_name="placeholder-bones", aria_hidden="true")


def _try_now(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    button = rx.button("Try now", on_click=ShellState.try_now(row.id), variant="ghost")
    return rx.cond(row.next_attempt_at != "", button, rx.fragment())


def _cancel(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.button(
        rx.cond(row.is_stopping, "Stopping…", "Stop"),
        on_click=ShellState.cancel_job(row.id),
        disabled=row.is_stopping,
        variant="ghost",
        color_scheme="gray",
    )


def _failed(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    details = rx.el.details(rx.el.summary("Details", class_name="note"), rx.el.p(row.details, class_name="note"))
    return _notice(
        row,
        "failed",
        rx.icon("circle-alert", size=18, color="var(--bad)", aria_hidden="true"),
        rx.cond(row.has_items, _view(row), rx.fragment()),
        _retry(row),
        below=details,
    )


def _cancelled(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return _notice(
        row,
        "cancelled",
        rx.icon("circle-stop", size=18, color="var(--ink-soft)", aria_hidden="true"),
        rx.cond(row.has_items, _view(row), rx.fragment()),
        _retry(row),
    )


def _completed(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    """The notice of a completed job. It is as high as the line it replaces, so that the new cards do not move."""
    return _notice(
        row,
        "completed",
        rx.icon("circle-check", size=18, color="var(--good)", aria_hidden="true"),
        rx.cond(row.has_items, _view(row), rx.fragment()),
    )


def _notice(
    row: rx.vars.ObjectVar[TaskRow],
    ending: str,
    icon: rx.Component,
    *actions: rx.Component,
    below: rx.Component | None = None,
) -> rx.Component:
    """How a job ended, what was kept and what can be done. Shown until the learner dismisses it."""
    told = rx.el.div(
        rx.el.div(
            icon,
            rx.el.div(
                row.outcome,
                rx.cond(row.advice != "", rx.el.span(" ", row.advice, class_name="soft"), rx.fragment()),
                _intent(row),
                class_name="grow",
                role="status",
            ),
            rx.el.div(*actions, _dismiss(row), class_name="placeholder-actions"),
            class_name="placeholder-head",
        ),
        below or rx.fragment(),
        class_name=f"surface surface-pad placeholder is-{ending}",
        data_testid=f"generation-{ending}",
    )
    return rx.cond(ShellState.dismissed.contains(row.id.to(str)), rx.fragment(), told)


def _view(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return link_button(row.view, to=row.href, variant="soft")


def _retry(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    button = rx.button(row.retry, on_click=ShellState.retry_job(row.id), variant="soft")
    return rx.cond(row.is_retryable, button, rx.fragment())


def _dismiss(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.icon_button(
        rx.icon("x", size=18),
        on_click=ShellState.dismiss_job(row.id),
        variant="ghost",
        color_scheme="gray",
        title="Dismiss",
        aria_label="Dismiss",
    )
