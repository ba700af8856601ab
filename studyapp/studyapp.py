# pyright: standard
"""The composition root: puts pages, API, job engine and the error handler together into one app."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import reflex as rx
from reflex.utils.exec import is_prod_mode
from starlette.types import ASGIApp

from studyapp import database, logs, migrate, settings
from studyapp.api.app import whole_server
from studyapp.jobs.engine.engine import Engine
from studyapp.server import shutdown
from studyapp.services import accounts
from studyapp.ui import errors, event_validation
from studyapp.ui.frame import fallbacks, theme
from studyapp.ui.live import closed_tabs
from studyapp.ui.live.reopening import Reopening
from studyapp.ui.routes import add_pages


@asynccontextmanager
async def server_life() -> AsyncGenerator[None]:
    """Start and stop what lives as long as the server. Reflex's compile step never runs this."""
    here = settings.current()
    logs.configure(here)
    migrate.upgrade(here)
    with database.current().write() as session:
        accounts.local_owner(session, now=datetime.now(UTC))
    engine = Engine(database.current(), settings=here)
    shutdown.register_duty(engine.stop)
    await engine.start()
    try:
        yield
    finally:
        await engine.stop()
        database.current().dispose()


class App(rx.App):
    """The Reflex app, wrapped from outside in the guard. An `api_transformer` would come only after Reflex's own
    routing and CORS answers.
    """

    def __call__(self) -> ASGIApp:
        return whole_server(super().__call__(), developing=not is_prod_mode())


app = App(
    stylesheets=theme.STYLESHEETS,
    head_components=theme.head(),
    html_lang="en",
    backend_exception_handler=errors.tell,
    app_wraps=fallbacks.wraps(),
    toaster=theme.toaster(),
)
add_pages(app)
app.add_middleware(Reopening())
event_validation.guard(app)
closed_tabs.bound(app)
app.register_lifespan_task(server_life)
