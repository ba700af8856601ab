"""Form fields with a label, a hint and an error sentence that assistive technology connects with the control."""

import reflex as rx

Text = str | rx.Var[str]


def field(label: str, control: rx.Component, *, name: str, hint: Text = "", error: Text = "") -> rx.Component:
    """`control` carries `id=name`, and `aria_describedby=described_by(name)` to have hint and error read out."""
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field-label"),
        control,
        _line(hint, "field-hint", name=f"{name}-hint"),
        rx.el.div(_line(error, "field-error", name=f"{name}-error"), aria_live="polite"),
        class_name="field",
    )


def described_by(name: str) -> str:
    return f"{name}-hint {name}-error"


def notice(*words: rx.Component | Text, icon: str = "info") -> rx.Component:
    """A quiet box for a fact worth knowing here."""
    return rx.el.div(rx.icon(icon, size=18, aria_hidden="true"), rx.el.div(*words), class_name="notice")


def _line(words: Text, class_name: str, *, name: str) -> rx.Component:
    line = rx.el.div(words, id=name, class_name=class_name)
    if isinstance(words, str):
        return line if words else rx.fragment()
    return rx.cond(words != "", line, rx.fragment())
