"""The app's look: Radix Themes with a teal accent on sand, our stylesheets, our scripts.

`assets/styles/tokens.css` holds the sizes and colours.
"""

from typing import Final

import reflex as rx

NAME: Final = "Studyapp"
STYLES: Final = (
    *("tokens", "radix", "document", "words", "containers"),
    *("frame", "navigation", "page", "empty", "placeholder", "side-sheet", "tasks", "tasks-page", "help", "settings"),
    *("toasts", "connection", "card-words", "vertical-stack", "panel", "fields", "rich", "code"),
    *(
        "generator",
        "decks",
        "card-list",
        "card-item",
        "card-form",
        "comparison",
        "trash",
        "today",
        "goals",
        "goal",
        "courses",
        "lesson",
        "source",
        "coverage",
    ),
    *("summary", "modes", "study", "options", "grades"),
)
"""Files in assets/styles, in the order of precedence: of two equally specific rules the later one wins. Vite joins them
into one file named after its content, which browsers cache.
"""
STYLESHEETS: Final = [f"/styles/{name}.css" for name in STYLES]


def theme() -> rx.Component:
    """The theme that `rxconfig.py` passes to Radix."""
    return rx.theme(accent_color="teal", gray_color="sand", radius="medium", panel_background="solid")


def toaster() -> rx.Component:
    return rx.toast.provider(rich_colors=False, close_button=True, visible_toasts=3)


def head() -> list[rx.Component]:
    """Elements for the head of every page. Scripts run before the first paint, so that a dark theme never flashes
    white.
    """
    return [
        rx.el.script(src="/studyapp.js"),
        rx.el.script(src="/drafts.js"),
        rx.el.script(src="/uploads.js"),
        rx.el.script(src="/study.js"),
        rx.el.script(src="/cards.js"),
        rx.el.script(src="/study-clock.js"),
        rx.el.script(src="/skill-tree.js"),
        rx.el.script(src="/skill-drag.js"),
        rx.el.meta(name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        rx.el.meta(name="color-scheme", content="light dark"),
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
    ]
