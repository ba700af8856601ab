"""The address of a tab, for States that read it."""

from typing import Any

import reflex as rx
from reflex.istate.data import ReflexURL, RouterData


def go_to(state: rx.State, path: str) -> None:
    root: Any = state
    while root.parent_state is not None:
        root = root.parent_state
    root.router = RouterData(url=ReflexURL(f"http://127.0.0.1:8000{path}"))
