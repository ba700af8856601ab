"""HTML of a card's text, made and cleaned by `rendering`."""

from typing import Any

import reflex as rx


def rich(html: rx.Var[str], **props: Any) -> rx.Component:
    class_name = f"rich {props.pop('class_name', '')}".strip()
    return rx.el.div(rx.html(html), dir="auto", class_name=class_name, **props)
