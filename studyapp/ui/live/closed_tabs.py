"""Keeps the state of the latest closed tabs for learners who come back, and drops the state of older ones.

Reflex itself keeps each state for a day, and 300 of them took 16 MiB. A tab that comes back after its state was dropped
has its page opened again, as after a restart of the server.
"""

from collections.abc import Callable
from typing import Any, Final

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory

KEPT: Final = 100
"""It is large, so that a proxy or network that drops all connections for a moment does not cost everybody's screen."""


def bound(app: rx.App) -> None:
    """Limit the states of closed tabs, if states are in memory at all; with Redis they would be elsewhere."""
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
    """The tokens of closed tabs, the oldest first. A tab that was opened again is removed when its turn comes."""

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
        """Drop a tab's state. Returns False while an event still uses it; the next tab that closes tries again."""
        states = self._states
        lock, known = states._states_locks.get(tab), states._token_expires_at.get(tab)  # noqa: SLF001
        if lock is not None and lock.locked():
            return False
        if known is not None:
            states._purge_token(known[1])  # noqa: SLF001
        return True
