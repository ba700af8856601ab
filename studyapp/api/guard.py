"""Who may talk to this server: the wall around pages, websocket and API alike.

A local installation asks nobody to sign in, so any page the owner's browser happens to show could otherwise drive it,
directly (a foreign `Origin`) or through a name it points at 127.0.0.1 itself (DNS rebinding, a foreign `Host`).
"""

from collections.abc import Collection, Mapping
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studyapp.api.errors import refusal
from studyapp.errors import Forbidden

_CONTENT_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
"""Reflex runs scripts that stand in the page and evaluates what its events send, hence the two `unsafe`; everything
else comes from this server, so text in a card can neither load an image from elsewhere nor post anything there."""
SECURITY_HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-site",
    "Content-Security-Policy": _CONTENT_POLICY,
}


class Guard:
    """ASGI middleware: refuses foreign callers over HTTP and websocket, and puts the security headers on answers.

    With `any_host` (installations with accounts) the `Host` may be any name, and the `Origin` has to agree with it.
    """

    def __init__(self, app: ASGIApp, *, allowed_hosts: Collection[str] = (), any_host: bool = False) -> None:
        self._app = app
        self._allowed = frozenset(_bare(name) for name in allowed_hosts)
        self._any_host = any_host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        complaint = self._complaint(Headers(scope=scope))
        if complaint is None:
            await self._app(scope, receive, _with_security_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await refusal(Forbidden(complaint))(scope, receive, _with_security_headers(send))

    def _complaint(self, headers: Headers) -> str | None:
        """Why this caller is refused, as a sentence; nothing when it is welcome."""
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        host = _bare(hosts[0]) if len(hosts) == 1 else ""
        if not host or not (self._any_host or self._is_trusted(host)):
            return (
                f"This server answers to local names such as 127.0.0.1 and localhost, not to '{host}'; "
                "list further names in STUDYAPP_ALLOWED_HOSTS."
            )
        if any(not self._is_own(origin, host=host) for origin in origins):
            return "A page from another site asked for this, so it was refused; open the app itself instead."
        return None

    def _is_own(self, origin: str, *, host: str) -> bool:
        """The port may differ: in development the pages come from another one."""
        name = _origin_name(origin)
        return bool(name) and (name == host or (not self._any_host and self._is_trusted(name)))

    def _is_trusted(self, name: str) -> bool:
        return name == "localhost" or name in self._allowed or _is_loopback(name)


def _origin_name(origin: str) -> str:
    """Empty for `null` and for whatever is no address."""
    try:
        parts = urlsplit(origin)
        return _bare(parts.netloc) if parts.scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _bare(host: str) -> str:
    """The name in a `Host` value, lower case, without port and IPv6 brackets; empty when it is malformed."""
    try:
        return (urlsplit(f"//{host}").hostname or "") if "@" not in host else ""
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _with_security_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return send_with_headers
