"""Tabs whose events run as Reflex runs them: one after the other in a tab, side by side in different ones."""

import dataclasses
from asyncio import Future
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Final

import reflex as rx
from reflex.event import Event
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex_base.event.processor import BaseStateEventProcessor

from studyapp.ui.errors import tell

_HERE: Final = {"pathname": "/decks", "asPath": "/decks", "query": {}}


class Tabs:
    """`tab` is any name."""

    def __init__(self) -> None:
        self._told: defaultdict[str, list[Any]] = defaultdict(list)
        self._states = StateManagerMemory()
        self.processor = BaseStateEventProcessor(backend_exception_handler=tell)
        self.processor.configure(state_manager=self._states, event_namespace=self)  # pyright: ignore[reportArgumentType]

    async def emit_update(self, update: Any, token: str) -> None:
        """Reflex sends this to the browser."""
        self._told[token] += update.events

    def told(self, tab: str) -> str:
        """All that was said in this tab, toasts among it."""
        return " ".join(str(event) for event in self._told[tab])

    async def state(self, tab: str, cls: type[Any]) -> Any:
        root = await self._states.get_state(BaseStateToken(ident=tab, cls=rx.State))
        root.router_data = root.router_data or _HERE  # it has said where it is
        return await root.get_state(cls)

    async def press(self, tab: str, event: Any) -> Future[Any]:
        """What is returned is done when the event has been handled."""
        (asked,) = Event.from_event_type(event)
        return await self.send(tab, asked)

    async def send(self, tab: str, event: Event) -> Future[Any]:
        await self.state(tab, rx.State)
        return await self.processor.enqueue(tab, dataclasses.replace(event, router_data=_HERE))


@asynccontextmanager
async def open_tabs() -> AsyncGenerator[Tabs]:
    tabs = Tabs()
    async with tabs.processor:
        yield tabs
