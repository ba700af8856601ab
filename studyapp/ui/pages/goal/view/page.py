"""The page of a goal: how far the learner has come, and the tree beside the chosen skill."""

import reflex as rx

from studyapp.ui.components.empty import IN_TRASH, bones, empty, nothing_here
from studyapp.ui.components.fields import notice
from studyapp.ui.components.links import link, link_button
from studyapp.ui.frame.layout import page
from studyapp.ui.how_to_study import HowToStudyState
from studyapp.ui.pages.goal.actions import GoalActionsState
from studyapp.ui.pages.goal.changes import Anew
from studyapp.ui.pages.goal.state import MAP, GoalState
from studyapp.ui.pages.goal.view.anew import IS_PUT_ASIDE, anew_item, anew_panel, undo_lines
from studyapp.ui.pages.goal.view.buttons import skill_link
from studyapp.ui.pages.goal.view.map import skill_map
from studyapp.ui.pages.goal.view.marks import mastery_bar
from studyapp.ui.pages.goal.view.node import node_pane, skill_form
from studyapp.ui.pages.goal.view.tree import skill_tree, tree_skeleton
from studyapp.ui.tasks.placeholder import generation_placeholder

_ABOUT = GoalState.about
_HEAD = GoalState.head


def goal_page() -> rx.Component:
    is_read = GoalState.loaded & (GoalState.opened_id != "")  # an unopened goal is not missing
    return page(
        rx.cond(is_read, rx.cond(GoalState.problem != "", _missing(), _goal()), bones(20, 44, 44, 44, 44, 44)),
        title=GoalState.name,
        is_read=is_read,
        here="/goals",
        lead=_lead(),
        actions=[rx.cond(is_read & (GoalState.problem == ""), _actions(), rx.fragment())],
    )


def _missing() -> rx.Component:
    return nothing_here(GoalState.problem, IN_TRASH, back="Back to goals", to="/goals", has_trash=True)


def _lead() -> rx.Component:
    """The figures below the title. They keep their height while nothing has been read yet."""
    return rx.el.span(
        rx.cond(
            _HEAD.id != "",
            rx.fragment(
                rx.el.span(rx.el.b(_HEAD.mastery, " %"), " mastered"),
                rx.el.span(rx.el.b(_HEAD.due), " due"),
                rx.el.span(rx.el.b(_HEAD.skills), rx.cond(_HEAD.skills == 1, " skill", " skills")),
                rx.el.span(rx.el.b(_HEAD.cards), rx.cond(_HEAD.cards == 1, " card", " cards")),
                rx.cond(
                    _ABOUT.description != "",
                    rx.el.span(_ABOUT.description, dir="auto", class_name="words deck-description"),
                    rx.fragment(),
                ),
            ),
            "\u00a0",
        ),
        class_name="deck-counts numeral",
    )


def _actions() -> rx.Component:
    go_on = link_button(
        "Continue",
        rx.icon("arrow-right", size=18, aria_hidden="true"),
        to=skill_link(_HEAD.next_id, HowToStudyState.remembered),
        title=_HEAD.next_name,
        size="3",
    )
    add = rx.button(
        rx.icon("plus", size=18, aria_hidden="true"),
        "Add category",
        on_click=GoalState.open_panel("category"),
        aria_expanded=GoalState.panel == "category",
        variant="soft",
        size="3",
    )
    return rx.fragment(
        rx.cond(_HEAD.next_id != "", go_on, rx.fragment()),
        add,
        rx.cond((_HEAD.skills != 0) & ~_HEAD.is_growing & ~IS_PUT_ASIDE, _menu(), rx.fragment()),
    )


