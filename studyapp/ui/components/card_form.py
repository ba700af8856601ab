"""The form a card is written in, in place of the card it edits or above the list it adds to.

Its fields belong to the browser until they are submitted: a screen that reads itself again takes nothing away, and what
the server refuses is still there to be mended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import reflex as rx

from studyapp.ui.components.card_words import Words


@dataclass(frozen=True)
class CardFields:
    """What the form says, as the services take it."""

    question: str
    answer: str
    explanation: str | None
    tags: tuple[str, ...]


def card_fields(form: Mapping[str, Any]) -> CardFields:
    def written(name: str) -> str:
        return str(form.get(name) or "").strip()

    return CardFields(
        question=written("question"),
        answer=written("answer"),
        explanation=written("explanation") or None,
        tags=tuple(filter(None, (tag.strip() for tag in written("tags").split(",")))),
    )


def card_form(
    *,
    on_submit: Any,
    on_cancel: Any,
    question: Words = "",
    answer: Words = "",
    explanation: Words = "",
    tags: Words = "",
    submit: str = "Save",
    cancel: str = "Cancel",
    **props: Any,
) -> rx.Component:
    return rx.el.form(
        _lines("Question", "question", question, auto_focus=True, required=True),
        _lines("Answer", "answer", answer, required=True),
        rx.el.details(
            rx.el.summary("Explanation and tags", class_name="note"),
            rx.el.div(
                _lines("Explanation", "explanation", explanation),
                labelled(
                    "Tags, with commas between them", rx.input(name="tags", default_value=tags, dir="auto", size="3")
                ),
                class_name="stack",
            ),
            open=(rx.Var.create(explanation) != "") | (rx.Var.create(tags) != ""),
        ),
        rx.el.div(
            rx.button(submit, key_hint("Ctrl ↵"), type="submit"),
            rx.button(
                cancel,
                key_hint("esc"),
                type="button",
                on_click=on_cancel,
                data_way_out="",
                variant="soft",
                color_scheme="gray",
            ),
            class_name="page-actions",
        ),
        on_submit=on_submit,
        data_keys="",
        class_name="stack card-form",
        **props,
    )


def labelled(label: str, control: rx.Component) -> rx.Component:
    """The label holds its control, so that no id is needed and a form may stand on a page more than once."""
    return rx.el.label(rx.el.span(label, class_name="field-label"), control, class_name="field")


def key_hint(key: str) -> rx.Component:
    """The key that does the same; not shown where there is no keyboard."""
    return rx.el.span(key, class_name="key-hint button-key", aria_hidden="true")


def _lines(label: str, name: str, value: Words, **props: Any) -> rx.Component:
    control = rx.text_area(name=name, default_value=value, dir="auto", rows="2", size="3", class_name="lines", **props)
    return labelled(label, control)
