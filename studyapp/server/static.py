"""Serves the built pages at the right addresses and tells browsers how long to keep them.

Otherwise Reflex's static files redirect `/decks` to `/decks/` (behind a proxy even from https to http) and say nothing
about caching, so that after an update a browser could show an old page whose scripts are gone.
"""

from pathlib import Path
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NAMED_FOR_CONTENT: Final = "/assets/"
"""Vite puts a hash of the content into each file name below, so these files never change."""
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"


class BuiltPages:
    """ASGI middleware around the whole server. `folder` holds the built files."""

    def __init__(self, app: ASGIApp, *, folder: Path) -> None:
        self._app = app
        files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        self._files = frozenset(f"/{name}" for name in files)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = self._file_for(scope["path"])
        if path in self._files:
            scope = {**scope, "path": path, "raw_path": path.encode()}
            send = _with_cache_control(send, _FOREVER if path.startswith(_NAMED_FOR_CONTENT) else _ASK_AGAIN)
        await self._app(scope, receive, send)

    def _file_for(self, path: str) -> str:
        """The file for a path. Reflex builds `/decks` as `decks.html`; a slash at the end makes no difference."""
        page = f"{path.rstrip('/')}.html"
        return page if page in self._files else "/index.html" if path == "/" else path


def _with_cache_control(send: Send, value: str) -> Send:
    async def send_with_header(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in {200, 304}:
            MutableHeaders(scope=message)["Cache-Control"] = value
        await send(message)

    return send_with_header
