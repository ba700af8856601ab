"""The look's three choices: Radix Themes with a teal accent on sand, our stylesheets, our scripts.
`assets/styles/tokens.css` holds the sizes and colours."""

from typing import Final

import reflex as rx

NAME: Final = "Studyapp"
STYLES: Final = (
    *("tokens", "radix", "document", "words", "boxes"),
    *("frame", "navigation", "page", "empty", "placeholder", "sheet", "tasks", "tasks-page", "help", "settings"),
    *("toasts", "connection", "card-words", "stack", "panel", "fields", "rich", "code"),
    *("generator", "decks", "card-list", "card-item", "card-form", "comparison", "trash", "today"),
    *("summary", "modes", "study", "options", "grades"),
)
"""The files in assets/styles, in the order in which they hold: of two rules that are equally exact the later wins.
Vite makes one file of them, named for its content, which browsers keep."""
STYLESHEETS: Final = [f"/styles/{name}.css" for name in STYLES]


def theme() -> rx.Component:
    """What `rxconfig.py` hands to Radix."""
    return rx.theme(accent_color="teal", gray_color="sand", radius="medium", panel_background="solid")


def head() -> list[rx.Component]:
    """In every page's head. The script runs before the first paint, so that a dark theme never flashes white."""
    return [
        rx.el.script(src="/studyapp.js"),
        rx.el.script(src="/study.js"),
        rx.el.script(src="/cards.js"),
        rx.el.script(src="/study-clock.js"),
        rx.el.meta(name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        rx.el.meta(name="color-scheme", content="light dark"),
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
    ]
