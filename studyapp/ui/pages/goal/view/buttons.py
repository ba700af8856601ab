"""The buttons and the menu of the chosen skill."""

import reflex as rx

from studyapp.ui.components.links import link, link_button
from studyapp.ui.how_to_study import MODES, HowToStudyState
from studyapp.ui.pages.goal.actions import GoalActionsState
from studyapp.ui.pages.goal.changes import Anew
from studyapp.ui.pages.goal.moving import Way
from studyapp.ui.pages.goal.state import GoalState
from studyapp.ui.pages.goal.view.anew import IS_PUT_ASIDE, anew_item

_PANE = GoalState.pane
_MOVES = {
    Way.UP: ("Move up", "Alt ↑"),
    Way.DOWN: ("Move down", "Alt ↓"),
    Way.IN: ("Move below the one before", "Alt →"),
    Way.OUT: ("Move out", "Alt ←"),
}


def node_actions() -> rx.Component:
    return rx.el.div(
        rx.cond(_PANE.is_studyable, _study(), rx.fragment()),
        rx.button(
            rx.icon("sparkles", size=16, aria_hidden="true"),
            rx.cond(_PANE.cards != 0, "Generate more", "Generate cards"),
            on_click=GoalActionsState.generate_cards,
            disabled=_is_making() | IS_PUT_ASIDE,
            variant="soft",
        ),
        _panel_button("card", "plus", "Add card"),
        _menu(),
        class_name="page-actions pane-actions",
    )


def skill_link(node_id: str | rx.Var[str], mode: str | rx.Var[str]) -> rx.Var[str]:
    """The address for studying a skill with those below it."""
    return rx.Var.create(f"/study?mode={mode}&node={node_id}")


def _is_making() -> rx.Var[bool]:
    return (_PANE.state == "generating") | (_PANE.state == "waiting")


def _study() -> rx.Component:
    """Study in the mode this browser remembers; the small button offers the others."""
    other = rx.icon_button(
        rx.icon("chevron-down", size=16), variant="soft", aria_label="Study this skill in another way"
    )
    return rx.el.div(
        link_button("Study", to=skill_link(_PANE.id, HowToStudyState.remembered)),
        rx.dropdown_menu.root(
            rx.dropdown_menu.trigger(other),
            rx.dropdown_menu.content(
                *[
                    rx.dropdown_menu.item(link(words.name, to=skill_link(_PANE.id, mode.value)), as_child=True)
                    for mode, words in MODES.items()
                ],
            ),
        ),
        class_name="pane-study",
    )


def _panel_button(panel: str, icon: str, name: str) -> rx.Component:
    return rx.button(
        rx.icon(icon, size=16, aria_hidden="true"),
        name,
        on_click=GoalState.open_panel(panel),
        variant="soft",
        aria_expanded=GoalState.panel == panel,
    )


def _menu() -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=16), variant="soft", color_scheme="gray", aria_label="More for this skill"
    )
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rx.dropdown_menu.item("Rename and describe", on_select=GoalState.open_panel("edit")),
            rx.cond(
                _PANE.takes_skills,
                rx.dropdown_menu.item("Add a skill below", on_select=GoalState.open_panel("below")),
                rx.fragment(),
            ),
            rx.dropdown_menu.item(
                rx.cond(_PANE.is_enabled, "Turn off", "Turn on"),
                on_select=GoalActionsState.enable_skill(~_PANE.is_enabled),
            ),
            rx.cond((_PANE.cards != 0) & ~_is_making() & ~IS_PUT_ASIDE, anew_item(Anew.CARDS), rx.fragment()),
            rx.cond(_PANE.is_leaf | GoalState.head.is_growing | IS_PUT_ASIDE, rx.fragment(), anew_item(Anew.BRANCH)),
            rx.dropdown_menu.separator(),
            *[_move(way, name, keys) for way, (name, keys) in _MOVES.items()],
            rx.dropdown_menu.separator(),
            rx.dropdown_menu.item("Delete", on_select=GoalActionsState.delete_skill(_PANE.id), color="red"),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _move(way: Way, name: str, keys: str) -> rx.Component:
    return rx.dropdown_menu.item(
        name,
        shortcut=keys,
        on_select=GoalActionsState.move_skill(_PANE.id, way.value),
        disabled=~_PANE.ways.split(" ").contains(way.value),
    )
