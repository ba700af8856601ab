"""What every State of a tab needs: whose tab it is, and how to change only what changed."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import reflex as rx

from studyapp.services import accounts

_record: ContextVar[dict[str, Any] | None] = ContextVar("record", default=None)


def user_id(state: rx.State) -> str:  # noqa: ARG001
    """Whose tab this is. A local installation has one implicit owner; accounts will ask the tab's session here."""
    return accounts.LOCAL_OWNER_ID


def assign(state: rx.State, **values: Any) -> None:
    """Set what changed and leave the rest, so that a re-read sends a tab only what is new to it."""
    record = _record.get()
    if record is not None:
        record |= values
    for name, value in values.items():
        if getattr(state, name) != value:
            setattr(state, name, value)


@contextmanager
def recorded() -> Generator[dict[str, Any]]:
    """Notes what is assigned meanwhile, so that the next tab need not read it again."""
    record: dict[str, Any] = {}
    token = _record.set(record)
    try:
        yield record
    finally:
        _record.reset(token)
