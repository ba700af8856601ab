"""The form for writing a card, shown in place of the card it edits or above the list it adds to.

Its fields belong to the browser until they are submitted. So a page that reads its data again changes none of them, and
input that the server refuses can be corrected.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import reflex as rx

from studyapp.models import CardKind
from studyapp.rules.choices import DISTRACTORS
from studyapp.services.images import MAX_IMAGE_BYTES, TOO_LARGE
from studyapp.ui.cards.form_elements import card_preview, kept_draft
from studyapp.ui.cards.kind_fields import Distractors, distractor_fields, kind_switch, verdict
from studyapp.ui.cards.words import Words

PICTURES = "image/png,image/jpeg,image/gif,image/webp"


@dataclass(frozen=True)
class CardFields:
    """The content of the form, as the services accept it."""

    question: str
    answer: str
    explanation: str | None
    tags: tuple[str, ...]
    kind: str | None = None
    """None if the form does not ask for the kind."""
    distractors: tuple[str, ...] | None = None


def card_fields(form: Mapping[str, Any]) -> CardFields:
    def written(name: str) -> str:
        return str(form.get(name) or "").strip()

    kind = written("kind") or None
    distractors = [f"wrong_{number}" for number in range(DISTRACTORS)]
    return CardFields(
        question=written("question"),
        answer=written("verdict" if kind == CardKind.TRUE_FALSE else "answer"),
        explanation=written("explanation") or None,
        tags=tuple(filter(None, (tag.strip() for tag in written("tags").split(",")))),
        kind=kind,
        distractors=tuple(filter(None, map(written, distractors))) if distractors[0] in form else None,
    )


def card_form(
    *parts: rx.Component,
    on_submit: Any,
    on_cancel: Any,
    above: rx.Component | None = None,
    question: Words = "",
    answer: Words = "",
    explanation: Words = "",
    tags: Words = "",
    submit: str = "Save",
    cancel: str = "Cancel",
    forgets: bool = True,
    **props: Any,
) -> rx.Component:
    """The form for a card's texts. Other fields go `above` them, or as `parts` between answer and buttons.

    With `forgets`, leaving the form drops its draft.
    """
    return rx.el.form(
        above or rx.fragment(),
        _lines("Question", "question", question, auto_focus=True, required=True),
        _lines("Answer", "answer", answer, class_name="for-answer"),
        *parts,
        _more(explanation, tags),
        _buttons(submit, cancel, on_cancel, forgets=forgets),
        on_submit=on_submit,
        data_keys="",
        class_name="stack card-form",
        **props,
    )


def full_card_form(
    *parts: rx.Component, draft: Words, kind: Words, answer: Words = "", distractors: Distractors = (), **props: Any
) -> rx.Component:
    """The form with kinds, distractors, pictures, a preview and a draft, which is kept under the name `draft`.

    `parts` are shown with the distractors.
    """
    then = rx.el.input(type="hidden", name="then", default_value="")
    group = distractor_fields(distractors, *parts)
    extras = [verdict(answer), _tools(), group, card_preview(), kept_draft(draft), then]
    return card_form(*extras, above=kind_switch(kind), answer=answer, data_pictures="", **props)


def labelled(label: str, control: rx.Component, *, class_name: str = "field") -> rx.Component:
    """A label around its control, which needs no id, so that a form may be on a page more than once."""
    return rx.el.label(rx.el.span(label, class_name="field-label"), control, class_name=class_name)


def key_hint(key: str) -> rx.Component:
    """The key for a button, hidden on devices without a keyboard."""
    return rx.el.span(key, class_name="key-hint button-key", aria_hidden="true")


def _more(explanation: Words, tags: Words) -> rx.Component:
    named = rx.input(name="tags", default_value=tags, dir="auto", size="3")
    return rx.el.details(
        rx.el.summary("Explanation and tags", class_name="note"),
        rx.el.div(
            _lines("Explanation", "explanation", explanation),
            labelled("Tags, with commas between them", named),
            class_name="stack",
        ),
        open=(rx.Var.create(explanation) != "") | (rx.Var.create(tags) != ""),
    )


def _buttons(submit: str, cancel: str, on_cancel: Any, *, forgets: bool) -> rx.Component:
    forget: dict[str, Any] = {"data_forget": ""} if forgets else {}
    leave = rx.button(
        cancel,
        key_hint("esc"),
        type="button",
        on_click=on_cancel,
        data_way_out="",
        variant="soft",
        color_scheme="gray",
        **forget,
    )
    return rx.el.div(rx.button(submit, key_hint("Ctrl ↵"), type="submit"), leave, class_name="page-actions")


def _tools() -> rx.Component:
    """Buttons that insert something into the text at the cursor."""
    picker = rx.el.input(
        type="file",
        accept=PICTURES,
        hidden=True,
        aria_label="Picture to add",
        data_picture="",
        data_most_bytes=str(MAX_IMAGE_BYTES),
        data_too_large=TOO_LARGE,
    )
    return rx.el.div(
        _tool("image", "Picture", "picture"),
        _tool("brackets", "Hide selection", "gap", class_name="for-cloze"),
        picker,
        rx.el.span(class_name="note", aria_live="polite", data_told=""),
        class_name="page-actions form-tools",
    )


def _tool(icon: str, name: str, does: str, **props: Any) -> rx.Component:
    return rx.button(
        rx.icon(icon, size=16, aria_hidden="true"),
        name,
        type="button",
        data_does=does,
        variant="ghost",
        color_scheme="gray",
        **props,
    )


def _lines(label: str, name: str, value: Words, *, class_name: str = "", **props: Any) -> rx.Component:
    control = rx.text_area(name=name, default_value=value, dir="auto", rows="2", size="3", class_name="lines", **props)
    return labelled(label, control, class_name=f"field {class_name}".strip())
