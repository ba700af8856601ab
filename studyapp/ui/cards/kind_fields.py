"""Fields that depend on a card's kind. The browser shows those of the chosen kind."""

from collections.abc import Sequence

import reflex as rx

from studyapp.models import CardKind
from studyapp.rules.choices import DISTRACTORS
from studyapp.services.cards.content import TRUE_OR_FALSE
from studyapp.ui.cards.rows import KIND_NAMES
from studyapp.ui.cards.words import Words

Distractors = rx.vars.ArrayVar[list[str]] | Sequence[str]


def kind_switch(kind: Words) -> rx.Component:
    radios = [
        rx.el.label(
            rx.el.input(type="radio", name="kind", value=each.value, default_checked=_is(kind, each)),
            rx.el.span(name),
            class_name="segment",
        )
        for each, name in KIND_NAMES.items()
    ]
    legend = rx.el.legend("Kind of card", class_name="visually-hidden")
    return rx.el.fieldset(legend, *radios, class_name="segments")


def verdict(answer: Words) -> rx.Component:
    """The choice between true and false, for true/false cards."""
    radios = [
        rx.el.label(
            rx.el.input(type="radio", name="verdict", value=word, default_checked=_is(answer, word)),
            rx.el.span(word),
            class_name="segment",
        )
        for word in TRUE_OR_FALSE
    ]
    legend = rx.el.legend("The statement is", class_name="field-label")
    return rx.el.fieldset(legend, rx.el.div(*radios, class_name="segments"), class_name="for-verdict")


def distractor_fields(distractors: Distractors, *more: rx.Component) -> rx.Component:
    """Fields for three distractors. When a job delivers distractors, they replace the content of the fields."""
    lines = [_distractor_field(number, _at(distractors, number)) for number in range(DISTRACTORS)]
    group = rx.el.div(*lines, *more, role="group", aria_label="Wrong options", class_name="stack tight")
    summary = rx.el.summary("Wrong options", class_name="note")
    return rx.el.details(summary, group, open=_has_some(distractors), class_name="for-choices")


def _distractor_field(number: int, text: Words) -> rx.Component:
    return rx.input(
        name=f"wrong_{number}",
        default_value=text,
        key=f"{number} {text}",
        dir="auto",
        size="3",
        aria_label=f"Wrong option {number + 1}",
        placeholder=f"Wrong option {number + 1}",
    )


def _at(distractors: Distractors, number: int) -> Words:
    if isinstance(distractors, rx.vars.ArrayVar):
        return rx.cond(distractors.length() > number, distractors[number], "")
    return distractors[number] if len(distractors) > number else ""


def _has_some(distractors: Distractors) -> bool | rx.Var[bool]:
    return distractors.length() > 0 if isinstance(distractors, rx.vars.ArrayVar) else bool(distractors)


def _is(chosen: Words, value: CardKind | str) -> bool | rx.Var[bool]:
    return rx.Var.create(chosen) == str(value)
