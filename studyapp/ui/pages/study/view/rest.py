"""The study screen without a card: before the clock starts, in a pause, at the end, or if nothing is due."""

from typing import Literal

import reflex as rx

from studyapp.models import StudyMode
from studyapp.ui.components.elements.moments import count_down, live_time
from studyapp.ui.components.empty import empty
from studyapp.ui.components.links import link, link_button
from studyapp.ui.pages.study.actions import StudyActionsState
from studyapp.ui.pages.study.rows import Rest
from studyapp.ui.pages.study.state import StudyState
from studyapp.ui.pages.study.view.clock import at_moment
from studyapp.ui.pages.study.view.practice import practice_changes


def rest() -> rx.Component:
    shown = rx.match(
        StudyState.rest,
        (Rest.READY.value, _ready()),
        (Rest.PAUSE.value, _pause()),
        (Rest.TIME_UP.value, Rest.TIMED_DONE.value, _timed_end()),
        (Rest.ENDED.value, _ended()),
        (Rest.DONE.value, _done()),
        _nothing(),
    )
    return rx.fragment(shown)


def _ready() -> rx.Component:
    return rx.el.section(
        rx.heading("Five minutes", as_="h2", size="7", weight="medium"),
        rx.el.p(
            "Answer as many cards as you can. The clock starts with the first card and runs on every device; what you "
            "answer counts for your reviews as always.",
            class_name="soft",
        ),
        rx.el.div(
            rx.button("Start", on_click=StudyActionsState.begin, data_shortcut="space enter", size="4"),
            class_name="page-actions",
        ),
        class_name="rest",
    )


def _pause() -> rx.Component:
    return rx.el.section(
        rx.heading("Next card in ", count_down(at=StudyState.waits_until), as_="h2", size="7", weight="medium"),
        rx.el.p(
            "What you are learning just now comes back in a moment. You can leave: it waits for you.", class_name="soft"
        ),
        _summary(_study_session()),
        practice_changes(),
        rx.el.div(
            rx.button("Study now", on_click=StudyActionsState.study_now, data_shortcut="enter", size="3"),
            rx.cond(StudyState.subject.is_practice, _to_course("soft"), _finish("soft")),
            class_name="page-actions",
        ),
        at_moment(StudyState.waits_until, StudyActionsState.look_again),
        class_name="rest",
    )


def _timed_end() -> rx.Component:
    progress, is_time_up = StudyState.progress, StudyState.rest == Rest.TIME_UP.value
    return rx.el.section(
        rx.heading(rx.cond(is_time_up, "Time is up", "No cards are left"), as_="h2", size="7", weight="medium"),
        rx.el.p(
            rx.el.b(progress.right, class_name="due-number numeral"),
            " of ",
            progress.answered,
            " right",
            class_name="due-line",
        ),
        _summary(_study_session(), _next_card()),
        rx.el.div(
            rx.cond(
                is_time_up,
                rx.button("Once more", on_click=StudyActionsState.study_again, data_shortcut="enter", size="3"),
                rx.fragment(),
            ),
            _finish("soft"),
            class_name="page-actions",
        ),
        class_name="rest",
        role="status",
    )


def _ended() -> rx.Component:
    """The screen after the session was ended elsewhere; ending it in this tab leads to the first page instead."""
    return rx.el.section(
        rx.heading("This session has ended", as_="h2", size="7", weight="medium"),
        rx.el.p("It was ended in another tab or on another device.", class_name="soft"),
        _summary(_study_session(), _next_card()),
        rx.el.div(
            rx.button("Study again", on_click=StudyActionsState.study_again, data_shortcut="enter", size="3"),
            link_button("Today", to="/", variant="soft", size="3"),
            class_name="page-actions",
        ),
        class_name="rest",
        role="status",
    )


def _done() -> rx.Component:
    is_practice = StudyState.subject.is_practice
    return rx.el.section(
        rx.heading("Done for now", as_="h2", size="7", weight="medium"),
        rx.el.p(
            rx.cond(
                StudyState.mode == StudyMode.CUSTOM.value,
                "You have been through every card. Scheduling was left alone.",
                rx.cond(
                    StudyState.held_back > 0,
                    "What you set as enough for a day is done.",
                    rx.cond(is_practice, "You have been through these cards.", "Everything due has been studied."),
                ),
            ),
            class_name="soft",
        ),
        _summary(_study_session(), _next_card()),
        practice_changes(),
        _more(),
        _resting(),
        rx.cond(
            StudyState.subject.is_of_goal,
            rx.el.div(*_skill_ways(), _once_more(), class_name="page-actions"),
            rx.el.div(
                rx.cond(is_practice, _to_course(shortcut="enter"), _finish("solid", shortcut="enter")),
                _once_more(),
                class_name="page-actions",
            ),
        ),
        class_name="rest",
        role="status",
    )


