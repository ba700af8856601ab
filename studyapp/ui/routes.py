"""Every page, its address and what it starts. The composition root calls `add_pages`."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from studyapp.ui.layout import Text, window_title
from studyapp.ui.pages.settings import Settings, settings_page
from studyapp.ui.pages.tasks import Tasks, tasks_page


def add_pages(app: rx.App) -> None:
    """In the order of the rail."""
    add_page(app, tasks_page, route="/tasks", title="Tasks", on_load=Tasks.watch)
    add_page(app, settings_page, route="/settings", title="Settings", on_load=[Settings.watch, Settings.ask_browser])


def add_page(app: rx.App, view: Callable[[], rx.Component], *, route: str, title: Text, on_load: Any) -> None:
    """A page whose window title counts the active jobs."""
    app.add_page(view, route=route, title=window_title(title), on_load=on_load)
