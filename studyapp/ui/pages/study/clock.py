"""The time that is left of a timed sitting as a line; it moves in the browser (see `assets/study.js`)."""

from typing import ClassVar

import reflex as rx

from studyapp.services.presentations import TIMED_LASTS
from studyapp.ui.components.custom_element import CustomElement


class TimeLine(CustomElement):
    """For the eye: `count-down` beside it says the same in words."""

    tag = "TimeLine"
    element: ClassVar[str] = "time-line"
    until: rx.Var[str]
    seconds: rx.Var[int]


def time_line(*, until: rx.Var[str] | str) -> rx.Component:
    return TimeLine.create(until=until, seconds=TIMED_LASTS.seconds, aria_hidden="true")
