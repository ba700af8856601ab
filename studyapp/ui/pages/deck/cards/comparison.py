"""Two versions of a card, or two cards, side by side; on phones one above the other."""

from typing import Any

import reflex as rx

from studyapp.ui.cards.words import rich, tags
from studyapp.ui.pages.deck.cards.duplicates import DuplicatesState
from studyapp.ui.pages.deck.cards.editing import CardEditingState
from studyapp.ui.pages.deck.rows import Proposal
from studyapp.ui.tasks.shell import ShellState


def proposal(row: rx.vars.ObjectVar[Proposal]) -> rx.Component:
    """The proposed version beside the learner's own. Nothing changes until one of the two is chosen."""
    beside = rx.el.section(
        rx.el.div(_side("Yours", row.before), _side("New version", row.after), class_name="sides"),
        rx.el.div(
            rx.button("Use the new one", on_click=CardEditingState.use_new(row.job_id)),
            rx.button(
                "Keep mine", on_click=CardEditingState.keep_mine(row.job_id), variant="soft", color_scheme="gray"
            ),
            class_name="page-actions",
        ),
        aria_label="A new version of this card",
        class_name="comparison",
        key=row.job_id,
        data_testid="proposal",
    )
    return rx.cond(ShellState.dismissed.contains(row.job_id.to(str)), rx.fragment(), beside)


def duplicate_pair() -> rx.Component:
    """The card with a duplicate warning beside the one it nearly repeats."""
    pair = DuplicatesState.pair
    return rx.el.section(
        rx.cond(
            pair.other_id != "",
            rx.el.div(_side("This card", pair.mine), _side("The other card", pair.other), class_name="sides"),
            rx.el.p("The other card is not there any more, or says something else now.", class_name="note"),
        ),
        _decide(),
        aria_label="Two similar cards",
        class_name="comparison",
        data_testid="duplicate-pair",
    )


def _decide() -> rx.Component:
    there = DuplicatesState.pair.other_id != ""
    merge = rx.fragment(
        rx.button("Drop this one", on_click=DuplicatesState.drop_this, variant="soft", color_scheme="gray"),
        rx.button(
            "Merge the tags, drop this one", on_click=DuplicatesState.merge_tags, variant="soft", color_scheme="gray"
        ),
    )
    keep = rx.button(rx.cond(there, "Keep both", "Put the warning away"), on_click=DuplicatesState.keep_both)
    return rx.el.div(keep, rx.cond(there, merge, rx.fragment()), class_name="page-actions")


def _side(title: str, side: Any) -> rx.Component:
    """One side of a comparison. `side` is a var of a `Side`."""
    items = rx.foreach(side.distractors, _distractor)
    distractors = rx.el.ul(items, aria_label="Wrong options", class_name="wrong-answers")
    return rx.el.div(
        rx.heading(title, as_="h3", size="2", weight="medium", class_name="soft"),
        rich(side.question, class_name="card-question"),
        rx.cond(side.answer != "", rich(side.answer, class_name="card-answer"), rx.fragment()),
        rx.cond(side.explanation != "", rich(side.explanation, class_name="note"), rx.fragment()),
        rx.cond(side.distractors.length() > 0, distractors, rx.fragment()),
        tags(side.tags),
        class_name="card-body side",
    )


def _distractor(text: rx.Var[str]) -> rx.Component:
    return rx.el.li(rich(text), key=text)
