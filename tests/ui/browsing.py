"""Tabs whose events run as in Reflex: one after the other in a tab, in parallel in different tabs."""

import dataclasses
from asyncio import Future
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import reflex as rx
from reflex.event import Event
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex_base.event.processor import BaseStateEventProcessor

from studyapp.ui.errors import tell
from tests.ui.addresses import go_to


class Tabs:
    """`tab` is any name; all of them are at one address."""

    def __init__(self, path: str) -> None:
        self._here: dict[str, Any] = {"pathname": path, "asPath": path, "query": {}}
        self._told: defaultdict[str, list[Any]] = defaultdict(list)
        self._states = StateManagerMemory()
        self.processor = BaseStateEventProcessor(backend_exception_handler=tell)
        self.processor.configure(state_manager=self._states, event_namespace=self)  # pyright: ignore[reportArgumentType]

    async def emit_update(self, update: Any, token: str) -> None:
        """Record what Reflex would send to the browser."""
        self._told[token] += update.events

    def told(self, tab: str) -> str:
        """Everything sent to this tab, including toasts."""
        return " ".join(str(event) for event in self._told[tab])

    async def state(self, tab: str, cls: type[Any]) -> Any:
        root: Any = await self._states.get_state(BaseStateToken(ident=tab, cls=rx.State))
        if not root.router_data:  # it says where it is
            root.router_data = self._here
            go_to(root, self._here["asPath"])
        return await root.get_state(cls)

    async def press(self, tab: str, event: Any) -> Future[Any]:
        """Send an event, and return a task that ends when it has been handled."""
        (asked,) = Event.from_event_type(event)
        return await self.send(tab, asked)

    async def send(self, tab: str, event: Event) -> Future[Any]:
        await self.state(tab, rx.State)
        return await self.processor.enqueue(tab, dataclasses.replace(event, router_data=self._here))


@asynccontextmanager
async def open_tabs(path: str = "/decks") -> AsyncGenerator[Tabs]:
    tabs = Tabs(path)
    async with tabs.processor:
        yield tabs