def _menu() -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18), variant="soft", color_scheme="gray", size="3", aria_label="More for this goal"
    )
    missing = rx.dropdown_menu.item("Generate what is missing", on_select=GoalActionsState.generate_tree)
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rx.cond(_HEAD.lacks_cards, missing, rx.fragment()),
            anew_item(Anew.TREE),
            rx.dropdown_menu.item("Pause", on_select=GoalActionsState.pause),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _goal() -> rx.Component:
    return rx.fragment(
        mastery_bar(_HEAD.mastery),
        rx.cond(_ABOUT.status_note != "", _put_aside(), rx.fragment()),
        rx.cond(GoalState.panel == "category", _category_panel(), rx.fragment()),
        anew_panel(),
        undo_lines(GoalState.undoable),
        rx.foreach(GoalState.tasks, lambda task: generation_placeholder(task, shape=False)),
        _making(),
        _failed(),
        rx.cond((_HEAD.skills != 0) | _HEAD.is_growing, _body(), _no_skills()),
    )


def _put_aside() -> rx.Component:
    """Why the goal rests, and the way to end that."""
    take_up = rx.button(_ABOUT.take_up, on_click=GoalActionsState.take_up, variant="soft")
    return notice(rx.el.span(_ABOUT.status_note, class_name="grow"), take_up, spread=True)


def _category_panel() -> rx.Component:
    form = skill_form("Add", on_submit=GoalActionsState.add_skill)
    return rx.el.section(form, class_name="surface panel", aria_label="Add a category")


def _making() -> rx.Component:
    """The one line about all cards being made, with a way to stop them."""
    line = rx.el.div(
        rx.spinner(size="2", aria_hidden="true"),
        rx.el.span(_HEAD.making, role="status", aria_live="polite", class_name="grow numeral"),
        rx.button("Stop", on_click=GoalActionsState.stop_cards, variant="ghost", color_scheme="gray"),
        class_name="goal-line",
    )
    return rx.cond(_HEAD.making != "", line, rx.fragment())


def _failed() -> rx.Component:
    line = rx.el.div(
        rx.icon("circle-alert", size=18, color="var(--bad)", aria_hidden="true"),
        rx.el.span(
            rx.cond(
                _HEAD.failed == 1,
                "The cards of one skill could not be made.",
                f"The cards of {_HEAD.failed} skills could not be made.",
            ),
            class_name="grow",
        ),
        rx.button(
            rx.cond(_HEAD.failed == 1, "Retry the one that failed", f"Retry the {_HEAD.failed} that failed"),
            on_click=GoalActionsState.retry_failed,
            variant="soft",
        ),
        class_name="goal-line",
    )
    return rx.cond(_HEAD.failed != 0, line, rx.fragment())


def _no_skills() -> rx.Component:
    return empty(
        "sprout",
        "No skills yet",
        "A goal is reached skill by skill. Have its tree made, or add a category and then the skills in it.",
        rx.button("Generate the tree", on_click=GoalActionsState.generate_tree, disabled=IS_PUT_ASIDE, size="3"),
    )


def _body() -> rx.Component:
    """The tree, or its skeleton in the same place, beside the chosen skill."""
    tree = rx.cond(_HEAD.skills != 0, skill_tree(), tree_skeleton())
    return rx.el.div(
        rx.el.div(_views(), rx.cond(GoalState.view == MAP, skill_map(), tree), class_name="goal-skills"),
        node_pane(),
        class_name="goal-body",
        data_chosen=rx.cond(GoalState.pane.id != "", "yes", "no"),
    )


def _views() -> rx.Component:
    """Links to the two views. They keep the chosen skill."""
    kept = rx.cond(GoalState.pane.id != "", f"&node={GoalState.pane.id}", "")
    return rx.el.nav(
        _view("Tree", "list-tree", rx.Var.create(f"?view=tree{kept}"), is_here=GoalState.view != MAP),
        _view("Map", "waypoints", rx.Var.create(f"?view={MAP}{kept}"), is_here=GoalState.view == MAP),
        class_name="goal-views",
        aria_label="Views",
    )


def _view(name: str, icon: str, query: rx.Var[str], *, is_here: rx.Var[bool] | bool) -> rx.Component:
    return link(
        rx.icon(icon, size=16, aria_hidden="true"),
        name,
        to=rx.Var.create(f"/goals/{GoalState.opened_id}{query}"),
        aria_current=rx.cond(is_here, "true", "false"),
        class_name="goal-view",
        custom_attrs={"preventScrollReset": True},
    )
