"""Helpers for every State of a tab: whose tab it is, how to set only what changed, and methods that are no events."""

from collections.abc import Callable
from typing import Any, TypeVar

import reflex as rx

from studyapp.services import accounts

F = TypeVar("F", bound=Callable[..., Any])


def user_id(state: rx.State) -> str:  # noqa: ARG001
    """Whose tab this is. A local installation has one implicit owner; with accounts this will be read from the tab."""
    return accounts.LOCAL_OWNER_ID


def assign(state: rx.State, **values: Any) -> None:
    """Set only the values that changed, so that a tab is sent nothing it already has."""
    for name, value in values.items():
        if getattr(state, name) != value:
            setattr(state, name, value)


def server_only(method: F) -> F:
    """Mark a public method of a State that other States call and browsers cannot.

    Reflex makes an event of every public method without this attribute.
    """
    method.__override_base_method__ = True  # pyright: ignore[reportFunctionMemberAccess]
    return method
