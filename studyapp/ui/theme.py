"""The look's three choices: Radix Themes with a teal accent on sand, our stylesheet, our script. `assets/studyapp.css`
holds the tokens."""

from typing import Final

import reflex as rx

NAME: Final = "Studyapp"
STYLESHEETS: Final = ["/studyapp.css", "/study.css", "/text.css", "/cards.css", "/sitting.css"]


def theme() -> rx.Component:
    """What `rxconfig.py` hands to Radix."""
    return rx.theme(accent_color="teal", gray_color="sand", radius="medium", panel_background="solid")


def head() -> list[rx.Component]:
    """In every page's head. The script runs before the first paint, so that a dark theme never flashes white."""
    return [
        rx.el.script(src="/studyapp.js"),
        rx.el.script(src="/study.js"),
        rx.el.script(src="/cards.js"),
        rx.el.script(src="/sitting.js"),
        rx.el.meta(name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"),
        rx.el.meta(name="color-scheme", content="light dark"),
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
    ]
