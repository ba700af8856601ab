"""Background tasks on every page: the button that counts them and the panel that slides in from the right."""

from typing import Literal

import reflex as rx
from reflex.event import EventType

from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.ui.components.elements.moments import count_down, live_time
from studyapp.ui.components.empty import empty
from studyapp.ui.components.links import link, link_button
from studyapp.ui.tasks.rows import TaskRow
from studyapp.ui.tasks.shell import ShellState


def tasks_rail_button() -> rx.Component:
    """The button in the rail. The key `t` presses whichever of the two buttons is visible."""
    return rx.el.button(
        rx.icon("list-checks", size=18, aria_hidden="true"),
        rx.el.span("Tasks", class_name="rail-label"),
        _count(),
        on_click=ShellState.show_tasks,
        data_shortcut="t",
        class_name="rail-link",
    )


def tasks_bar_button() -> rx.Component:
    """The button in the header on a phone."""
    return rx.el.button(
        rx.icon("list-checks", size=20, aria_hidden="true"),
        rx.el.span("Tasks", class_name="visually-hidden"),
        _count(),
        on_click=ShellState.show_tasks,
        data_shortcut="t",
        class_name="bar-button",
    )


def _count() -> rx.Component:
    return rx.cond(
        ShellState.active > 0,
        rx.el.span(ShellState.active, rx.el.span(" active", class_name="visually-hidden"), class_name="count"),
        rx.fragment(),
    )


def tasks_panel() -> rx.Component:
    return rx.dialog.root(
        rx.dialog.content(
            rx.el.header(
                rx.dialog.title("Background tasks", size="6", weight="medium", margin="0"),
                rx.dialog.close(
                    rx.icon_button(rx.icon("x", size=18), variant="ghost", color_scheme="gray", aria_label="Close")
                ),
                class_name="sheet-head",
            ),
            rx.el.div(
                rx.cond(
                    ShellState.tasks.length() > 0,
                    rx.el.ul(rx.foreach(ShellState.tasks, task_item), class_name="task-list"),
                    empty("list-checks", "Nothing under way", "What you generate appears here while it is being made."),
                ),
                class_name="sheet-body",
            ),
            rx.el.footer(
                link_button("All tasks", to="/tasks", variant="soft", color_scheme="gray"), class_name="sheet-foot"
            ),
            class_name="sheet",
            aria_describedby="",
        ),
        open=ShellState.panel_open,
        on_open_change=ShellState.set_panel,
    )


def task_item(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    """A task in the panel: its title, its state, a bar while it runs, and an action."""
    return rx.el.li(
        rx.el.div(
            rx.el.span(task_icon(row), row.title, class_name="task-title one-line", title=row.title),
            live_time(at=row.created_at),
            class_name="task-line",
        ),
        task_bar(row),
        rx.el.div(task_state(row), task_action(row), class_name="task-line"),
        key=row.id,
        class_name="task",
    )


def task_icon(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    """The icon of the kind of job. Screen readers skip it, because the title says the same."""
    icons = [
        (kind.value, rx.icon(handler.words.icon, size=16, aria_hidden="true", class_name="task-icon"))
        for kind, handler in HANDLERS.items()
    ]
    return rx.fragment(rx.match(row.type, *icons, rx.fragment()))


def task_state(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.el.div(
        rx.el.span(row.state, _countdown(row), class_name="task-state numeral", data_status=row.tone),
        rx.cond(row.intent != "", rx.el.span(row.intent, dir="auto", class_name="task-intent"), rx.fragment()),
        rx.cond(row.advice != "", rx.el.span(row.advice, class_name="note"), rx.fragment()),
        class_name="task-words",
    )


def _countdown(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    words = rx.fragment(" Next attempt in ", count_down(at=row.next_attempt_at), ".")
    return rx.cond(row.next_attempt_at != "", words, rx.fragment())


def task_bar(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.cond(row.shows_bar, rx.progress(value=row.percent, size="1", aria_label=row.title), rx.fragment())


def task_action(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    """The buttons that make sense now: stop, view what was made, retry."""
    return rx.cond(
        row.is_active,
        rx.el.span(task_try_now(row, size="1"), task_cancel(row, size="1"), class_name="task-choices"),
        rx.el.span(
            rx.cond(row.has_items, link(row.view, to=row.href, class_name="link task-view"), rx.fragment()),
            rx.cond(
                row.is_retryable,
                rx.button(row.retry, on_click=ShellState.retry_job(row.id), size="1", variant="soft"),
                rx.fragment(),
            ),
            class_name="task-choices",
        ),
    )


def task_try_now(row: rx.vars.ObjectVar[TaskRow], *, size: Literal["1", "2"] = "2") -> rx.Component:
    button = rx.button("Try now", on_click=ShellState.try_now(row.id), size=size, variant="soft")
    return rx.cond(row.next_attempt_at != "", button, rx.fragment())


def task_cancel(row: rx.vars.ObjectVar[TaskRow], *, size: Literal["1", "2"] = "2") -> rx.Component:
    def button(stop: EventType[()]) -> rx.Component:
        words = rx.cond(row.is_stopping, "Stopping…", "Cancel")
        return rx.button(words, on_click=stop, disabled=row.is_stopping, size=size, variant="soft", color_scheme="gray")

    return rx.cond(row.is_batch, button(ShellState.cancel_batch(row.id)), button(ShellState.cancel_job(row.id)))
