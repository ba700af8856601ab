"""Shown where there is no content: an empty state names the next step and has a button for it."""

from typing import Final

import reflex as rx

from studyapp.ui.components.links import link_button

IN_TRASH: Final = "What was deleted is in the trash for 30 days."
READ_AGAIN: Final = "A document that was read again may have other sections now."


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


def nothing_here(
    problem: str | rx.Var[str], hint: str, *, back: str, to: str | rx.Var[str], has_trash: bool = False
) -> rx.Component:
    """An empty state for an address that leads nowhere, e.g. with `back="Back to decks"`, and the trash if asked."""
    trash = [link_button("Look in the trash", to="/trash", variant="soft", size="3")] if has_trash else []
    words = rx.fragment(problem, f" {hint}")
    return empty("book-x", "Nothing here", words, link_button(back, to=to, size="3"), *trash)


def unreadable(problem: str | rx.Var[str]) -> rx.Component:
    """An empty state for a page that exists but could not be read this time."""
    return empty("circle-alert", "This page could not be read", problem)


def bones(*heights: int) -> rx.Component:
    """A skeleton: grey bars as high as the coming content, so that nothing moves when it arrives."""
    bars = [rx.el.div(class_name="bone shimmer", style={"height": f"{height}px"}) for height in heights]
    return rx.el.div(
        *bars, rx.el.span("Loading", class_name="visually-hidden"), class_name="placeholder-bones", aria_busy="true"
    )
