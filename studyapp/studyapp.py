# pyright: standard
"""The composition root: pages, API, job engine and the one error handler come together as one app."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import reflex as rx

from studyapp import database, migrate, settings
from studyapp.api.app import whole_server
from studyapp.jobs.engine import Engine
from studyapp.ui import errors, theme
from studyapp.ui.routes import add_pages


@asynccontextmanager
async def job_engine() -> AsyncGenerator[None]:
    """Runs while the server does, and not while Reflex compiles: that never starts the app."""
    here = settings.current()
    migrate.upgrade(here)
    engine = Engine(database.current(), settings=here)
    await engine.start()
    try:
        yield
    finally:
        await engine.stop()
        database.current().dispose()


app = rx.App(
    stylesheets=theme.STYLESHEETS,
    head_components=theme.head(),
    html_lang="en",
    api_transformer=whole_server,
    backend_exception_handler=errors.tell,
)
add_pages(app)
app.register_lifespan_task(job_engine)
