"""The form for generating cards."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from studyapp.jobs.kinds.flashcards.request import MOST_CARDS
from studyapp.material.cleaning import FEWEST_PAIRS
from studyapp.material.reading import MAX_CONTENT_CHARS, MIN_CONTENT_CHARS
from studyapp.ui.cards.form import key_hint, labelled
from studyapp.ui.components.elements.kept_text import kept_text
from studyapp.ui.components.fields import refusal
from studyapp.ui.generate.cards.state import LOOKED_AT, USUAL_CARDS, GeneratorState
from studyapp.ui.generate.upload import attached_file, drop_zone

_PAUSE_MS = 500
Text = str | rx.Var[str]


def generate_form(
    *fields: rx.Component, place: Text, on_submit: Any, focus: bool = False, beside: Sequence[rx.Component] = ()
) -> rx.Component:
    """The form. `place` names the text the browser keeps, `fields` choose the deck, `beside` is next to the button."""
    return rx.el.form(
        rx.cond(GeneratorState.file.name != "", attached_file(GeneratorState), _text(place, focus=focus)),
        drop_zone(GeneratorState, name="File to make cards from"),
        *fields,
        refusal(GeneratorState.problem),
        _pairs(),
        rx.el.div(_count(), _submit(), *beside, class_name="generate-line"),
        _extractive_note(),
        on_submit=on_submit,
        data_keys="",
        class_name="stack generate",
        data_testid="generate-form",
    )


def form_close(**props: Any) -> rx.Component:
    """The close button in the corner of a form; escape presses it."""
    return rx.icon_button(
        rx.icon("x", size=18),
        type="button",
        data_way_out="",
        variant="ghost",
        color_scheme="gray",
        aria_label="Close",
        class_name="form-close",
        **props,
    )


def _text(place: Text, *, focus: bool) -> rx.Component:
    field = rx.text_area(
        name="content",
        placeholder="Paste notes, an article, a chapter …",
        required=True,
        size="3",
        class_name="lines generate-text",
        auto_focus=focus,
        data_shortcut="c",
        on_change=lambda text: GeneratorState.count_pairs(_beginning(text)).debounce(_PAUSE_MS),
        on_blur=lambda text: GeneratorState.count_pairs(_beginning(text)),
    )
    return kept_text(
        labelled("Text to make cards from", field),
        name=place,
        least=rx.cond(GeneratorState.pairs >= FEWEST_PAIRS, 1, MIN_CONTENT_CHARS),
        most=MAX_CONTENT_CHARS,
        short=f"Paste at least {MIN_CONTENT_CHARS} characters, or {FEWEST_PAIRS} lines such as “der Hund - dog”.",
        long=f"At most {MAX_CONTENT_CHARS:,} fit: take a part of it.",
    )


def _beginning(text: rx.Var[str]) -> rx.Var[str]:
    return text.to(str)[:LOOKED_AT]


def _pairs() -> rx.Component:
    """What becomes of a word list, and the choice to ask for it in both directions. Other texts do not show it."""
    words = rx.el.span(GeneratorState.pairs, " pairs found: each becomes a card as it is written.", class_name="note")
    found = rx.cond(GeneratorState.pairs > 0, words, rx.fragment())
    both = rx.checkbox("Ask in both directions", name="both_directions", size="2")
    choice = rx.cond(GeneratorState.pairs > 0, both, rx.fragment())
    return rx.fragment(rx.el.div(found, role="status"), choice)


def _count() -> rx.Component:
    field = rx.input(
        name="count",
        type="number",
        default_value=str(USUAL_CARDS),
        min="1",
        max=str(MOST_CARDS),
        required=True,
        size="3",
    )
    return rx.el.label(rx.el.span("Cards"), field, class_name="count-field")


def _submit() -> rx.Component:
    return rx.button(
        rx.icon("sparkles", size=18, aria_hidden="true"), "Generate", key_hint("Ctrl ↵"), type="submit", size="3"
    )


def _extractive_note() -> rx.Component:
    """A note that no model is set, so that learners know this before they press the button."""
    words = (
        "No model configured: cards are extracted from your text. Sentences are read in English, German, French and "
        "Spanish, lists of words and their meanings in any language."
    )
    return rx.cond(GeneratorState.is_extractive, rx.el.p(words, class_name="note"), rx.fragment())
