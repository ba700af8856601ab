"""Buttons for the pages of a list that is paged by offset."""

import reflex as rx

Count = int | rx.vars.NumberVar


def pager(
    label: str,
    *,
    first: Count,
    last: Count,
    total: Count,
    on_previous: rx.event.EventType[()],
    on_next: rx.event.EventType[()],
) -> rx.Component:
    """The pager. `first` is the number of items before this page, `last` the number including this page."""
    return rx.el.nav(
        _turn("Previous", on_previous, disabled=first == 0),
        rx.el.span(first + 1, "–", last, " of ", total, class_name="note numeral"),
        _turn("Next", on_next, disabled=last >= total),
        class_name="pager",
        aria_label=label,
    )


def _turn(name: str, on_click: rx.event.EventType[()], *, disabled: bool | rx.Var[bool]) -> rx.Component:
    return rx.button(name, on_click=on_click, disabled=disabled, variant="soft", color_scheme="gray")
