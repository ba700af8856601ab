"""Form fields with a label, a hint and an error sentence, connected with the control for assistive technology."""

from typing import Any

import reflex as rx

Text = str | rx.Var[str]


def field(label: str, control: rx.Component, *, name: str, hint: Text = "", error: Text = "") -> rx.Component:
    """A field around `control`, which must have `id=name`, and `aria_describedby=described_by(name)` so that hint and
    error are read out.
    """
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field-label"),
        control,
        _line(hint, "field-hint", name=f"{name}-hint"),
        rx.el.div(_line(error, "field-error", name=f"{name}-error"), aria_live="polite"),
        class_name="field",
    )


def described_by(name: str) -> str:
    return f"{name}-hint {name}-error"


def search_field(name: str, *, value: Text, on_change: Any) -> rx.Component:
    """A search field. `name` says what it searches, e.g. `Search the cards`; the key `/` moves the focus to it."""
    return rx.input(
        rx.input.slot(rx.icon("search", size=16, aria_hidden="true")),
        value=value,
        on_change=on_change,
        debounce_timeout=250,
        placeholder=name,
        type="search",
        dir="auto",
        size="3",
        aria_label=name,
        data_shortcut="/",
        class_name="search",
    )


def notice(*words: rx.Component | Text, icon: str = "info", spread: bool = False) -> rx.Component:
    """A quiet box with some information. `spread` moves the actions to its end."""
    body = rx.el.div(*words, class_name="notice-line" if spread else "")
    return rx.el.div(rx.icon(icon, size=18, aria_hidden="true"), body, class_name="notice")


def close_button(*, on_click: Any) -> rx.Component:
    """The button that leaves a form; Escape presses it, too."""
    return rx.button(
        "Close", type="button", on_click=on_click, data_way_out="", variant="soft", color_scheme="gray", size="3"
    )


def refusal(sentence: Text) -> rx.Component:
    """The reason why a form was refused, read out when it appears; nothing if the sentence is empty."""
    icon = rx.icon("circle-alert", size=18, aria_hidden="true")
    return rx.cond(sentence != "", rx.el.div(icon, sentence, class_name="refusal", role="alert"), rx.fragment())


def _line(words: Text, class_name: str, *, name: str) -> rx.Component:
    line = rx.el.div(words, id=name, class_name=class_name)
    if isinstance(words, str):
        return line if words else rx.fragment()
    return rx.cond(words != "", line, rx.fragment())
