"""The tree of skills, each line a link that chooses the skill (the element is in `assets/skill-tree.js`)."""

from typing import ClassVar, Final

import reflex as rx

from studyapp.services.goals.nodes import DEEPEST
from studyapp.ui.components.elements.custom_element import CustomElement
from studyapp.ui.components.links import link
from studyapp.ui.pages.goal.actions import GoalActionsState
from studyapp.ui.pages.goal.state import GoalState
from studyapp.ui.pages.goal.view.lines import ROWS, PlacedRow
from studyapp.ui.pages.goal.view.marks import mastery_bar, state_icon, state_words

_KEYS: Final = "Alt+ArrowUp Alt+ArrowDown Alt+ArrowRight Alt+ArrowLeft"
"""What moves a skill."""


def _moved(event: rx.vars.ObjectVar[dict[str, dict[str, str]]]) -> tuple[rx.Var[str], rx.Var[str]]:
    """The skill and the way of an event of the element."""
    detail = event["detail"].to(dict[str, str])
    return detail["id"].to(str), detail["way"].to(str)


def _placed(event: rx.vars.ObjectVar[dict[str, dict[str, str]]]) -> tuple[rx.Var[str], rx.Var[str], rx.Var[str]]:
    """The skill, the one it was dropped at, and the side."""
    detail = event["detail"].to(dict[str, str])
    return detail["id"].to(str), detail["beside"].to(str), detail["side"].to(str)


class SkillTree(CustomElement):
    """Wrap this around an element of role `tree`. It moves the focus, folds branches, and remembers which.

    Lines are dragged by what has `data-grip` in them (`assets/skill-drag.js`).
    """

    tag = "SkillTree"
    element: ClassVar[str] = "skill-tree"
    goal: rx.Var[str]
    """Under this name it is remembered in the browser what is folded."""
    deepest: rx.Var[int]
    """The most levels of the tree."""
    on_move: rx.EventHandler[_moved]
    on_place: rx.EventHandler[_placed]


def skill_tree() -> rx.Component:
    lines = rx.el.div(
        rx.foreach(ROWS, _line),
        rx.cond(GoalState.head.is_growing, _coming(), rx.fragment()),
        role="tree",
        aria_label="Skills",
    )
    return SkillTree.create(
        lines,
        goal=GoalState.opened_id,
        deepest=DEEPEST,
        on_move=GoalActionsState.move_skill,
        on_place=GoalActionsState.place_skill,
    )


def tree_skeleton() -> rx.Component:
    """The shape of a tree, shown until its first skills are there."""
    lines = [_bone(depth, width) for depth, width in ((1, 46), (2, 60), (2, 52), (1, 38), (2, 64), (2, 48), (2, 56))]
    told = rx.el.span("The skill tree is being made", class_name="visually-hidden")
    return rx.el.div(*lines, told, class_name="shimmer", data_testid="tree-skeleton")


def _coming() -> rx.Component:
    """Two empty lines at the end while more skills are to come."""
    return rx.el.div(_bone(2, 54), _bone(2, 42), class_name="shimmer", aria_hidden="true")


def _bone(depth: int, width: int) -> rx.Component:
    bar = rx.el.span(class_name="bone", style={"width": f"{width}%", "height": "12px"})
    return rx.el.div(bar, class_name="skill-line is-coming", data_depth=str(depth), aria_hidden="true")


def _due(count: rx.Var[int]) -> rx.Component:
    return rx.cond(count != 0, rx.el.span(" ", count, " due", class_name="skill-due numeral"), rx.fragment())


def _line(row: rx.vars.ObjectVar[PlacedRow]) -> rx.Component:
    numbers = row.path.split(".")
    depth = numbers.length()
    return link(
        rx.el.span(rx.icon("chevron-right", size=16), data_fold="", aria_hidden="true", class_name="skill-fold"),
        rx.el.span(row.path, " ", class_name="skill-path numeral"),
        rx.el.span(row.title, dir="auto", class_name="skill-title"),
        rx.cond(row.lacks_skills, rx.el.span(" Skills are missing", class_name="skill-lack"), rx.fragment()),
        # What is off has nothing due: its cards rest.
        rx.cond(row.is_enabled, _due(row.due), rx.el.span(" Off", class_name="chip")),
        rx.el.span(f" {state_words(row.state)}, {row.mastery} % mastered", class_name="visually-hidden"),
        mastery_bar(row.mastery),
        state_icon(row.state),
        rx.el.span(rx.icon("grip-vertical", size=16), data_grip="", aria_hidden="true", class_name="skill-grip"),
        to=rx.Var.create(f"/goals/{GoalState.opened_id}?node={row.id}"),
        key=row.id,
        id=f"skill-{row.id}",
        role="treeitem",
        aria_level=depth,
        aria_posinset=numbers[-1],
        aria_setsize=row.siblings,
        aria_current=rx.cond(GoalState.pane.id == row.id, "page", "false"),
        data_depth=depth,
        data_skill=row.id,
        data_off=rx.cond(row.is_enabled, "", "off"),
        class_name="skill-line",
        custom_attrs={"preventScrollReset": True, "draggable": "false", "aria-keyshortcuts": _KEYS},
    )
