"""Decides which callers may talk to this server; it stands before pages, websocket and API.

A local installation asks nobody to sign in. Without this guard any page in the owner's browser could use it, directly
(a foreign `Origin`) or through a host name that points at 127.0.0.1 (DNS rebinding, a foreign `Host`).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studyapp.api.errors import refusal
from studyapp.errors import Forbidden

_CONTENT_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'{sockets}; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
"""Reflex has scripts inside the page and evaluates what its events send, hence the two `unsafe`. Everything else must
come from this server, so text on a card can neither load an image from another site nor post anything to one.
"""
SECURITY_HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-site",
}
_PLAIN_NAME: Final = re.compile(r"[a-z0-9.-]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """Host name and port of a `Host` or `Origin`. The name is empty if the header is missing, `null` or malformed."""

    name: str = ""
    port: int | None = None
    """None for the default port of the scheme, which browsers leave out."""


class Guard:
    """ASGI middleware that refuses foreign callers over HTTP and websocket, and adds the security headers to answers.

    An `Origin` is accepted if it equals the requested `Host`, or has a listed name on any port. With `any_port`, for
    development with pages on another port, any loopback `Origin` is accepted; with `any_host`, for installations with
    accounts, any `Host`.
    """

    def __init__(
        self, app: ASGIApp, *, allowed_hosts: Collection[str] = (), any_host: bool = False, any_port: bool = False
    ) -> None:
        self._app = app
        self._allowed = frozenset(_place(name).name for name in allowed_hosts)
        self._any_host = any_host
        self._any_port = any_port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        host = _place(hosts[0]) if len(hosts) == 1 else _Place()
        complaint = self._complaint(host, headers.getlist("origin"))
        if complaint is None:
            await self._app(scope, receive, _with_security_headers(send, host))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await refusal(Forbidden(complaint))(scope, receive, _with_security_headers(send, host))

    def _complaint(self, host: _Place, origins: Sequence[str]) -> str | None:
        """Why this caller is refused, as a sentence; None if it is accepted."""
        if not host.name or not (self._any_host or self._is_trusted(host.name)):
            return (
                f"This server answers to local names such as 127.0.0.1 and localhost, not to '{host.name}'; "
                "list further names in STUDYAPP_ALLOWED_HOSTS."
            )
        if not all(self._is_own(_origin(origin), host) for origin in origins):
            return "A page from another site asked for this, so it was refused; open the app itself instead."
        return None

    def _is_own(self, origin: _Place, host: _Place) -> bool:
        if not origin.name:
            return False
        elsewhere = origin.name in self._allowed or (self._any_port and _is_loopback(origin.name))
        return origin == host or elsewhere

    def _is_trusted(self, name: str) -> bool:
        return name in self._allowed or _is_loopback(name)


def _place(netloc: str) -> _Place:
    try:
        parts = urlsplit(f"//{netloc}")
        return _Place(parts.hostname or "", parts.port) if parts.netloc == netloc and "@" not in netloc else _Place()
    except ValueError:
        return _Place()


def _origin(origin: str) -> _Place:
    scheme, _, netloc = origin.partition("://")
    return _place(netloc) if scheme in {"http", "https"} else _Place()


def _is_loopback(name: str) -> bool:
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _content_policy(host: _Place) -> str:
    """The policy with websocket addresses named, because some browsers do not count them as `'self'`."""
    place = host.name if host.port is None else f"{host.name}:{host.port}"
    sockets = f" ws://{place} wss://{place}" if _PLAIN_NAME.fullmatch(host.name) else ""
    return _CONTENT_POLICY.format(sockets=sockets)


def _with_security_headers(send: Send, host: _Place) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", _content_policy(host))
        await send(message)

    return send_with_headers
