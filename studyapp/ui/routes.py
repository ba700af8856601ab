"""Every page, its address and what it starts. The composition root calls `add_pages`."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from studyapp.ui.layout import Text, window_title


def add_pages(app: rx.App) -> None:
    """In the order of the rail."""


def add_page(app: rx.App, view: Callable[[], rx.Component], *, route: str, title: Text, on_load: Any) -> None:
    """A page whose window title counts the active jobs."""
    app.add_page(view, route=route, title=window_title(title), on_load=on_load)
