"""The frame of every page: a rail beside the content on wide screens, bars above and below it on phones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import reflex as rx

from studyapp.ui.components.links import link
from studyapp.ui.frame.help import help_overlay
from studyapp.ui.frame.overlays import OverlaysState
from studyapp.ui.frame.theme import NAME
from studyapp.ui.frame.theme_sync import theme_sync
from studyapp.ui.generate.cards import generate_dialog
from studyapp.ui.generate.questions import question_dialog
from studyapp.ui.tasks.panel import tasks_bar_button, tasks_panel, tasks_rail_button
from studyapp.ui.tasks.shell import ShellState

Text = str | rx.Var[str]


@dataclass(frozen=True)
class Place:
    """A page that can be opened from anywhere. Its number key is its position in `PLACES`."""

    name: str
    href: str
    icon: str


PLACES: Final = (
    Place("Today", "/", "sun"),
    Place("Decks", "/decks", "library"),
    Place("Goals", "/goals", "target"),
    Place("Courses", "/courses", "graduation-cap"),
)
SETTINGS: Final = Place("Settings", "/settings", "settings")


def page(
    *content: rx.Component,
    title: Text,
    is_read: rx.Var[bool] | bool,
    here: str = "",
    lead: Text | rx.Component | None = None,
    actions: Sequence[rx.Component] = (),
    reading: bool = False,
) -> rx.Component:
    """A page with its heading. `is_read` is whether it shows its content already.

    `here` is the href of the rail entry it belongs to; `reading` limits its width to 720 px.
    """
    return rx.el.div(
        _skip_link(),
        _top_bar(here),
        _rail(here),
        _content(_head(title, lead, actions), *content, is_read=is_read, reading=reading),
        _bottom_bar(here),
        generate_dialog(),
        _overlays(),
        class_name="frame",
    )


def plain_page(*content: rx.Component, is_read: rx.Var[bool] | bool) -> rx.Component:
    """A page without rail and bars, for studying. Its content has the heading, and number keys are free for grades."""
    return rx.el.div(
        _skip_link(),
        _content(*content, is_read=is_read, reading=True),
        _overlays(),
        class_name="frame frame-plain",
    )


def section(title: Text, *content: rx.Component, actions: Sequence[rx.Component] = ()) -> rx.Component:
    head = rx.el.div(rx.heading(title, as_="h2", size="6", weight="medium"), *actions, class_name="section-head")
    return rx.el.section(head, *content, class_name="section")


def window_title(title: Text) -> rx.Var[str]:
    """The title of the browser's tab: number of active jobs, page, app."""
    count = rx.cond(ShellState.active > 0, rx.Var.create("(") + ShellState.active.to(str) + ") ", "")
    return count.to(str) + rx.Var.create(title).to(str) + f" · {NAME}"


def _content(*content: rx.Component, is_read: rx.Var[bool] | bool, reading: bool) -> rx.Component:
    """The main area. It is busy until the tab is connected and has read its rows, because earlier clicks and keys are
    lost.
    """
    return rx.el.main(
        *content,
        id="content",
        tab_index=-1,
        aria_busy=rx.cond((ShellState.theme != "") & is_read, "false", "true"),
        class_name="content content-reading" if reading else "content",
    )


def _head(title: Text, lead: Text | rx.Component | None, actions: Sequence[rx.Component]) -> rx.Component:
    return rx.el.header(
        rx.el.div(
            rx.heading(title, as_="h1", size="7", weight="medium"),
            rx.el.div(*actions, class_name="page-actions") if actions else rx.fragment(),
            class_name="page-head-line",
        ),
        rx.el.p(lead, class_name="page-lead") if lead is not None else rx.fragment(),
        class_name="page-head",
    )


def _skip_link() -> rx.Component:
    return rx.el.a("Skip to content", href="#content", class_name="skip-link")


def _wordmark() -> rx.Component:
    return link(rx.icon("book-open", size=20, aria_hidden="true"), rx.el.span(NAME), to="/", class_name="wordmark")


def _rail(here: str) -> rx.Component:
    return rx.el.nav(
        rx.el.div(
            _wordmark(),
            *[_rail_link(place, here, key=str(number)) for number, place in enumerate(PLACES, start=1)],
            class_name="rail-group",
        ),
        rx.el.div(tasks_rail_button(), _rail_link(SETTINGS, here), class_name="rail-group"),
        class_name="rail",
        aria_label="Main",
    )


def _rail_link(place: Place, here: str, *, key: str = "") -> rx.Component:
    return _link(
        place,
        here,
        rx.icon(place.icon, size=18, aria_hidden="true"),
        rx.el.span(place.name, class_name="rail-label"),
        class_name="rail-link",
        key=key,
    )


def _top_bar(here: str) -> rx.Component:
    settings = _link(SETTINGS, here, rx.icon(SETTINGS.icon, size=20), class_name="bar-button", aria_label="Settings")
    return rx.el.header(
        _wordmark(), rx.el.div(tasks_bar_button(), settings, class_name="top-bar-actions"), class_name="top-bar"
    )


def _bottom_bar(here: str) -> rx.Component:
    links = [
        _link(
            place,
            here,
            rx.icon(place.icon, size=20, aria_hidden="true"),
            rx.el.span(place.name),
            class_name="bottom-link",
            key=str(number),
        )
        for number, place in enumerate(PLACES, start=1)
    ]
    return rx.el.nav(*links, class_name="bottom-bar", aria_label="Main")


def _link(place: Place, here: str, *children: rx.Component, key: str = "", **props: str) -> rx.Component:
    if place.href == here:
        props["aria_current"] = "page"
    if key:
        props["data_shortcut"] = key
    return link(*children, to=place.href, **props)


def _overlays() -> rx.Component:
    return rx.fragment(question_dialog(), tasks_panel(), help_overlay(), theme_sync(), on_mount=OverlaysState.put_away)
