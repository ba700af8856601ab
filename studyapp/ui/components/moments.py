"""Moments that tick in the browser without server traffic (the elements live in `assets/studyapp.js`)."""

import reflex as rx

from studyapp.ui.components.custom import CustomElement


class LiveTime(CustomElement):
    """How long ago, with the exact time on hover."""

    tag = "live_time"
    at: rx.Var[str]


class CountDown(CustomElement):
    """How long until; "a moment" once it has come."""

    tag = "count_down"
    at: rx.Var[str]


live_time = LiveTime.create
count_down = CountDown.create
