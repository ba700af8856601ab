"""The forms for writing a card and for requesting a better version of it."""

import reflex as rx

from studyapp.ui.cards.form import full_card_form, key_hint, labelled
from studyapp.ui.pages.deck.cards.editing import CardEditingState
from studyapp.ui.pages.deck.rows import CardRow
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.tasks.placeholder import generation_placeholder
from studyapp.ui.tasks.rows import TaskRow


def editor(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    """The form for editing a card. Its distractors come from the row, so they appear as soon as they are made."""
    card = CardEditingState.editor
    return full_card_form(
        rx.foreach(row.tasks, _task),
        _distractors_button(
            rx.cond(row.distractors.length() > 0, "Save and make other choices", "Save and make choices")
        ),
        draft=f"card.{row.id}",
        kind=card.kind,
        question=card.question,
        answer=card.answer,
        distractors=row.distractors.to(list[str]),
        explanation=card.explanation,
        tags=card.tags,
        on_submit=CardEditingState.save_card,
        on_cancel=CardEditingState.stop_editing,
        aria_label="Edit the card",
    )


def add_form() -> rx.Component:
    return full_card_form(
        _distractors_button("Add and make choices"),
        draft=f"new.{DeckState.opened_id}",
        kind="basic",
        on_submit=CardEditingState.add_card,
        on_cancel=DeckState.close_panel,
        submit="Add",
        cancel="Close",
        forgets=False,
        id="add-card",
        aria_label="Add a card",
    )


def better_form(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    wish = rx.text_area(
        name="feedback",
        auto_focus=True,
        max_length=1_000,
        rows="2",
        dir="auto",
        placeholder="Shorter; ask for the cause instead; add an example",
        class_name="lines",
    )
    leave = rx.button(
        "Cancel",
        key_hint("esc"),
        type="button",
        on_click=CardEditingState.stop_editing,
        data_way_out="",
        variant="soft",
        color_scheme="gray",
    )
    return rx.el.form(
        labelled("What should be different? (You can leave this empty.)", wish),
        rx.el.div(rx.button("Suggest a version", key_hint("Ctrl ↵"), type="submit"), leave, class_name="page-actions"),
        on_submit=CardEditingState.ask_better,
        data_keys="",
        class_name="stack tight",
        aria_label=f"A better version of: {row.name}",
    )


def _distractors_button(words: str | rx.Var[str]) -> rx.Component:
    icon = rx.icon("list-todo", size=16, aria_hidden="true")
    return rx.button(icon, words, type="button", data_does="choices", variant="soft", color_scheme="gray")


def _task(task: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.el.div(generation_placeholder(task, shape=False), key=task.id)
