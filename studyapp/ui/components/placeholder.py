"""What stands exactly where generated content will be, in the shape of that content, until it is there.

It is announced politely, never takes focus, and its text cannot be selected while it waits.
"""

from typing import Final

import reflex as rx

from studyapp.ui.components.moments import count_down
from studyapp.ui.shell import Shell
from studyapp.ui.task_rows import TaskRow

_SURFACE: Final = "surface surface-pad placeholder shimmer"


def generation_placeholder(row: rx.vars.ObjectVar[TaskRow], *, shape: bool = True) -> rx.Component:
    """For a job of the page's target, running, waiting for a retry or ended. Nothing once put away.

    Without its `shape` it is only the line that tells: for lists that keep a place for each item with `awaited_cards`.
    """
    return rx.fragment(
        rx.match(
            row.status,
            ("failed", _unless_dismissed(row, _failed(row))),
            ("cancelled", _unless_dismissed(row, _cancelled(row))),
            ("completed", _unless_dismissed(row, _completed(row))),
            _working(row, shape=shape),
        )
    )


def awaited_cards(numbers: rx.vars.ArrayVar[list[int]]) -> rx.Component:
    """Empty cards, each as high as most cards are, so that what stands below stays where it is when one arrives."""
    return rx.foreach(numbers, lambda number: rx.el.div(_card_shape(), key=number, class_name=f"{_SURFACE} awaited"))


def _working(row: rx.vars.ObjectVar[TaskRow], *, shape: bool) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.spinner(size="2", aria_hidden="true"),
            rx.el.div(_progress_words(row), class_name="grow", role="status", aria_live="polite"),
            _cancel(row),
            class_name="placeholder-head",
        ),
        _card_shape() if shape else rx.fragment(),
        class_name=_SURFACE,
        aria_busy="true",
        data_testid="generation-placeholder",
    )


def _progress_words(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    """The countdown is a timer of its own, so that a screen reader is not told of every second."""
    return rx.cond(
        row.next_attempt_at != "",
        rx.fragment(
            rx.el.span(row.state, " "),
            rx.el.span("Next attempt in ", count_down(at=row.next_attempt_at), ".", class_name="soft numeral"),
        ),
        rx.fragment(
            rx.el.span(row.state, class_name="numeral"),
            rx.cond(row.attempt != "", rx.el.span(" ", row.attempt, class_name="note"), rx.fragment()),
        ),
    )


def _card_shape() -> rx.Component:
    """A card: a question of two lines over an answer of one."""
    widths = ("82%", "46%", "64%")
    bars = [rx.el.div(class_name="bone", style={"height": "12px", "width": width}) for width in widths]
    return rx.el.div(*bars, class_name="placeholder-bones", aria_hidden="true")


def _cancel(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.button(
        rx.cond(row.is_stopping, "Stopping…", "Stop"),
        on_click=Shell.cancel_job(row.id),
        disabled=row.is_stopping,
        variant="ghost",
        color_scheme="gray",
    )


def _failed(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.icon("circle-alert", size=18, color="var(--bad)", aria_hidden="true"),
            rx.el.div(row.outcome, class_name="grow", role="status"),
            class_name="placeholder-head",
        ),
        rx.el.details(rx.el.summary("Details", class_name="note"), rx.el.p(row.details, class_name="note")),
        rx.el.div(
            rx.button("Retry", on_click=Shell.retry_job(row.id), variant="soft"),
            _dismiss(row),
            class_name="page-actions",
        ),
        class_name="surface surface-pad placeholder is-failed",
        data_testid="generation-failed",
    )


def _cancelled(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.icon("circle-stop", size=18, color="var(--ink-soft)", aria_hidden="true"),
            rx.el.div(row.outcome, class_name="grow", role="status"),
            rx.el.div(
                rx.button(
                    rx.cond(row.has_items, "Make the rest", "Start again"),
                    on_click=Shell.retry_job(row.id),
                    variant="soft",
                ),
                _dismiss(row),
                class_name="page-actions",
            ),
            class_name="placeholder-head",
        ),
        class_name="surface surface-pad placeholder is-cancelled",
        data_testid="generation-cancelled",
    )


def _completed(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    """As high as the line it takes the place of, so that the new cards stay where they are."""
    return rx.el.div(
        rx.el.div(
            rx.icon("circle-check", size=18, color="var(--good)", aria_hidden="true"),
            rx.el.div(row.outcome, class_name="grow", role="status"),
            _dismiss(row),
            class_name="placeholder-head",
        ),
        class_name="surface surface-pad placeholder is-completed",
        data_testid="generation-completed",
    )


def _dismiss(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.button("Dismiss", on_click=Shell.dismiss_job(row.id), variant="ghost", color_scheme="gray")


def _unless_dismissed(row: rx.vars.ObjectVar[TaskRow], notice: rx.Component) -> rx.Component:
    return rx.cond(Shell.dismissed.contains(row.id.to(str)), rx.fragment(), notice)
