"""Custom elements in a card's form (their code is in `assets/drafts.js` and `assets/cards.js`)."""

from typing import ClassVar

import reflex as rx

from studyapp.ui.cards.words import Words
from studyapp.ui.components.elements.custom_element import CustomElement


class KeptDraft(CustomElement):
    """Keeps the content of the form around it in the browser, under `name`, until the server has accepted it."""

    tag = "KeptDraft"
    element: ClassVar[str] = "kept-draft"
    name: rx.Var[str]


class CardPreview(CustomElement):
    """Shows a preview of the card that the form around it would make."""

    tag = "CardPreview"
    element: ClassVar[str] = "card-preview"


def kept_draft(name: Words) -> rx.Component:
    discard = rx.el.button("Discard them", type="button", data_forget="", class_name="link plain-button")
    told = rx.el.p(
        "These are changes you had not saved. ",
        discard,
        class_name="note",
        role="status",
        hidden=True,
        custom_attrs={"data-restored": ""},
    )
    return KeptDraft.create(told, name=name)


def card_preview() -> rx.Component:
    sides = [
        rx.el.div(dir="auto", class_name=f"rich {class_name}", data_side=side)
        for side, class_name in (("front", "card-question"), ("back", "card-answer"), ("explanation", "note"))
    ]
    return rx.el.details(
        rx.el.summary("Preview", class_name="note"),
        CardPreview.create(rx.el.div(*sides, class_name="card-body card-preview"), aria_label="Preview"),
    )
