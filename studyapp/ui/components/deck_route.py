"""Which deck a page's address names."""

import reflex as rx


def deck_of_route(state: rx.State) -> str:
    """The id in `/decks/…` and `/study/…`; empty for `/decks` and `/study` themselves."""
    parts = state.router.url.path.strip("/").split("/")
    return parts[-1] if len(parts) > 1 else ""
