"""Moments that tick in the browser without server traffic (the elements live in `assets/studyapp.js`)."""

from typing import ClassVar

import reflex as rx

from studyapp.ui.components.custom_element import CustomElement


class LiveTime(CustomElement):
    """How long ago, with the exact time on hover."""

    tag = "LiveTime"
    element: ClassVar[str] = "live-time"
    at: rx.Var[str]


class CountDown(CustomElement):
    """How long until; "a moment" once it has come."""

    tag = "CountDown"
    element: ClassVar[str] = "count-down"
    at: rx.Var[str]


live_time = LiveTime.create
count_down = CountDown.create
