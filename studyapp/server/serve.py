"""The production server: pages, websocket and API at one address, in one process.

It is one process because it also runs the job engine, and because ending it must end everything: a supervisor that is
killed would leave its worker running.
"""

import asyncio
import ipaddress
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studyapp import migrate
from studyapp.errors import StudyError
from studyapp.server import frontend, shutdown
from studyapp.server.shutdown import Websockets
from studyapp.server.static import BuiltPages
from studyapp.settings import Settings

_ASKS_TO_STOP: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
GIVE_BACK_SECONDS: Final = 3.0
"""Time to give running jobs back. Jobs that take longer are recovered by the next start."""
LET_GO_SECONDS: Final = 2.0
"""Time for open requests to finish and connections to close."""
STOP_SECONDS: Final = 10
"""After this time the process is killed: its event loop must be stuck."""

MOST_CONNECTIONS: Final = 512
"""At once. A client that sends half a request holds a connection for half a minute."""
LARGEST_MESSAGE: Final = 4_000_000
"""The largest websocket message in bytes: the longest accepted text, in any script. A larger one ends the connection,
so `assets/study.js` does not send it.
"""


class CannotServe(StudyError):
    """The server cannot start. The sentence says what to change."""


def run(settings: Settings, *, say: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C. Calls `say` with a sentence when the first page can be opened."""
    _refuse_to_expose(settings)
    _require_free_port(settings)
    _require_data_dir(settings)
    migrate.upgrade(settings)
    site = frontend.prepare(settings.frontend, say)
    application = _Announced(_load(site, settings), lambda: say(f"studyapp is ready at {_address(settings)}"))
    asyncio.run(_serve(application, settings))
    if application.failed:
        raise CannotServe("The server could not start; the reason stands above.")


def _refuse_to_expose(settings: Settings) -> None:
    if settings.auth == "accounts":
        raise CannotServe("This version has no accounts yet: leave STUDYAPP_AUTH=local.")
    if not _is_loopback(settings.host):
        raise CannotServe(
            f"Nobody signs in here, so studyapp does not listen on {settings.host}: set STUDYAPP_HOST=127.0.0.1, and "
            "reach it from elsewhere through an SSH tunnel."
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _require_free_port(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise CannotServe(
                f"Port {settings.port} cannot be used ({os.strerror(error.errno or 0)}): "
                f"stop what uses it, or choose another with STUDYAPP_PORT (make run PORT={settings.port + 1})."
            ) from error


def _require_data_dir(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        TemporaryFile(dir=settings.data_dir).close()
    except OSError as error:
        raise CannotServe(
            f"Nothing can be kept in {settings.data_dir} ({error.strerror}): choose another folder with "
            "STUDYAPP_DATA_DIR (make run DATA_DIR=…)."
        ) from error


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def _load(site: Path, settings: Settings) -> ASGIApp:
    """Load the app from the finished build, as Reflex would, without compiling anything."""
    os.chdir(site)
    os.environ |= frontend.environment(settings.frontend) | {
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_BACKEND_HOST": settings.host,
        "REFLEX_BACKEND_PORT": str(settings.port),
        "REFLEX_FRONTEND_PORT": str(settings.port),
        "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": str(LARGEST_MESSAGE),
    }
    reflex = import_module("reflex_base.environment").environment
    reflex.REFLEX_SKIP_COMPILE.set(True)
    reflex.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
    app = import_module("studyapp.studyapp").app()
    return BuiltPages(app, folder=site / frontend.STATIC)


class _Announced:
    """ASGI middleware that calls `ready` when start-up is complete, and remembers when it failed."""

    def __init__(self, app: ASGIApp, ready: Callable[[], None]) -> None:
        self._app = app
        self._ready = ready
        self.failed = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return

        async def listen(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                self._ready()
            elif message["type"] == "lifespan.startup.failed":
                self.failed = True

        await self._app(scope, receive, listen)


async def _serve(application: ASGIApp, settings: Settings) -> None:
    websockets = Websockets(application)
    server = Server(
        websockets,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        backlog=MOST_CONNECTIONS,
        log_level=LogLevels.error,
        log_dictconfig={"loggers": {}},
    )
    told_to_stop = _listen_for_stop()
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(told_to_stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not serving.done():
        await _leave(server, websockets)
    stopping.cancel()
    await serving


async def _leave(server: Server, websockets: Websockets) -> None:
    """Give the jobs back, then close the connections.

    A timer thread ends the process if clients do not let go, because the server blocks the event loop while it waits
    for its connections.
    """
    await shutdown.perform_duties(GIVE_BACK_SECONDS)
    overdue = threading.Timer(LET_GO_SECONDS, _go)
    overdue.daemon = True
    overdue.start()
    await websockets.close_all()
    server.stop()


def _go() -> None:
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _listen_for_stop() -> asyncio.Event:
    """An event that the first request to stop sets. A second request, or a blocked event loop, ends the process."""
    told, loop = asyncio.Event(), asyncio.get_running_loop()
    asked = [number for number in _ASKS_TO_STOP if signal.getsignal(number) is not signal.SIG_IGN]  # set by nohup

    def stop(*_: object) -> None:
        for number in asked:
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(STOP_SECONDS)  # nobody handles this signal, so it ends the process
        loop.call_soon_threadsafe(told.set)

    for number in asked:
        signal.signal(number, stop)
    return told
