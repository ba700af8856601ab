"""Times that tick in the browser without server traffic (the elements are in `assets/studyapp.js`)."""

from typing import ClassVar

import reflex as rx

from studyapp.ui.components.elements.custom_element import CustomElement


class LiveTime(CustomElement):
    """The time since a moment, with the exact time on hover."""

    tag = "LiveTime"
    element: ClassVar[str] = "live-time"
    at: rx.Var[str]


class CountDown(CustomElement):
    """The time until a moment; "a moment" once it has come."""

    tag = "CountDown"
    element: ClassVar[str] = "count-down"
    at: rx.Var[str]


live_time = LiveTime.create
count_down = CountDown.create
