"""A setting that is either on or off."""

import reflex as rx


def switch(
    label: str, hint: str, *, name: str, checked: rx.Var[bool] | bool, on_change: rx.event.EventType[bool]
) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.label(label, html_for=name, class_name="field-label"),
            rx.el.div(hint, class_name="field-hint", id=f"{name}-hint"),
            class_name="grow",
        ),
        rx.switch(checked=checked, on_change=on_change, id=name, aria_describedby=f"{name}-hint"),
        class_name="split",
    )
