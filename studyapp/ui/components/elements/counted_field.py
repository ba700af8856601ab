"""A one-line field that says how many characters are left once few are (the element is in `assets/drafts.js`)."""

from typing import Any, ClassVar

import reflex as rx

from studyapp.services.text_input import TITLE_CHARS
from studyapp.ui.components.elements.custom_element import CustomElement

Text = str | rx.Var[str]


class CountedField(CustomElement):
    """Wrap this around one input and a `data-count` line. Lengths are in characters without surrounding spaces."""

    tag = "CountedField"
    element: ClassVar[str] = "counted-field"
    most: rx.Var[int]
    long: rx.Var[str]
    """The message for a text longer than `most`."""


def title_field(
    label: str, *, value: Text = "", name: str = "title", has_description: bool = True, **props: Any
) -> rx.Component:
    """The field for a title. What is too long is said before it is sent, and never cut."""
    rest = " The rest can stand in the description." if has_description else ""
    title = rx.input(name=name, default_value=value, required=True, auto_focus=True, dir="auto", size="3", **props)
    return CountedField.create(
        rx.el.label(rx.el.span(label, class_name="field-label"), title, class_name="field"),
        rx.el.div(data_count="", class_name="note numeral", aria_live="polite"),
        most=TITLE_CHARS,
        long=f"At most {TITLE_CHARS} characters fit.{rest}",
    )
