"""A text field whose content stays in the browser until the server has accepted it (the element lives in
`assets/study.js`)."""

from typing import ClassVar

import reflex as rx

from studyapp.ui.components.custom_element import CustomElement


class KeptText(CustomElement):
    """Wraps one text area and a `data-count` line. Lengths are in characters."""

    tag = "KeptText"
    element: ClassVar[str] = "kept-text"
    name: rx.Var[str]
    least: rx.Var[int]
    most: rx.Var[int]


kept_text = KeptText.create
