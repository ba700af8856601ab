"""The first page of a new learner: two clicks to the first card, from a sample text or the learner's own."""

import reflex as rx

from studyapp.ui.components.links import link
from studyapp.ui.generate.cards import NEW, GeneratorState, generate_form

_SAMPLE = "/samples/photosynthesis.md"


def first_run() -> rx.Component:
    return rx.fragment(
        rx.el.p(
            "Paste something you want to remember. Its cards are made in the background and come back for review just "
            "before you would forget them.",
            class_name="lead",
        ),
        rx.el.section(
            generate_form(place=NEW, on_submit=GeneratorState.generate, beside=[_try_the_sample()]),
            class_name="surface panel",
            aria_label="Make your first cards",
        ),
        rx.el.p(
            "No text at hand? Try the sample, ask for questions on anything, or ",
            link("write cards by hand", to="/decks"),
            ".",
            class_name="note",
        ),
    )


def _try_the_sample() -> rx.Component:
    return rx.button(
        "Try the sample",
        type="button",
        on_click=rx.call_script(f"window.studyDrafts?.sample('{NEW}', '{_SAMPLE}')"),
        variant="soft",
        size="3",
    )
