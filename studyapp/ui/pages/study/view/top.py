"""The top of the study screen: the way out, the progress, and actions on the card."""

from typing import Any

import reflex as rx

from studyapp.models import StudyMode
from studyapp.ui.components.elements.moments import count_down
from studyapp.ui.components.links import link
from studyapp.ui.how_to_study import HowToStudyState
from studyapp.ui.pages.study.actions import StudyActionsState
from studyapp.ui.pages.study.state import StudyState
from studyapp.ui.pages.study.view.clock import at_moment, time_line
from studyapp.ui.pages.study.view.keys import keys

_IS_TIMED = StudyState.mode == StudyMode.TIMED.value


def top() -> rx.Component:
    line = rx.cond(StudyState.ends_at != "", time_line(until=StudyState.ends_at), _progress_line())
    return rx.el.header(
        rx.el.div(_leave(), line, _tools(), class_name="study-top"),
        rx.el.div(_what(), _how_far(), class_name="study-counts"),
        class_name="study-head",
    )


def _leave() -> rx.Component:
    """A link to where the study session was started. The session can be continued for a day."""
    return link(
        rx.icon("x", size=20, aria_hidden="true"),
        to=StudyState.subject.way_out,
        aria_label="Leave",
        title="Leave (esc)",
        data_shortcut=rx.cond(StudyState.editor.card_id != "", "", "escape"),
        class_name="study-tool",
    )


def _progress_line() -> rx.Component:
    return rx.progress(value=StudyState.progress.percent, size="1", aria_label="Progress of this session")


def _what() -> rx.Component:
    """What is studied and in which mode; a button changes them, except for a skill, whose page offers the modes,
    and for practice.
    """
    change = rx.el.button(
        StudyState.mode_name,
        rx.icon("chevron-down", size=14, aria_hidden="true"),
        on_click=HowToStudyState.show(StudyState.mode, StudyState.opened_id, StudyState.tag),
        aria_haspopup="dialog",
        aria_label=f"How to study: {StudyState.mode_name}",
        title="How to study (m)",
        data_shortcut="m",
        class_name="study-mode",
    )
    return rx.el.span(
        rx.cond(
            StudyState.subject.is_of_goal | StudyState.subject.is_practice,
            rx.el.span(StudyState.mode_name, class_name="study-mode"),
            change,
        ),
        rx.cond(
            StudyState.subject.title != "",
            rx.el.span(StudyState.subject.title, dir="auto", title=StudyState.subject.title, class_name="one-line"),
        ),
        rx.cond(StudyState.tag != "", rx.el.span(StudyState.tag, dir="auto", class_name="tag one-line")),
        class_name="study-what",
    )


def _how_far() -> rx.Component:
    progress = StudyState.progress
    left = rx.el.span(
        rx.el.span(progress.new, " new"),
        rx.el.span(progress.learning, " learning"),
        rx.el.span(progress.review, " to review"),
        class_name="deck-counts numeral",
    )
    score = rx.el.span(
        rx.el.span(progress.right, " of ", progress.answered, " right"),
        rx.cond((StudyState.ends_at != "") & ~StudyState.is_over, _time_left()),
        class_name="deck-counts numeral",
    )
    return rx.cond(_IS_TIMED, score, left)


def _time_left() -> rx.Component:
    end = at_moment(StudyState.ends_at, StudyActionsState.look_again)
    return rx.el.span(count_down(at=StudyState.ends_at), " left", end)


def _tools() -> rx.Component:
    shown = StudyState.face
    nothing = (shown.id == "") | (StudyState.editor.card_id != "")
    nothing_done = (StudyState.progress.answered == 0) & (StudyState.aside_id == "")
    return rx.el.div(
        _tool("undo-2", "Undo the last step", "u", StudyActionsState.undo, disabled=nothing_done),
        _tool("pencil", "Edit the card", "e", StudyActionsState.start_editing, disabled=nothing),
        _tool(
            "flag",
            rx.cond(shown.is_flagged, "Take the flag off", "Flag the card"),
            "f",
            StudyActionsState.flag(shown.card_id),
            disabled=nothing,
            aria_pressed=shown.is_flagged,
        ),
        _tool(
            "moon", "Put the card aside until tomorrow", "b", StudyActionsState.bury(shown.card_id), disabled=nothing
        ),
        _tool("pause", "Suspend the card", "s", StudyActionsState.suspend(shown.card_id), disabled=nothing),
        keys(),
        class_name="study-tools",
    )


def _tool(icon: str, name: str | rx.Var[str], key: str, on_click: rx.event.EventType[()], **props: Any) -> rx.Component:
    return rx.el.button(
        rx.icon(icon, size=18, aria_hidden="true"),
        on_click=on_click,
        aria_label=name,
        title=f"{name} ({key})",
        data_shortcut=key,
        class_name="study-tool",
        **props,
    )
