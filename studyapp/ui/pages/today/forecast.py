"""The number of cards due on each of the next seven days: as bars, and as a table for screen readers."""

import reflex as rx

from studyapp.ui.pages.today.rows import DayRow
from studyapp.ui.pages.today.state import TodayState


def forecast() -> rx.Component:
    return rx.el.figure(
        rx.el.div(rx.foreach(TodayState.days, _bar), class_name="bars", aria_hidden="true"),
        _table(),
        rx.el.figcaption("Cards that come back, day by day. New cards are not counted.", class_name="note"),
        class_name="surface surface-pad forecast",
    )


def _bar(day: rx.vars.ObjectVar[DayRow]) -> rx.Component:
    return rx.el.div(
        rx.el.span(day.cards, class_name="note numeral"),
        rx.el.div(rx.el.div(class_name="bar", style={"height": day.height}), class_name="bar-track"),
        rx.el.span(day.name, class_name="note"),
        key=day.date,
        class_name="day",
    )


def _table() -> rx.Component:
    head = rx.el.tr(rx.el.th("Day", scope="col"), rx.el.th("Cards", scope="col"))
    rows = rx.foreach(TodayState.days, lambda day: rx.el.tr(rx.el.td(day.date), rx.el.td(day.cards), key=day.date))
    return rx.el.table(rx.el.thead(head), rx.el.tbody(rows), class_name="visually-hidden")
