"""Shortcuts for actions without a visible button: the key presses a button that only assistive technology shows."""

from typing import Any

import reflex as rx


def shortcut(name: str, *, key: str, on_click: Any) -> rx.Component:
    return rx.el.button(name, on_click=on_click, data_shortcut=key, class_name="visually-hidden", tab_index=-1)
