"""A text field whose content stays in the browser until the server has accepted it (the element lives in
`assets/study.js`)."""

from typing import Any, ClassVar

import reflex as rx

from studyapp.ui.components.custom_element import CustomElement


class KeptText(CustomElement):
    """Wraps one text area and a `data-count` line. Lengths are in characters, spaces around the text not counted."""

    tag = "KeptText"
    element: ClassVar[str] = "kept-text"
    name: rx.Var[str]
    least: rx.Var[int]
    most: rx.Var[int]
    short: rx.Var[str]
    """What it says of a text with less than `least`."""
    long: rx.Var[str]


def kept_text(field: rx.Component, **bounds: Any) -> rx.Component:
    """`field` is a text area with its label; below it stands how long the text is."""
    length = rx.el.div(data_count="", class_name="note numeral", aria_live="off")
    return KeptText.create(field, length, **bounds)
