"""A text field whose content stays in the browser until the server has accepted it (the element is in
`assets/drafts.js`).
"""

from typing import Any, ClassVar

import reflex as rx

from studyapp.ui.components.elements.custom_element import CustomElement


class KeptText(CustomElement):
    """Wrap this around one text area and a `data-count` line. Lengths are in characters without surrounding spaces."""

    tag = "KeptText"
    element: ClassVar[str] = "kept-text"
    name: rx.Var[str]
    least: rx.Var[int]
    most: rx.Var[int]
    short: rx.Var[str]
    """The message for a text shorter than `least`."""
    long: rx.Var[str]


def kept_text(field: rx.Component, **bounds: Any) -> rx.Component:
    """Wrap a text area with its label in the element, and show the length of its text below."""
    length = rx.el.div(data_count="", class_name="note numeral", aria_live="off")
    return KeptText.create(field, length, **bounds)
