"""Shown where there is no content: an empty state names the next step and has a button for it."""

import reflex as rx

from studyapp.ui.components.links import link_button


def empty(
    icon: str,
    title: str | rx.Var[str],
    words: str | rx.Var[str] | rx.Component,
    *actions: rx.Component,
    level: str = "h2",
) -> rx.Component:
    return rx.el.div(
        rx.icon(icon, size=32, stroke_width=1.5, class_name="empty-icon", aria_hidden="true"),
        rx.heading(title, as_=level, size="6", weight="medium"),
        rx.el.p(words, class_name="soft"),
        rx.el.div(*actions, class_name="empty-actions") if actions else rx.fragment(),
        class_name="empty",
    )


def missing(problem: rx.Var[str]) -> rx.Component:
    """An empty state for a page whose deck was deleted or belongs to another learner."""
    return empty(
        "book-x", "Nothing here", problem, link_button("Back to decks", to="/decks", variant="soft"), level="h1"
    )


def unreadable(problem: str | rx.Var[str]) -> rx.Component:
    """An empty state for a page that exists but could not be read this time."""
    return empty("circle-alert", "This page could not be read", problem)


def bones(*heights: int) -> rx.Component:
    """A skeleton: grey bars as high as the coming content, so that nothing moves when it arrives."""
    bars = [rx.el.div(class_name="bone shimmer", style={"height": f"{height}px"}) for height in heights]
    return rx.el.div(
        *bars, rx.el.span("Loading", class_name="visually-hidden"), class_name="placeholder-bones", aria_busy="true"
    )
