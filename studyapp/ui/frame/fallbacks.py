"""What learners see when something fails: a notice without a connection, and pages for errors and bad addresses."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

import reflex as rx
from reflex_components_core.base.error_boundary import error_boundary
from reflex_components_core.core.banner import has_too_many_connection_errors
from sqlmodel import Session

from studyapp.ui.components.empty import empty
from studyapp.ui.components.links import link_button
from studyapp.ui.frame.layout import page
from studyapp.ui.live.page import LivePageState, Values

Wraps = dict[tuple[int, str], Callable[[bool], rx.Component | None]]

_ERROR: Final = rx.Var("String(event_args.error)")
"""What React passes to the fallback of an error boundary."""


def wraps() -> Wraps:
    """Wrappers that replace Reflex's own, whose wording and looks differ from ours."""
    return {
        (55, "ErrorBoundary"): lambda _stateful: error_boundary(fallback_render=rx.Var.create(_broken())),
        (5, "Overlay"): lambda stateful: _away() if stateful else None,
    }


class NotFoundState(LivePageState, rx.State):
    """The page for an unknown address, which also needs the learner's theme and the number of tasks."""

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:  # noqa: ARG002
        """Return nothing, since this page reads no data."""
        return {}


def not_found_page() -> rx.Component:
    return page(
        empty(
            "book-x",
            "There is no such page",
            "The address may be mistyped, or what was here is gone.",
            link_button("Go to Today", to="/", size="3"),
        ),
        title="Nothing here",
        is_read=True,
    )


def _away() -> rx.Component:
    """A strip shown after the second failed attempt to connect, so that a quick restart is not noticed."""
    words = "The server cannot be reached. What you typed is still here; this page goes on by itself once it is back."
    strip = rx.el.div(rx.spinner(size="1"), rx.el.span(words), role="status", class_name="away")
    return rx.cond(has_too_many_connection_errors, strip, rx.fragment())


def _broken() -> rx.Component:
    """The page for a browser error. It stands outside the theme's element, so its class sets the theme's variables."""
    return rx.el.main(
        rx.el.h1("This page stopped working"),
        rx.el.p(
            "Nothing that was saved is lost. Load it again; if it happens again, the details help to find out why."
        ),
        rx.el.p(rx.el.a("Load the page again", href="", class_name="link")),
        rx.el.details(rx.el.summary("Details"), rx.el.pre(_ERROR, class_name="snippet")),
        class_name="radix-themes broken",
    )
