"""Endpoints for decks and the number of cards due in them."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import WHOLE, Body, Cursor, PageSize, PathId, Text
from studyapp.schemas.decks import DeckAnswer, DecksAnswer
from studyapp.services import decks
from studyapp.services.accounts import MOST_PER_DAY
from studyapp.services.text_input import at_least

router = APIRouter(prefix="/decks", tags=["decks"])


Title = Annotated[Text, Field(min_length=1, max_length=200, json_schema_extra=at_least(1))]
Description = Annotated[Text, Field(max_length=2_000)]
PerDay = Annotated[int, Field(strict=True, ge=0, le=MOST_PER_DAY), WHOLE]


class NewDeck(Body):
    title: Title
    description: Description = ""


class DeckEdit(Body):
    """Changes to a deck. Fields that are left out stay as they are."""

    title: Title | None = None
    description: Description | None = None
    new_per_day: PerDay | None = Field(
        default=None, description="The most new cards of this deck in a study day; null if only your own limit applies."
    )


@router.get("")
def list_decks(learner: Learner, database: Db, now: Now, limit: PageSize = 50, cursor: Cursor = None) -> DecksAnswer:
    """List the decks, newest first."""
    with database.read() as session:
        page = decks.list_decks(session, learner, now=now, limit=limit, cursor=cursor)
    next_cursor = page[-1].id if len(page) == limit else None
    return DecksAnswer(decks=[DeckAnswer.model_validate(deck) for deck in page], next_cursor=next_cursor)


@router.post("", status_code=201, responses=documented(413))
def create_deck(body: NewDeck, learner: Learner, database: Db, now: Now) -> DeckAnswer:
    with database.write() as session:
        deck = decks.create_deck(session, learner, title=body.title, description=body.description, now=now)
        summary = decks.summarise_deck(session, learner, deck.id, now=now)
    return DeckAnswer.model_validate(summary)


@router.get("/{deck_id}", responses=documented(404))
def get_deck(deck_id: PathId, learner: Learner, database: Db, now: Now) -> DeckAnswer:
    with database.read() as session:
        return DeckAnswer.model_validate(decks.summarise_deck(session, learner, deck_id, now=now))


@router.patch("/{deck_id}", responses=documented(404, 413))
def edit_deck(deck_id: PathId, body: DeckEdit, learner: Learner, database: Db, now: Now) -> DeckAnswer:
    with database.write() as session:
        decks.edit_deck(session, learner, deck_id, **body.model_dump(exclude_unset=True), now=now)
        summary = decks.summarise_deck(session, learner, deck_id, now=now)
    return DeckAnswer.model_validate(summary)


@router.delete("/{deck_id}", status_code=204, responses=documented(404))
def delete_deck(deck_id: PathId, learner: Learner, database: Db, now: Now) -> None:
    """Move the deck and its cards to the trash. Reviews are kept, and the deck can be restored."""
    with database.write() as session:
        decks.delete_deck(session, learner, deck_id, now=now)
