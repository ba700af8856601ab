"""Keys for what no button on the page does: the keyboard presses a button that only assistive technology meets."""

from typing import Any

import reflex as rx


def shortcut(name: str, *, key: str, on_click: Any) -> rx.Component:
    return rx.el.button(name, on_click=on_click, data_shortcut=key, class_name="visually-hidden", tab_index=-1)
