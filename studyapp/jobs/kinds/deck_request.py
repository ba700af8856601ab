"""What all requests that put cards into a deck share: how they name the deck, and which one that is."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator
from sqlmodel import Session

from studyapp.jobs.kinds.titles import line
from studyapp.models import Deck
from studyapp.services import decks


class DeckRequest(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    deck_id: str | None = None
    """The deck the cards go into."""
    deck_title: Annotated[str | None, AfterValidator(line)] = None
    """The title of the deck if there is no `deck_id`. A deck with this title is created if there is none."""

    @model_validator(mode="after")
    def _without_blank_id(self) -> "DeckRequest":
        self.deck_id = self.deck_id or None
        return self

    @property
    def deck_key(self) -> str:
        """The requested deck as a part of the deduplication key."""
        return f"id:{self.deck_id}" if self.deck_id else f"title:{self.deck_title or ''}"


def deck_for(session: Session, user_id: str, *, deck_id: str | None, title: str, now: datetime) -> Deck:
    """The deck with this id or, without an id, the deck with this title, which is created if there is none."""
    if deck_id:
        return decks.get_deck(session, user_id, deck_id)
    return decks.find_or_create_deck(session, user_id, title=title, now=now)
