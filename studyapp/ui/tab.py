"""Helpers for every State of a tab: whose tab it is, and how to set only what changed."""

from typing import Any

import reflex as rx

from studyapp.services import accounts


def user_id(state: rx.State) -> str:  # noqa: ARG001
    """Whose tab this is. A local installation has one implicit owner; with accounts this will be read from the tab."""
    return accounts.LOCAL_OWNER_ID


def assign(state: rx.State, **values: Any) -> None:
    """Set only the values that changed, so that a tab is sent nothing it already has."""
    for name, value in values.items():
        if getattr(state, name) != value:
            setattr(state, name, value)
