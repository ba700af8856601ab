"""The pane of the chosen skill: what it is about, how far it has come, its cards, and what can be done with it."""

from typing import Any

import reflex as rx

from studyapp.ui.cards.form import card_form, labelled
from studyapp.ui.cards.form_elements import kept_draft
from studyapp.ui.components.elements.moments import live_time
from studyapp.ui.components.fields import close_button, notice
from studyapp.ui.components.links import link
from studyapp.ui.pages.goal.actions import GoalActionsState
from studyapp.ui.pages.goal.changes import Anew
from studyapp.ui.pages.goal.chosen import PaneCard
from studyapp.ui.pages.goal.state import GoalState
from studyapp.ui.pages.goal.view.anew import anew_form, undo_lines
from studyapp.ui.pages.goal.view.buttons import node_actions
from studyapp.ui.pages.goal.view.marks import mastery_bar, state_icon, state_words
from studyapp.ui.tasks.placeholder import generation_placeholder

Text = str | rx.Var[str]

_PANE = GoalState.pane


def node_pane() -> rx.Component:
    return rx.el.aside(
        rx.cond(_PANE.id != "", _node(), _nothing_chosen()),
        class_name="goal-pane",
        aria_label="The chosen skill",
    )


def _nothing_chosen() -> rx.Component:
    words = "Choose a skill to see what it is about, and to study or change its cards."
    return rx.el.div(rx.el.p(words, class_name="soft"), class_name="surface surface-pad pane-hint")


def _node() -> rx.Component:
    return rx.el.div(
        _back(),
        _head(),
        rx.cond(_PANE.off_note != "", notice(_PANE.off_note), rx.fragment()),
        node_actions(),
        rx.match(
            GoalState.panel,
            ("edit", _edit_form()),
            ("below", _below_form()),
            ("card", _card_form()),
            (Anew.CARDS.value, anew_form(Anew.CARDS)),
            (Anew.BRANCH.value, anew_form(Anew.BRANCH)),
            rx.fragment(),
        ),
        undo_lines(GoalState.node_undoable),
        rx.foreach(GoalState.node_tasks, lambda task: generation_placeholder(task, shape=False)),
        _cards(),
        class_name="surface surface-pad stack pane-node",
        key=_PANE.id,
    )


def _back() -> rx.Component:
    icon = rx.icon("arrow-left", size=16, aria_hidden="true")
    view = rx.cond(GoalState.view != "", f"?view={GoalState.view}", "")
    return link(icon, "Back to the skills", to=f"/goals/{GoalState.opened_id}{view}", class_name="link pane-back")


def _head() -> rx.Component:
    return rx.el.div(
        rx.cond(_PANE.above != "", rx.el.p(_PANE.above, dir="auto", class_name="note pane-above"), rx.fragment()),
        rx.heading(
            rx.el.span(_PANE.path, " ", class_name="skill-path numeral"),
            rx.el.span(_PANE.title, dir="auto"),
            as_="h2",
            size="5",
            weight="medium",
            id="skill-name",
            tab_index=-1,
        ),
        rx.cond(_PANE.description != "", rx.el.p(_PANE.description, dir="auto", class_name="soft"), rx.fragment()),
        rx.el.div(
            state_icon(_PANE.state),
            rx.el.span(state_words(_PANE.state)),
            rx.el.span(_PANE.mastery, " % mastered"),
            rx.cond(_PANE.due != 0, rx.el.span(_PANE.due, " due", class_name="skill-due"), rx.fragment()),
            class_name="pane-figures numeral",
        ),
        mastery_bar(_PANE.mastery),
        class_name="pane-head",
    )


def _cards() -> rx.Component:
    return rx.el.div(
        rx.cond(
            GoalState.cards.length() > 0,
            rx.el.ul(rx.foreach(GoalState.cards, _card), class_name="pane-cards", aria_label="Cards of this skill"),
            rx.cond(_PANE.is_leaf, rx.el.p("It has no cards yet.", class_name="soft"), rx.fragment()),
        ),
        rx.cond(_PANE.unlisted != 0, rx.el.p("And ", _PANE.unlisted, " more.", class_name="note"), rx.fragment()),
        rx.cond(
            _PANE.cards_below != 0,
            rx.el.p(
                _PANE.cards_below,
                rx.cond(_PANE.cards_below == 1, " card is", " cards are"),
                " in the skills below it.",
                class_name="note",
            ),
            rx.fragment(),
        ),
    )


def _card(card: rx.vars.ObjectVar[PaneCard]) -> rx.Component:
    return rx.el.li(
        rx.el.details(
            rx.el.summary(rx.html(card.question, class_name="rich pane-question", dir="auto")),
            rx.html(card.answer, class_name="rich pane-answer", dir="auto"),
            link("Open in its deck", to=card.href, class_name="link note"),
        ),
        rx.el.div(
            rx.el.span(card.state),
            rx.el.span(card.mastery, " %"),
            rx.cond(
                card.is_due,
                rx.el.span("due", class_name="skill-due"),
                rx.cond(card.due_at != "", rx.el.span("due ", live_time(at=card.due_at)), rx.fragment()),
            ),
            class_name="note pane-figures numeral",
        ),
        key=card.id,
    )


def _edit_form() -> rx.Component:
    return skill_form("Save", title=_PANE.title, description=_PANE.description, on_submit=GoalActionsState.edit_skill)


def _below_form() -> rx.Component:
    return skill_form("Add", on_submit=GoalActionsState.add_skill)


def _card_form() -> rx.Component:
    return card_form(
        kept_draft(f"skill.{_PANE.id}"),
        on_submit=GoalActionsState.add_card,
        on_cancel=GoalState.close_panel,
        submit="Add",
        cancel="Close",
        forgets=False,
        id="add-skill-card",
        aria_label="Add a card",
    )


def skill_form(submit: str, *, on_submit: Any, title: Text = "", description: Text = "") -> rx.Component:
    """The form for the title and the description of a skill."""
    named = rx.input(
        name="title", default_value=title, required=True, max_length=200, auto_focus=True, dir="auto", size="3"
    )
    about = rx.text_area(
        name="description", default_value=description, max_length=1_000, rows="3", dir="auto", class_name="lines"
    )
    leave = close_button(on_click=GoalState.close_panel)
    return rx.el.form(
        labelled("Title", named),
        labelled("What it is about, in one sentence", about),
        rx.el.div(rx.button(submit, type="submit", size="3"), leave, class_name="page-actions"),
        on_submit=on_submit,
        data_keys="",
        class_name="stack tight",
    )
