"""Reads the deck from a page's address."""

import reflex as rx


def deck_of_route(state: rx.State) -> str:
    """The id in `/decks/…` or `/study/…`; an empty string for `/decks` and `/study` themselves."""
    parts = state.router.url.path.strip("/").split("/")
    return parts[-1] if len(parts) > 1 else ""