def _skill_ways() -> tuple[rx.Component, rx.Component]:
    """The ways on from a skill: to the next one, and back to the tree."""
    following = StudyState.following
    address = rx.Var.create(f"/study?mode={StudyState.mode}&node={following.node_id}")
    go_on = link_button("Next: ", following.name, to=address, data_shortcut="enter", size="3")
    back = link_button("Back to the skills", to=StudyState.subject.way_out, variant="soft", size="3")
    return rx.cond(following.name != "", go_on, rx.fragment()), back


def _to_course(variant: Literal["soft", "solid"] = "solid", *, shortcut: str = "") -> rx.Component:
    way_out = StudyState.subject.way_out
    return link_button("Back to the course", to=way_out, variant=variant, data_shortcut=shortcut, size="3")


def _more() -> rx.Component:
    """The number of cards that a limit holds back, and the two ways to study them."""
    waiting = rx.el.p(
        rx.el.b(StudyState.held_back, class_name="numeral"),
        rx.cond(StudyState.held_back == 1, " more card waits", " more cards wait"),
        " for tomorrow, because of your limits per day. ",
        link("Change the limits", to="/settings#studying", class_name="link"),
        " to learn them today, or look at them in ",
        link("custom study", to=StudyState.custom_address, class_name="link"),
        ", which schedules nothing.",
        class_name="note",
    )
    return rx.cond(StudyState.held_back > 0, waiting, rx.fragment())


def _resting() -> rx.Component:
    """Why cards that the learner may expect here are not asked."""
    words = rx.el.p(StudyState.resting, " ", link("See the goals", to="/goals", class_name="link"), class_name="note")
    return rx.cond(StudyState.resting != "", words, rx.fragment())


def _once_more() -> rx.Component:
    """A button that starts custom study or practice again, because one session asks every card only once."""
    button = rx.button("Once more", on_click=StudyActionsState.study_again, variant="soft", size="3")
    asks_once = (StudyState.mode == StudyMode.CUSTOM.value) | StudyState.subject.is_practice
    return rx.cond(asks_once, button, rx.fragment())


def _finish(variant: Literal["soft", "solid"], *, shortcut: str = "") -> rx.Component:
    return rx.button(
        "Back to Today", on_click=StudyActionsState.finish, variant=variant, data_shortcut=shortcut, size="3"
    )


def _summary(*figures: rx.Component) -> rx.Component:
    """Figures of the session. They are left out before the first answer, when all of them would be zero."""
    return rx.cond(StudyState.progress.answered, rx.el.dl(*figures, class_name="summary"), rx.fragment())


def _study_session() -> rx.Component:
    progress = StudyState.progress
    return rx.fragment(
        _figure("Reviewed", progress.answered),
        rx.cond(progress.correct != "", _figure("Correct", progress.correct), rx.fragment()),
        _figure("Time", progress.time),
    )


def _next_card() -> rx.Component:
    next_due_at = StudyState.progress.next_due_at
    return rx.cond(next_due_at, _figure("Next card", live_time(at=next_due_at)), rx.fragment())


def _figure(name: str, value: rx.Var | rx.Component) -> rx.Component:
    return rx.el.div(rx.el.dt(name), rx.el.dd(value, class_name="numeral"))


def _elsewhere() -> rx.Component:
    return rx.fragment(
        link_button("Back to Today", to="/", size="3"),
        link_button("Decks", to="/decks", variant="soft", size="3"),
    )


def _nothing() -> rx.Component:
    next_due_at = StudyState.progress.next_due_at
    return rx.fragment(
        empty(
            "coffee",
            "Nothing is due",
            "You are up to date here. Make some cards, or come back when some are due.",
            rx.cond(
                StudyState.subject.is_of_goal,
                rx.fragment(*_skill_ways()),
                rx.cond(StudyState.subject.is_practice, _to_course(), _elsewhere()),
            ),
        ),
        rx.el.div(_more(), _resting(), class_name="centred"),
        rx.cond(
            next_due_at != "",
            rx.el.p("The next card is due ", live_time(at=next_due_at), ".", class_name="soft centred"),
            rx.fragment(),
        ),
    )
