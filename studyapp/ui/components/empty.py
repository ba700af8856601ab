"""Shown where there is no content: an empty state names the next step and has a button for it."""

import reflex as rx


def empty(
    icon: str,
    title: str | rx.Var[str],
    words: str | rx.Var[str] | rx.Component,
    *actions: rx.Component,
) -> rx.Component:
    return rx.el.div(
        rx.icon(icon, size=32, stroke_width=1.5, class_name="empty-icon", aria_hidden="true"),
        rx.heading(title, as_="h2", size="6", weight="medium"),
        rx.el.p(words, class_name="soft"),
        rx.el.div(*actions, class_name="empty-actions") if actions else rx.fragment(),
        class_name="empty",
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
