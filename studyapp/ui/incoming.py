"""What a browser may send: events our pages have, with arguments of the kinds their handlers take.

Whoever can open a websocket can send anything. Reflex would run into most of it with a traceback that tells what was
sent; here it is one line that does not.
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
"""What the browser's half of Reflex sends by itself. The rest of its handlers is for pages that use them, and ours do
not: among them is one that sets any variable to any value."""

_OPTIONAL: Final = ("vars", "hashes")
_PLACE: Final = TypeAdapter[Any](dict[str, str | dict[str, str | list[str]]])
"""Where a tab is, as its address bar says it."""


class Refused(Exception):
    """What was sent is no event of ours; says why without saying what."""


def guard(app: rx.App) -> None:
    """Look at every message of a browser before Reflex does, the one it connects with included."""
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
    """Refuse what is not exactly one event with the arguments its handler takes."""
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
    """By the rules of JSON, in which it came: a list may stand for a tuple, and nothing for another kind of thing."""
    try:
        kind.validate_json(json.dumps(value, allow_nan=False), strict=True)
    except (TypeError, ValueError, RecursionError):  # bytes, which JSON knows not, come as attachments
        return False
    return True


@cache
def _kinds(handler: Callable[..., Any]) -> dict[str, TypeAdapter[Any]] | None:
    """By argument, what a handler takes; None if it is not for browsers. Files come in another way."""
    is_ours = handler.__module__.startswith("studyapp.")
    hints = typing.get_type_hints(handler)
    if rx.UploadChunkIterator in hints.values() or not (is_ours or handler.__name__ in _OF_REFLEX):
        return None
    if not is_ours and "vars" in hints:
        hints["vars"] = dict[Literal[tuple(_remembered(State))], str] | None  # pyright: ignore[reportInvalidTypeForm]
    taken = list(inspect.signature(handler).parameters)[1:]
    return {each: TypeAdapter(hints.get(each, Any)) for each in taken}


def _remembered(state: type[BaseState]) -> Iterator[str]:
    """What browsers keep for us, as they name it."""
    for name in state.base_vars:
        if state._is_client_storage(name):  # noqa: SLF001
            yield f"{state.get_full_name()}.{name}{FIELD_MARKER}"
    for child in state.get_substates():
        yield from _remembered(child)
