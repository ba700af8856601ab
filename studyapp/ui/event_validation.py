"""Checks what browsers send: only events our pages have are accepted, with arguments of the types their handlers take.

Anybody who can open a websocket can send anything. Without this, most of it would make Reflex log a traceback that
contains the data sent; here the log gets one line without it.
"""

import inspect
import json
import typing
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, Literal

import reflex as rx
import structlog
from pydantic import TypeAdapter
from reflex.state import BaseState, State
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.registry import RegistrationContext

_log = structlog.get_logger(__name__)

_OF_REFLEX: Final = ("handle_frontend_exception", "hydrate_and_load", "on_load_internal", "update_vars_internal")
"""Events that Reflex's own browser code sends. Its other handlers are for pages that use them, which ours do not; one
of them sets any variable to any value.
"""

_OPTIONAL: Final = ("vars", "hashes")
_PLACE: Final = TypeAdapter[Any](dict[str, str | dict[str, str | list[str]]])
"""Where a tab is, according to its address bar."""


class Refused(Exception):
    """The data sent is not an event of ours. The message gives the reason without quoting the data."""


def guard(app: rx.App) -> None:
    """Check every browser message before Reflex handles it, including the one that connects."""
    namespace: Any = app.event_namespace
    sockets: Any = app.sio
    handle, read = namespace.on_event, sockets._handle_eio_message  # noqa: SLF001

    async def on_event(tab: str, *sent: Any) -> None:
        try:
            check(*sent)
        except Refused as refused:
            _log.warning("event_refused", reason=str(refused))
        else:
            await handle(tab, *sent)

    async def message(socket: str, data: Any) -> None:
        try:
            await read(socket, data)
        except Exception as error:  # noqa: BLE001  (nothing of ours runs in it: handlers have tasks of their own)
            _log.warning("event_refused", reason="not a message", error=type(error).__name__)

    namespace.on_event = on_event
    sockets.eio.on("message", message)


def check(*sent: Any) -> None:
    """Raise `Refused` unless this is exactly one event with the arguments its handler takes."""
    if len(sent) != 1 or not isinstance(sent[0], dict):
        raise Refused("not an event")
    event: dict[str, Any] = sent[0]
    name, payload = event.get("name"), event.get("payload", {})
    if not (isinstance(name, str) and isinstance(payload, dict) and _fits(_PLACE, event.get("router_data", {}))):
        raise Refused("not an event")
    registered = RegistrationContext.get().event_handlers.get(name)
    if registered is None or (kinds := _kinds(registered.handler.fn)) is None:
        raise Refused("no such handler")
    missing = set(kinds) - set(payload) - set(_OPTIONAL)
    if missing or not all(each in kinds and _fits(kinds[each], value) for each, value in payload.items()):
        raise Refused("wrong arguments")


def _fits(kind: TypeAdapter[Any], value: Any) -> bool:
    """Whether the value is of this type by the rules of JSON, e.g. a list may stand for a tuple."""
    try:
        kind.validate_json(json.dumps(value, allow_nan=False), strict=True)
    except (TypeError, ValueError, RecursionError):  # bytes come as attachments and are not JSON
        return False
    return True


@cache
def _kinds(handler: Callable[..., Any]) -> dict[str, TypeAdapter[Any]] | None:
    """The types of a handler's arguments, by name; None if it is not for browsers. Uploads are excluded, as they take
    another way.
    """
    is_ours = handler.__module__.startswith("studyapp.")
    hints = typing.get_type_hints(handler)
    if rx.UploadChunkIterator in hints.values() or not (is_ours or handler.__name__ in _OF_REFLEX):
        return None
    if not is_ours and "vars" in hints:
        hints["vars"] = dict[Literal[tuple(_remembered(State))], str] | None  # pyright: ignore[reportInvalidTypeForm]
    taken = list(inspect.signature(handler).parameters)[1:]
    return {each: TypeAdapter(hints.get(each, Any)) for each in taken}


def _remembered(state: type[BaseState]) -> Iterator[str]:
    """The names of all values that browsers store for us, as browsers send them."""
    for name in state.base_vars:
        if state._is_client_storage(name):  # noqa: SLF001
            yield f"{state.get_full_name()}.{name}{FIELD_MARKER}"
    for child in state.get_substates():
        yield from _remembered(child)
