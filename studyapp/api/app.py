"""The API as an ASGI app, and the whole server around it."""

from typing import Final

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi_offline import FastAPIOffline
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

import studyapp
from studyapp.api import errors
from studyapp.api.body_limits import MAX_FORM_BYTES, MAX_JSON_BYTES, BodyLimit, SlowBodyLimit
from studyapp.api.endpoints import (
    bulk,
    cards,
    decks,
    document_pages,
    documents,
    health,
    images,
    jobs,
    preview,
    sessions,
    study,
    trash,
)
from studyapp.api.endpoints.courses import check_ins, courses, coverage, lessons, passwords, resumable, uploads
from studyapp.api.endpoints.goals import goals, nodes, trees
from studyapp.api.guard import Guard
from studyapp.material.reading import MAX_UPLOAD_BYTES
from studyapp.services.images import MAX_IMAGE_BYTES
from studyapp.settings import Settings, current

_ABOUT = """\
Everything that the app's own pages do. Work that waits for a generator is a *job*: POST it, then follow it by its id.
Every error is `{"error": sentence, "code": CODE}`. Times are in UTC."""

_UPLOADS: Final = {"/api/images": MAX_IMAGE_BYTES, "/api/documents": MAX_UPLOAD_BYTES}


def create_api() -> FastAPI:
    """The API, with paths relative to where it is mounted. Its documentation page loads nothing from other sites."""
    api = FastAPIOffline(
        docs_url="/docs",
        redoc_url=None,
        static_url="/docs-assets",
        title="Study app",
        version=studyapp.__version__,
        description=_ABOUT,
        redirect_slashes=False,
        generate_unique_id_function=_operation_name,
        responses=errors.documented(403, 422, 500, 503, 507),
    )
    errors.install(api)
    of_courses = (courses, uploads, resumable, passwords, lessons, check_ins, coverage)
    of_goals = (goals, trees, nodes)
    for group in (
        health,
        jobs,
        *of_courses,
        *of_goals,
        decks,
        preview,
        bulk,
        cards,
        documents,
        document_pages,
        images,
        trash,
        study,
        sessions,
    ):
        api.include_router(group.router)
    return api


def whole_server(
    pages: ASGIApp, *, api: ASGIApp | None = None, settings: Settings | None = None, developing: bool = False
) -> ASGIApp:
    """The pages (with their websocket and lifespan), the API under `/api`, and the guard around both.

    While `developing`, the pages come from a server on another port of this machine.
    """
    settings = settings or current()
    both = _SideBySide(
        pages=SlowBodyLimit(BodyLimit(pages, max_bytes=MAX_FORM_BYTES)),
        api=SlowBodyLimit(BodyLimit(api or create_api(), max_bytes=MAX_JSON_BYTES, by_path=_most_bytes(settings))),
    )
    return Guard(both, allowed_hosts=settings.allowed_hosts, any_host=settings.auth != "local", any_port=developing)


def _most_bytes(settings: Settings) -> dict[str, int]:
    """The most bytes of a body, by the path it is sent to. A file in a form needs room for the form around it."""
    form = settings.max_upload_bytes + 1024**2
    return _UPLOADS | {uploads.PATH: form, f"{resumable.PATH}/": settings.max_upload_bytes}


class _SideBySide:
    """Sends requests to the API or the pages by path. Starlette's `Mount` would lose addresses with a line break in
    them.
    """

    def __init__(self, *, pages: ASGIApp, api: ASGIApp) -> None:
        self._pages = pages
        self._api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http" and path == "/api":
            await RedirectResponse("/api/docs")(scope, receive, send)
        elif scope["type"] == "http" and path.startswith("/api/"):
            await self._api({**scope, "root_path": scope.get("root_path", "") + "/api"}, receive, send)
        else:
            await self._pages(scope, receive, send)


def _operation_name(route: APIRoute) -> str:
    """The function's own name, so that generated clients have the same names."""
    return route.name
