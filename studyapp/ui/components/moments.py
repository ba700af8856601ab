"""Moments that tick in the browser without server traffic (the elements live in `assets/studyapp.js`)."""

import reflex as rx
from reflex_components_core.el.element import Element


class LiveTime(Element):
    """How long ago, with the exact time on hover."""

    tag = "live-time"
    at: rx.Var[str]


class CountDown(Element):
    """How long until; "a moment" once it has come."""

    tag = "count-down"
    at: rx.Var[str]


live_time = LiveTime.create
count_down = CountDown.create
