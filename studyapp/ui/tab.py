"""What every State of a tab needs: whose tab it is, and how to change only what changed."""

from typing import Any

import reflex as rx

from studyapp.services import accounts


def user_id(state: rx.State) -> str:  # noqa: ARG001
    """Whose tab this is. A local installation has one implicit owner; accounts will ask the tab's session here."""
    return accounts.LOCAL_OWNER_ID


def assign(state: rx.State, **values: Any) -> None:
    """Set what changed and leave the rest, so that a re-read sends a tab only what is new to it."""
    for name, value in values.items():
        if getattr(state, name) != value:
            setattr(state, name, value)
