"""The view of the tasks page."""

import reflex as rx

from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.ui.components.elements.moments import live_time
from studyapp.ui.components.empty import bones, empty
from studyapp.ui.components.links import link, link_button
from studyapp.ui.frame.layout import page
from studyapp.ui.generate.questions import ask_button
from studyapp.ui.pages.tasks.rows import MomentRow
from studyapp.ui.pages.tasks.state import TasksState
from studyapp.ui.tasks.panel import task_bar, task_cancel, task_icon, task_state, task_try_now
from studyapp.ui.tasks.rows import TaskRow
from studyapp.ui.tasks.shell import ShellState

_TAB_NAMES = {"all": "All", "active": "Active", "completed": "Completed", "failed": "Failed"}
_EMPTY = {
    "all": (
        "Nothing has been made yet",
        "Paste a text into a deck, or ask for questions on anything: it is made here.",
    ),
    "active": ("Nothing under way", "What you generate appears here while it is being made."),
    "completed": ("Nothing completed yet", "Finished tasks stay here for seven days."),
    "failed": ("Nothing has failed", "If something does, it says here why, and can be tried again."),
}


def tasks_page() -> rx.Component:
    return page(
        rx.cond(TasksState.of != "", _one_batch(), rx.fragment()),
        rx.tabs.root(
            _filters(),
            rx.tabs.content(
                rx.cond(
                    TasksState.loaded, rx.cond(TasksState.tasks.length() > 0, _list(), _nothing()), bones(88, 88, 88)
                ),
                value=TasksState.tab,
            ),
            value=TasksState.tab,
            on_change=TasksState.show_tab,
        ),
        title="Tasks",
        is_read=TasksState.loaded,
        here="/tasks",
        lead="Everything that is made for you in the background. You can leave at any time: it goes on without you.",
        actions=[_export("csv", "CSV"), _export("json", "JSON")],
    )


def _one_batch() -> rx.Component:
    return rx.el.p(
        "Only what belongs to one task is listed. ", link("All tasks", to="/tasks"), class_name="note", role="status"
    )


def _filters() -> rx.Component:
    tabs = [rx.tabs.trigger(name, value=value) for value, name in _TAB_NAMES.items()]
    return rx.el.div(
        rx.tabs.list(*tabs, aria_label="Which tasks", class_name="tabs"),
        _kinds(),
        class_name="filters",
    )


def _kinds() -> rx.Component:
    items = [rx.select.item(handler.words.noun, value=kind.value) for kind, handler in HANDLERS.items()]
    return rx.select.root(
        rx.select.trigger(aria_label="Kind of task"),
        rx.select.content(rx.select.item("Every kind", value="all"), *items),
        value=TasksState.kind,
        on_change=TasksState.show_kind,
    )


def _export(kind: str, name: str) -> rx.Component:
    return rx.button(
        rx.icon("download", size=16, aria_hidden="true"),
        name,
        on_click=TasksState.export(kind),
        variant="soft",
        color_scheme="gray",
        aria_label=f"Download the list as {name}",
    )


def _nothing() -> rx.Component:
    to_decks = link_button("Go to decks", to="/decks", variant="soft", size="3")
    cases = [(tab, empty("list-checks", *words, ask_button(), to_decks)) for tab, words in _EMPTY.items()]
    return rx.fragment(rx.match(TasksState.tab, *cases, rx.fragment()))


def _list() -> rx.Component:
    return rx.fragment(
        rx.el.ul(rx.foreach(TasksState.tasks, _task), class_name="task-list surface"),
        rx.cond(TasksState.has_next | (TasksState.page_number > 1), _pager(), rx.fragment()),
    )


def _pager() -> rx.Component:
    return rx.el.nav(
        rx.button(
            "Newer",
            on_click=TasksState.previous_page,
            disabled=TasksState.page_number == 1,
            variant="soft",
            color_scheme="gray",
        ),
        rx.el.span("Page ", TasksState.page_number, class_name="note numeral"),
        rx.button(
            "Older", on_click=TasksState.next_page, disabled=~TasksState.has_next, variant="soft", color_scheme="gray"
        ),
        class_name="pager",
        aria_label="Pages",
    )


def _task(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    unfolded = TasksState.open_id == row.id
    return rx.el.li(
        rx.el.div(
            rx.el.h2(task_icon(row), row.title, id="title-" + row.id.to(str), class_name="task-title wrap-anywhere"),
            rx.el.span(_label(row), live_time(at=row.created_at), class_name="task-meta"),
            class_name="task-line",
        ),
        task_bar(row),
        task_state(row),
        rx.el.div(
            rx.cond(row.is_batch, rx.fragment(), _fold(row, unfolded=unfolded)),
            *_actions(row),
            class_name="task-actions",
        ),
        rx.cond(unfolded, _history(), rx.fragment()),
        key=row.id,
        class_name="task",
    )


def _label(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.el.span(row.label, class_name="task-label", data_status=row.tone)


def _fold(row: rx.vars.ObjectVar[TaskRow], *, unfolded: rx.Var[bool] | bool) -> rx.Component:
    return rx.button(
        rx.icon("chevron-right", size=16, aria_hidden="true"),
        "History",
        on_click=TasksState.unfold(row.id),
        variant="ghost",
        color_scheme="gray",
        aria_expanded=unfolded,
        aria_describedby="title-" + row.id.to(str),
        class_name="fold",
    )


def _actions(row: rx.vars.ObjectVar[TaskRow]) -> list[rx.Component]:
    return [
        rx.cond(row.has_items, link(row.view, to=row.href), rx.fragment()),
        rx.cond(
            row.is_active,
            rx.fragment(task_try_now(row), task_cancel(row)),
            rx.cond(row.can_run_again, _run_again(row), rx.fragment()),
        ),
    ]


def _run_again(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.cond(
        row.is_retryable,
        rx.button(row.retry, on_click=ShellState.retry_job(row.id), variant="soft"),
        rx.button("Run again", on_click=ShellState.run_again(row.id), variant="soft", color_scheme="gray"),
    )


def _history() -> rx.Component:
    return rx.el.ol(rx.foreach(TasksState.history, _moment), class_name="timeline")


def _moment(row: rx.vars.ObjectVar[MomentRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.span(row.title), live_time(at=row.at), class_name="task-line"),
        rx.cond(row.error != "", rx.el.div(row.error, class_name="timeline-error wrap-anywhere"), rx.fragment()),
        rx.cond(row.detail != "", rx.el.div(row.detail, class_name="note"), rx.fragment()),
        data_tone=row.tone,
    )
