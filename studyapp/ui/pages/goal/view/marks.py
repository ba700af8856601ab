"""How far a skill has come, in a line of the tree and in its pane: state, mastery, due cards."""

from typing import Any

import reflex as rx

from studyapp.services.goals.states import NodeState

WORDS = {
    NodeState.GENERATING: "Cards are being made",
    NodeState.WAITING: "Waiting for its cards",
    NodeState.FAILED: "Cards could not be made",
    NodeState.EMPTY: "No cards yet",
    NodeState.NEW: "New",
    NodeState.LEARNING: "Learning",
    NodeState.DUE: "Due",
    NodeState.COMPLETE: "Complete",
}
_ICONS = {
    NodeState.WAITING: "hourglass",
    NodeState.FAILED: "circle-alert",
    NodeState.EMPTY: "circle-dashed",
    NodeState.NEW: "circle",
    NodeState.LEARNING: "circle-dot",
    NodeState.DUE: "clock",
    NodeState.COMPLETE: "circle-check",
}


def state_icon(state: rx.Var[str]) -> rx.Component:
    icons = [
        (each.value, rx.icon(name, size=16, aria_hidden="true", class_name=f"skill-icon is-{each.value}"))
        for each, name in _ICONS.items()
    ]
    spinner = rx.spinner(size="1", aria_hidden="true", class_name="skill-icon")
    return rx.fragment(rx.match(state, *icons, spinner))


def state_words(state: rx.Var[str]) -> rx.Var[str]:
    return rx.match(state, *[(each.value, words) for each, words in WORDS.items()], "")  # pyright: ignore[reportReturnType]


def mastery_bar(percent: Any) -> rx.Component:
    """A thin bar. It is visual only; the number stands beside it, or in words for screen readers."""
    filled = rx.el.span(style={"width": rx.Var.create(f"{percent}%")})
    return rx.el.span(filled, class_name="mastery-bar", aria_hidden="true")
