"""The dialog for questions from a prompt."""

from typing import Final

import reflex as rx

from studyapp.jobs.kinds.questions.request import LONGEST, SHORTEST
from studyapp.ui.cards.form import key_hint, labelled
from studyapp.ui.components.deck_choice import deck_option
from studyapp.ui.components.elements.kept_text import kept_text
from studyapp.ui.components.fields import notice, refusal
from studyapp.ui.components.links import link
from studyapp.ui.components.shortcut import shortcut
from studyapp.ui.generate.cards import form_close
from studyapp.ui.generate.questions.state import DRAFT, QuestionDialogState

EXAMPLES: Final = (
    "The causes of the French Revolution",
    "Photosynthesis, for a first-year biology exam",
    "How lists, tuples and dictionaries differ in Python",
    "The bones of the human hand",
    "Supply and demand, with everyday examples",
    "Kant’s categorical imperative and the usual objections",
)


def question_dialog() -> rx.Component:
    """The dialog, once per page; `g` opens it."""
    return rx.fragment(
        shortcut("Questions from a prompt", key="g", on_click=QuestionDialogState.show),
        rx.dialog.root(
            rx.dialog.content(
                rx.dialog.title("Questions from a prompt", size="6", weight="medium"),
                rx.dialog.description(
                    "Say what you want to be asked about. The questions are written in the background.",
                    class_name="soft",
                ),
                _form(),
                max_width="640px",
            ),
            open=QuestionDialogState.is_open,
            on_open_change=QuestionDialogState.set_open,
        ),
    )


def ask_button() -> rx.Component:
    """The button that opens the dialog, for places where asking is a natural next step."""
    return rx.button(
        rx.icon("message-circle-question", size=18, aria_hidden="true"),
        "Ask for questions",
        on_click=QuestionDialogState.show,
        type="button",
        variant="soft",
        size="3",
    )


def _form() -> rx.Component:
    return rx.el.form(
        _prompt(),
        refusal(QuestionDialogState.problem),
        _examples(),
        labelled("Put them in", _decks()),
        _needs_a_model(),
        rx.el.div(_submit(), class_name="generate-line"),
        rx.dialog.close(form_close()),
        on_submit=QuestionDialogState.ask,
        data_keys="",
        class_name="stack question-form",
        data_testid="question-form",
    )


def _prompt() -> rx.Component:
    field = rx.text_area(
        name="prompt",
        placeholder="A topic, an exam to come, a list of points …",
        required=True,
        auto_focus=True,
        rows="4",
        size="3",
        class_name="lines",
    )
    return kept_text(
        labelled("What do you want to be asked about?", field),
        name=DRAFT,
        least=SHORTEST,
        most=LONGEST,
        short=f"Write at least {SHORTEST} characters.",
        long=f"At most {LONGEST:,} fit. Longer texts can be made into cards instead.",
    )


def _examples() -> rx.Component:
    return rx.el.div(
        rx.el.span("For example", class_name="note"),
        *[_example(prompt) for prompt in EXAMPLES],
        role="group",
        aria_label="Example prompts",
        class_name="examples",
    )


def _example(prompt: str) -> rx.Component:
    return rx.button(
        prompt,
        type="button",
        on_click=rx.call_script(f"window.studyDrafts?.suggest({DRAFT!r}, {prompt!r})"),
        variant="soft",
        color_scheme="gray",
        size="1",
        class_name="example",
    )


def _decks() -> rx.Component:
    return rx.el.select(
        rx.el.option("A new deck, named by the prompt", value=""),
        rx.foreach(QuestionDialogState.decks, deck_option),
        name="deck_id",
        default_value=QuestionDialogState.here,
        class_name="select",
    )


def _needs_a_model() -> rx.Component:
    """A note that no model is set, so that learners know this before they press the button."""
    words = notice(
        "No model configured, and questions from a prompt need one. Set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL for "
        "a model on your own machine, and start the app again. ",
        link("See the settings", to="/settings", on_click=QuestionDialogState.set_open(False)),
        icon="info",
    )
    return rx.cond(QuestionDialogState.lacks_model, words, rx.fragment())


def _submit() -> rx.Component:
    return rx.button(
        rx.icon("message-circle-question", size=18, aria_hidden="true"),
        "Ask for questions",
        key_hint("Ctrl ↵"),
        type="submit",
        size="3",
    )
