"""The options of a field in which a deck is chosen."""

from dataclasses import dataclass
from datetime import datetime

import reflex as rx
from sqlmodel import Session

from studyapp.services import decks


@dataclass(frozen=True)
class DeckChoice:
    id: str
    title: str


def deck_choices(session: Session, user_id: str, *, now: datetime) -> list[DeckChoice]:
    """The newest decks, as options."""
    return [DeckChoice(deck.id, deck.title) for deck in decks.list_decks(session, user_id, now=now)]


def deck_option(deck: rx.vars.ObjectVar[DeckChoice]) -> rx.Component:
    return rx.el.option(deck.title, value=deck.id, key=deck.id)
