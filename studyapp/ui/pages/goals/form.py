"""The form for a new goal: its title and description, and what its tree is made of."""

import reflex as rx

from studyapp.material.reading import MAX_CONTENT_CHARS
from studyapp.services.text_input import TITLE_CHARS
from studyapp.ui.cards.form import key_hint, labelled
from studyapp.ui.cards.form_elements import kept_draft
from studyapp.ui.components.deck_choice import deck_option
from studyapp.ui.components.elements.counted_field import title_field
from studyapp.ui.components.elements.kept_text import kept_text
from studyapp.ui.components.fields import notice, refusal
from studyapp.ui.components.links import link
from studyapp.ui.generate.cards import form_close
from studyapp.ui.generate.upload import attached_file, drop_zone
from studyapp.ui.pages.goals.beginning import DRAFT, MATERIAL, NEEDS_A_MODEL, NewGoalState, Way

_PAUSE_MS = 400
_WAYS = {Way.TITLE: "Its title", Way.MATERIAL: "A text", Way.DECK: "A deck"}


def new_goal() -> rx.Component:
    form = rx.el.form(
        rx.heading("New goal", as_="h2", size="5", weight="medium"),
        form_close(on_click=NewGoalState.close),
        _title(),
        description_field(),
        _way(),
        rx.match(NewGoalState.way, (Way.MATERIAL.value, _material()), (Way.DECK.value, _deck()), _title_alone()),
        refusal(NewGoalState.problem),
        rx.el.div(_submit(), class_name="page-actions"),
        kept_draft(DRAFT),
        on_submit=NewGoalState.create_goal,
        data_keys="",
        class_name="stack",
        data_testid="goal-form",
    )
    return rx.el.section(form, class_name="surface panel", aria_label="New goal")


def description_field(value: str | rx.Var[str] = "") -> rx.Component:
    control = rx.text_area(name="description", default_value=value, dir="auto", rows="2", size="3", class_name="lines")
    return labelled("Description, if you like", control)


def _title() -> rx.Component:
    field = title_field(
        "What do you want to be able to do?",
        placeholder="Say, explain how a cell divides",
        on_change=lambda text: NewGoalState.compare(text.to(str)[:TITLE_CHARS]).debounce(_PAUSE_MS),
    )
    return rx.el.div(field, rx.el.div(_similar(), aria_live="polite"))


def _similar() -> rx.Component:
    """A hint that there may be such a goal already. It can still be created."""
    known = rx.el.span("“", NewGoalState.similar[0], "”", dir="auto", class_name="wrap-anywhere")
    words = rx.el.span("You have a goal with a similar title: ", known, ".", class_name="note")
    return rx.cond(NewGoalState.similar.length() > 0, words, rx.fragment())


def _way() -> rx.Component:
    return rx.el.div(
        rx.el.span("Its skills are made from", class_name="field-label", id="goal-way"),
        rx.segmented_control.root(
            *[rx.segmented_control.item(name, value=way.value) for way, name in _WAYS.items()],
            value=NewGoalState.way,
            on_change=NewGoalState.choose_way,
            aria_labelledby="goal-way",
            size="2",
        ),
        class_name="field field-start",
    )


def _title_alone() -> rx.Component:
    words = rx.el.p("A model thinks of the skills. The description tells it what matters to you.", class_name="note")
    return rx.cond(NewGoalState.lacks_model, _needs_a_model(), words)


def _needs_a_model() -> rx.Component:
    """Say it before the form is sent, and offer what works without a model."""
    others = rx.el.div(
        _take("Paste an outline or a text", Way.MATERIAL),
        _take("Start from a deck", Way.DECK),
        link("How to set a model", to="/settings"),
        class_name="page-actions",
    )
    return notice(rx.el.div(rx.el.p(NEEDS_A_MODEL, id="needs-a-model"), others, class_name="stack"))


def _take(words: str, way: Way) -> rx.Component:
    return rx.button(words, type="button", on_click=NewGoalState.choose_way(way.value), variant="soft", size="2")


def _material() -> rx.Component:
    words = rx.cond(
        NewGoalState.lacks_model,
        "No model configured: headings, numbered lists and indentation become the skills, as they stand there.",
        "The skills, and later their cards, are made from this and nothing else.",
    )
    has_file = NewGoalState.file.name != ""
    return rx.el.div(
        rx.cond(has_file, attached_file(NewGoalState), _text()),
        drop_zone(NewGoalState, name="File to make the goal from"),
        rx.el.p(words, class_name="note"),
        class_name="stack",
    )


def _text() -> rx.Component:
    field = rx.text_area(
        name="content",
        placeholder="1. Cells\n  1.1 The membrane\n  1.2 The nucleus\n2. Tissues …",
        required=True,
        size="3",
        class_name="lines generate-text",
    )
    return kept_text(
        labelled("Outline, notes or a chapter", field),
        name=MATERIAL,
        least=1,
        most=MAX_CONTENT_CHARS,
        short="Paste an outline or a text.",
        long=f"At most {MAX_CONTENT_CHARS:,} fit: take a part of it, or drop it as a file.",
    )


def _deck() -> rx.Component:
    choice = rx.el.select(
        rx.foreach(NewGoalState.decks, deck_option), name="deck_id", required=True, class_name="select"
    )
    words = "Its tags and sources become the skills, and its cards are sorted into them."
    some = rx.el.div(labelled("Deck", choice), rx.el.p(words, class_name="note"), class_name="stack tight")
    return rx.cond(NewGoalState.decks.length() > 0, some, notice("You have no decks yet."))


def _submit() -> rx.Component:
    is_hopeless = (NewGoalState.way == Way.TITLE.value) & NewGoalState.lacks_model
    has_nothing = (NewGoalState.way == Way.DECK.value) & (NewGoalState.decks.length() == 0)
    return rx.button(
        rx.icon("target", size=18, aria_hidden="true"),
        "Create goal",
        key_hint("Ctrl ↵"),
        type="submit",
        disabled=is_hopeless | has_nothing | (NewGoalState.reading != ""),
        aria_describedby=rx.cond(is_hopeless, "needs-a-model", ""),
        size="3",
    )
