"""Reads the deck, the goal, the course, the document or the section from a page's address."""

import reflex as rx


def deck_of_route(state: rx.State) -> str:
    """The id in `/decks/…` or `/study/…`; an empty string for `/decks` and `/study` themselves."""
    return _id_part(state)


def goal_of_route(state: rx.State) -> str:
    """The id in `/goals/…`; an empty string for `/goals` itself."""
    return _id_part(state)


def course_of_route(state: rx.State) -> str:
    """The id in `/courses/…`; an empty string for `/courses` itself."""
    return _id_part(state)


def section_of_route(state: rx.State) -> str:
    """The id in `/sections/…` or `/sections/…/cards`."""
    return _id_part(state)


def document_of_route(state: rx.State) -> str:
    """The id in `/documents/…` or `/documents/…/cards`."""
    return _id_part(state)


def _id_part(state: rx.State) -> str:
    parts = state.router.url.path.strip("/").removesuffix("/cards").split("/")
    return parts[-1] if len(parts) > 1 else ""
