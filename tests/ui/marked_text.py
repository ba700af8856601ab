"""Tries every way in which text becomes an event, with each text: `python -m tests.ui.marked_text TEXT …`.

It is a process of its own, because such a text hung the process that decoded it. The ways are found by searching: all
functions of Reflex that our pages call to make an event, all our toasts, all handlers that a browser can call.
"""

import ast
import inspect
import pkgutil
import sys
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import reflex as rx
from reflex.event import Event, EventHandler
from reflex_base.vars import base

from studyapp import errors, ui
from studyapp.ui.errors import tell
from studyapp.ui.pages.decks import DecksState
from studyapp.ui.tasks import toast
from studyapp.ui.tasks.rows import TaskRow

Maker = Callable[[str], Any]
HOW_TO_CALL: Final[dict[str, Maker]] = {
    "rx.call_script": rx.call_script,
    "rx.download": lambda text: rx.download(data=text, filename=text),
    "rx.noop": lambda _: rx.noop(),
    "rx.redirect": rx.redirect,
    "rx.toast.dismiss": rx.toast.dismiss,
    "rx.toast.error": lambda text: rx.toast.error(text, description=text, id=text),
    "rx.toast.info": lambda text: rx.toast.info(text, description=text, id=text),
    "rx.toast.success": lambda text: rx.toast.success(text, description=text, id=text),
    "toast.done": toast.done,
    "toast.problem": toast.problem,
    "toast.told": lambda text: toast.told(text, name=text),
    "toast.undoable": lambda text: toast.undoable(text, DecksState.restore_deck(text), name=text),
    "toast.withdrawn": toast.withdrawn,
    "toast.begun_elsewhere": lambda text: toast.begun_elsewhere(text, to=text),
    "toast.job_ended": lambda text: toast.job_ended(_row(text)),
    "errors.tell": lambda text: tell(errors.BadInput(text)),
}


def main(texts: list[str]) -> None:
    for each in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        import_module(each.name)
    tried = _try_all("what stays the same is made once")
    kept = len(base._global_vars)
    for text in texts:
        print(f"{text}: {tried}", flush=True)
        _try_all(text)
        assert len(base._global_vars) == kept, "Reflex keeps something of this as long as the server runs"


def _try_all(text: str) -> str:
    ways = {*_of_reflex(), *_of_ours(), "errors.tell"}
    handlers = [each for each in _handlers(rx.State) if rx.UploadChunkIterator not in _hints(each).values()]
    for way in ways:
        _try(way, text)
    for handler in handlers:
        _try_handler(handler, text)
    return f"{len(ways)} ways, {len(handlers)} handlers"


def _of_reflex() -> Iterator[str]:
    """Functions such as `rx.redirect`, wherever a module of ours calls them."""
    for path in Path(ui.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if name.startswith("rx.") and _makes_events(_named(name)):
                yield name


def _named(name: str) -> Any:
    found: Any = rx
    for part in name.split(".")[1:]:
        found = getattr(found, part, None)
    return found


def _makes_events(maker: Any) -> bool:
    if not inspect.isroutine(maker):
        return False
    returned = inspect.signature(maker).return_annotation
    return "EventSpec" in str(returned) or "EventCallback" in str(returned)


def _of_ours() -> Iterator[str]:
    for name, maker in vars(toast).items():
        if inspect.isfunction(maker) and maker.__module__ == toast.__name__ and not name.startswith("_"):
            yield f"toast.{name}"


def _handlers(state: type[rx.State]) -> Iterator[EventHandler]:
    if state.__module__.startswith("studyapp."):
        yield from (each for each in state.event_handlers.values() if each.fn.__module__ == state.__module__)
    for child in state.__subclasses__():
        yield from _handlers(child)


def _try(way: str, text: str) -> None:
    assert way in HOW_TO_CALL, f"text becomes an event in a new way: tell here how to call {way}"
    events = Event.from_event_type(HOW_TO_CALL[way](text))
    written = [value for event in events for value in event.payload.values() if value]
    assert way in ("rx.noop", "rx.download") or all(text in str(value) for value in written), f"{way}: {written}"


def _try_handler(handler: EventHandler, text: str) -> None:
    """Try the handler with the text as its arguments, since a browser returns what it was sent."""
    given = {name: _value(hint, text) for name, hint in _hints(handler).items()}
    (event,) = Event.from_event_type(handler(*given.values()))
    assert event.payload == given, f"{handler.fn.__qualname__} was given {given} and hands on {event.payload}"


def _hints(handler: EventHandler) -> dict[str, Any]:
    hints = typing.get_type_hints(handler.fn)
    return {name: hints[name] for name in list(inspect.signature(handler.fn).parameters)[1:]}


def _value(wanted: Any, text: str) -> Any:
    """A value of this type with the text wherever there is room for one."""
    if wanted in (bool, int, float):
        return wanted(1)
    if typing.get_origin(wanted) is tuple:
        return tuple(_value(each, text) for each in typing.get_args(wanted))
    values: dict[Any, Any] = {str: text, Any: text, dict[str, Any]: {text: [text]}, str | list[str]: [text]}
    return values[wanted] if wanted in values else [_value(typing.get_args(wanted)[0], text)]


def _row(text: str) -> TaskRow:
    hints = typing.get_type_hints(TaskRow)
    return TaskRow(**{each.name: _plain(hints[each.name], text) for each in fields(TaskRow)})


def _plain(wanted: Any, text: str) -> Any:
    return text if wanted is str else [] if typing.get_origin(wanted) else wanted()


if __name__ == "__main__":
    main(sys.argv[1:])
