"""The clock of a study session. It runs in the browser (`assets/study-clock.js`) and survives a lost connection."""

from typing import ClassVar

import reflex as rx

from studyapp.services.study.presentations import TIMED_LASTS
from studyapp.ui.components.elements.custom_element import CustomElement


class TimeLine(CustomElement):
    """A bar that shows the time left. It is visual only; the `count-down` beside it says the same in words."""

    tag = "TimeLine"
    element: ClassVar[str] = "time-line"
    until: rx.Var[str]
    seconds: rx.Var[int]


def time_line(*, until: rx.Var[str] | str) -> rx.Component:
    return TimeLine.create(until=until, seconds=TIMED_LASTS.seconds, aria_hidden="true")


def at_moment(moment: rx.Var[str] | str, happens: rx.event.EventType[()]) -> rx.Component:
    """Run an event when this moment (ISO) has come, if the page still shows this component."""
    return rx.el.button(
        on_click=happens, data_press_at=moment, hidden=True, type="button", tab_index=-1, aria_hidden="true"
    )
