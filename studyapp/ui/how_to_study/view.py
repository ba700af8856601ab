"""A small button that shows the study mode, and the form it opens."""

import reflex as rx

from studyapp.models import StudyMode
from studyapp.ui.components.deck_choice import deck_option
from studyapp.ui.components.fields import field
from studyapp.ui.how_to_study.modes import MODES, Mode
from studyapp.ui.how_to_study.state import HowToStudyState

Text = str | rx.Var[str]


def study_link(deck_id: Text = "") -> rx.Var[str]:
    """The address for studying in the remembered mode. The mode is part of it, so that a reload keeps it."""
    place = "/study" if isinstance(deck_id, str) and not deck_id else f"/study/{deck_id}"
    return rx.Var.create(f"{place}?mode={HowToStudyState.remembered}")


def how_to_study(deck_id: Text = "", *, compact: bool = False) -> rx.Component:
    """A button beside one that starts studying: it shows the mode and opens the form. The page needs a
    `how_to_study_dialog`.
    """
    icon = rx.icon("sliders-horizontal", size=16, aria_hidden="true")
    return rx.button(
        icon,
        rx.fragment() if compact else HowToStudyState.name,
        on_click=HowToStudyState.show("", deck_id, ""),
        variant="soft",
        color_scheme="gray",
        size="3",
        title="How to study",
        aria_label=rx.Var.create(f"How to study: {HowToStudyState.name}"),
        aria_haspopup="dialog",
        class_name="how-to-study",
    )


def how_to_study_dialog() -> rx.Component:
    """The dialog with the form, closed whenever a page loads."""
    dialog = rx.dialog.root(
        rx.dialog.content(
            rx.dialog.title("How to study"),
            rx.dialog.description("This browser remembers the way you choose.", class_name="soft"),
            _form(),
            max_width="520px",
        ),
        open=HowToStudyState.is_open,
        on_open_change=HowToStudyState.set_open,
    )
    return rx.fragment(dialog, on_mount=HowToStudyState.set_open(False))


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.fieldset(
            rx.el.legend("Way", class_name="field-label"),
            *[_mode(mode, words) for mode, words in MODES.items()],
            class_name="modes",
        ),
        _decks(),
        rx.cond(HowToStudyState.tags.length() > 0, _tags(), rx.fragment()),
        rx.el.div(
            rx.button("Study", type="submit", size="3"),
            rx.dialog.close(rx.button("Cancel", type="button", variant="soft", color_scheme="gray", size="3")),
            class_name="page-actions",
        ),
        on_submit=HowToStudyState.study,
        data_keys="",
        class_name="stack",
    )


def _mode(mode: StudyMode, words: Mode) -> rx.Component:
    is_chosen = HowToStudyState.mode == mode.value
    return rx.el.label(
        rx.el.input(type="radio", name="mode", value=mode.value, default_checked=is_chosen, auto_focus=is_chosen),
        rx.icon(words.icon, size=18, aria_hidden="true"),
        rx.el.span(
            rx.el.span(words.name, class_name="mode-name"),
            rx.el.span(words.words, class_name="note"),
            class_name="grow",
        ),
        class_name="mode",
    )


def _decks() -> rx.Component:
    control = rx.el.select(
        rx.el.option("All decks", value=""),
        rx.foreach(HowToStudyState.decks, deck_option),
        id="study-deck",
        name="deck",
        default_value=HowToStudyState.deck_id,
        on_change=HowToStudyState.choose_deck,
        class_name="select",
    )
    return field("Deck", control, name="study-deck")


def _tags() -> rx.Component:
    """The choice of a tag. Another deck has other tags; the browser keeps the chosen one if it is among them."""
    control = rx.el.select(
        rx.el.option("All tags", value=""),
        rx.foreach(HowToStudyState.tags, lambda tag: rx.el.option(tag, value=tag, key=tag)),
        id="study-tag",
        name="tag",
        default_value=HowToStudyState.tag,
        class_name="select",
    )
    return field("Tag", control, name="study-tag")
