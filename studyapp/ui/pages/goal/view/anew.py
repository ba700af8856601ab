"""The form that asks for a tree, a branch or cards to be made anew, and the line with which that is undone."""

from collections.abc import Sequence

import reflex as rx

from studyapp.services.text_input import WISH_CHARS
from studyapp.ui.cards.form import key_hint, labelled
from studyapp.ui.cards.form_elements import kept_draft
from studyapp.ui.components.fields import close_button, notice
from studyapp.ui.components.links import link
from studyapp.ui.pages.goal.changes import Anew, Undoable
from studyapp.ui.pages.goal.regenerating import NEEDS_A_MODEL, RegeneratingState, Wish
from studyapp.ui.pages.goal.state import GoalState

IS_PUT_ASIDE = GoalState.about.status_note != ""
"""Whether nothing more is made, because the goal is paused or archived."""
_NAMES = {
    Anew.TREE: "Make the tree anew",
    Anew.BRANCH: "Make the skills below anew",
    Anew.CARDS: "Make the cards anew",
}


def anew_form(what: Anew) -> rx.Component:
    """What would change, the wish, and the button."""
    form = rx.el.form(
        rx.heading(_NAMES[what], as_="h3", size="3", weight="medium"),
        rx.el.ul(
            rx.foreach(GoalState.changes, lambda said: rx.el.li(said, dir="auto", class_name="wrap-anywhere")),
            class_name="note anew-changes",
        ),
        _wishes(),
        rx.el.div(
            rx.button("Make anew", key_hint("Ctrl ↵"), type="submit", size="3"),
            close_button(on_click=GoalState.close_panel),
            class_name="page-actions",
        ),
        kept_draft(f"{what.value}.{GoalState.opened_id}"),
        on_submit=RegeneratingState.regenerate,
        data_keys="",
        class_name="stack tight",
        aria_label=_NAMES[what],
        data_testid="anew-form",
    )
    return rx.cond(RegeneratingState.lacks_model, _needs_a_model(), form)


def anew_panel() -> rx.Component:
    """The form for the whole tree, above it."""
    panel = rx.el.section(anew_form(Anew.TREE), class_name="surface panel", aria_label=_NAMES[Anew.TREE])
    return rx.cond(GoalState.panel == Anew.TREE.value, panel, rx.fragment())


def anew_item(what: Anew) -> rx.Component:
    """The entry of a menu that opens the form."""
    return rx.dropdown_menu.item(f"{_NAMES[what]} …", on_select=RegeneratingState.ask(what.value))


def undo_lines(made: rx.Var[Sequence[Undoable]]) -> rx.Component:
    return rx.foreach(made, _undo_line)


def _undo_line(made: rx.vars.ObjectVar[Undoable]) -> rx.Component:
    return rx.el.div(
        rx.icon("history", size=18, aria_hidden="true"),
        rx.el.span(made.words, role="status", class_name="grow numeral"),
        rx.el.div(
            rx.button("Undo", on_click=RegeneratingState.undo(made.id), variant="soft"),
            rx.button("Keep", on_click=RegeneratingState.keep(made.id), variant="soft", color_scheme="gray"),
            class_name="page-actions",
        ),
        class_name="goal-line",
        key=made.id,
    )


def _wishes() -> rx.Component:
    typed = rx.text_area(
        name="feedback",
        max_length=WISH_CHARS,
        rows="2",
        dir="auto",
        placeholder="Leave out history; add an example to each",
        class_name="lines",
    )
    return rx.fragment(
        rx.el.div(*map(_wish, Wish), class_name="anew-wishes", role="group", aria_label="Wishes"),
        labelled("What should be different? (You can leave this empty.)", typed),
    )


def _wish(wish: Wish) -> rx.Component:
    return rx.checkbox(wish.value, name=wish.name.lower(), size="2")


def _needs_a_model() -> rx.Component:
    settings = link("Settings", to="/settings", class_name="link")
    return notice(rx.el.span(NEEDS_A_MODEL), " ", settings, close_button(on_click=GoalState.close_panel), spread=True)
