"""Of the tabs that were closed, the latest keep their state for whoever comes back to one; the others are forgotten.

Reflex itself keeps each for a day, and 300 of them took 16 MiB. A forgotten tab that comes back has its page opened
anew, as after a restart of the server.
"""

from collections.abc import Callable
from typing import Any, Final

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory

KEPT: Final = 100
"""A proxy or a network that drops everybody's connections for a moment shall not cost everybody's screen."""


def bound(app: rx.App) -> None:
    """Look at every tab that goes, if states are in memory at all: a Redis of Reflex's would keep them elsewhere."""
    states = app.state_manager
    if not isinstance(states, StateManagerMemory):
        return
    namespace: Any = app.event_namespace
    closed = ClosedTabs(states, is_open=lambda tab: tab in namespace.token_to_sid)
    disconnect = namespace.on_disconnect

    def on_disconnect(socket: str) -> Any:
        tab = namespace.sid_to_token.get(socket)
        going = disconnect(socket)
        if tab is not None:
            closed.add(tab)
        return going

    namespace.on_disconnect = on_disconnect


class ClosedTabs:
    """Tabs by their tokens, the one closed longest ago first. One that was opened again leaves when its turn comes."""

    def __init__(self, states: StateManagerMemory, *, is_open: Callable[[str], bool]) -> None:
        self._states = states
        self._is_open = is_open
        self._tabs: dict[str, None] = {}

    def add(self, tab: str) -> None:
        self._tabs.pop(tab, None)
        self._tabs[tab] = None
        for oldest in list(self._tabs)[:-KEPT]:
            if self._is_open(oldest) or self._forgot(oldest):
                del self._tabs[oldest]

    def _forgot(self, tab: str) -> bool:
        """False while an event still works on it: then the next tab that closes looks again."""
        states = self._states
        lock, known = states._states_locks.get(tab), states._token_expires_at.get(tab)  # noqa: SLF001
        if lock is not None and lock.locked():
            return False
        if known is not None:
            states._purge_token(known[1])  # noqa: SLF001
        return True
