"""Opens the page again in a tab whose state has expired, before the tab's event is handled.

Reflex forgets the state of a tab that sends nothing for long (`redis_token_expiration` in `rxconfig.py`), or when the
clock jumps. It would then create a new state, handle the event with it, and open the page only afterwards: the first
grade would have no card, and the answer would be lost.
"""

from typing import Any

import reflex as rx
import structlog
from reflex.event import Event
from reflex.istate.manager.memory import StateManagerMemory
from reflex_base.event.context import EventContext
from reflex_base.event.processor.base_state_processor import process_event
from reflex_base.registry import RegistrationContext
from typing_extensions import override

from studyapp.ui.tasks.shell import ShellState

_log = structlog.get_logger(__name__)


class Reopening(rx.Middleware):
    """Middleware that runs a page's opening events once for each new state of a tab."""

    @override
    async def preprocess(self, app: rx.App, state: rx.State, event: Event) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        if not _is_ours(event):
            return
        shell = await state.get_state(ShellState)
        opening = Event.from_event_type(app.get_load_events(state.router.url.path))
        if not shell._is_open and event.name not in {each.name for each in opening}:  # noqa: SLF001
            await _open(state, opening)
        shell._is_open = True  # noqa: SLF001


def has_expired() -> bool:
    """Whether Reflex has forgotten this tab. Check this first: touching the state would show the page as a new, empty
    one.
    """
    context = EventContext.get()
    return isinstance(context.state_manager, StateManagerMemory) and context.token not in context.state_manager.states


async def _open(state: rx.State, opening: list[Event]) -> None:
    _log.info("page_opened_again", path=state.router.url.path)
    for event in opening:
        registered = RegistrationContext.get().event_handlers[event.name]
        if not registered.handler.is_background:
            page: Any = await state.get_state(registered.states[0])
            await process_event(registered.handler, event.payload, page, None)


def _is_ours(event: Event) -> bool:
    """Whether the event is not one of Reflex's own, which only send the state or open the page."""
    registered = RegistrationContext.get().event_handlers[event.name]
    return registered.handler.fn.__module__.startswith("studyapp.")
