"""The shortcuts that `?` shows while studying: only those that work in the current mode."""

import reflex as rx

from studyapp.models import StudyMode
from studyapp.ui.frame.help import key_group
from studyapp.ui.pages.study.state import StudyState

_RATE = (("space", "Show the answer"), ("1 … 4", "Again, hard, good, easy"))
_CHOOSE = (("1 … 4", "Pick an answer"), ("enter", "Check it"), ("space", "Go on"))
_CARD = (
    ("u", "Undo the last step"),
    ("e", "Edit the card"),
    ("f", "Flag the card"),
    ("b", "Put it aside until tomorrow"),
    ("s", "Suspend it"),
)
_STUDY_SESSION = (("m", "How to study"), ("?", "This help"), ("esc", "Leave"))


def keys() -> rx.Component:
    return rx.dialog.root(
        rx.dialog.trigger(
            rx.el.button(
                rx.icon("keyboard", size=18, aria_hidden="true"),
                aria_label="Keyboard shortcuts",
                title="Keyboard shortcuts (?)",
                data_shortcut="?",
                class_name="study-tool study-tool-help",
            )
        ),
        rx.dialog.content(
            rx.dialog.title("Keyboard"),
            rx.dialog.description("Single keys, while no field is being typed in.", class_name="soft"),
            rx.el.div(
                _answering(),
                key_group("The card", _CARD),
                key_group("The session", _STUDY_SESSION),
                class_name="key-groups",
            ),
            rx.dialog.close(rx.button("Close", variant="soft", color_scheme="gray", margin_top="var(--space-5)")),
            max_width="560px",
        ),
    )


def _answering() -> rx.Component:
    rate, choose = key_group("Question and answer", _RATE), key_group("Answers to choose from", _CHOOSE)
    found = rx.match(
        StudyState.mode,
        (StudyMode.FLASHCARD.value, rate),
        (StudyMode.MULTIPLE_CHOICE.value, rx.fragment(choose, rate)),
        rx.fragment(rate, choose),
    )
    return rx.fragment(found)
