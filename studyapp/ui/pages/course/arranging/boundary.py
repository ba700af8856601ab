"""The lines of a section, to choose where it is split or where it begins."""

import reflex as rx

from studyapp.ui.components.elements.scroll_here import scroll_here
from studyapp.ui.components.fields import close_button
from studyapp.ui.pages.course.arranging.rows import ArrangedRow, PlaceRow
from studyapp.ui.pages.course.arranging.state import ArrangingState

_BOUNDARY = ArrangingState.boundary


def boundary_form(row: rx.vars.ObjectVar[ArrangedRow]) -> rx.Component:
    places = _BOUNDARY.places.to(list[PlaceRow])
    lines = rx.el.fieldset(
        rx.el.legend(f"Where “{row.title}” begins, or a new section", class_name="field-label"),
        rx.el.div(rx.foreach(places, _line), class_name="boundary-places"),
        class_name="boundary-field",
    )
    return rx.el.div(
        rx.cond(places.length() > 0, lines, rx.el.p("It has no lines to divide it at.", class_name="note")),
        rx.cond(_BOUNDARY.note != "", rx.el.p(_BOUNDARY.note, class_name="note"), rx.fragment()),
        rx.el.div(
            _split(), rx.cond(_BOUNDARY.before != "", _begin(), rx.fragment()), _close(), class_name="page-actions"
        ),
        class_name="stack boundary",
        data_testid="boundary",
    )


def _line(row: rx.vars.ObjectVar[PlaceRow]) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="place",
            value=row.at.to_string(),
            on_change=ArrangingState.choose_place(row.at),
            disabled=row.is_start,
        ),
        rx.el.span(row.words, dir="auto", class_name="grow wrap-anywhere"),
        rx.cond(row.is_start, rx.el.span(scroll_here(), "begins here now", class_name="note"), rx.fragment()),
        rx.cond(row.page != "", rx.el.span(row.page, class_name="note numeral"), rx.fragment()),
        key=row.at.to_string(),
        class_name="boundary-place",
        data_heading=row.is_heading,
        data_before=row.is_before,
    )


def _split() -> rx.Component:
    """Only inside of the section itself."""
    place = ArrangingState.place
    return rx.button(
        "Begin a new section here",
        on_click=ArrangingState.split_here,
        disabled=(place == 0) | (place < _BOUNDARY.start.to(int)),
        size="3",
    )


def _begin() -> rx.Component:
    return rx.button(
        "Begin this section here",
        on_click=ArrangingState.begin_here,
        disabled=ArrangingState.place == 0,
        variant="soft",
        size="3",
    )


def _close() -> rx.Component:
    return close_button(on_click=ArrangingState.close_boundary)
