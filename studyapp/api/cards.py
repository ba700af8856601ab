"""Cards, one at a time and the list of a deck's."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from studyapp.answers import CardAnswer, CardsAnswer
from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Cursor, PageSize, PathId, StrictBool, Text
from studyapp.api.paging import cursor_after, offset_of
from studyapp.services import cards
from studyapp.services.card_filters import CardFilter

router = APIRouter(tags=["cards"])


Question = Annotated[Text, Field(min_length=5, max_length=1_000)]
Answer = Annotated[Text, Field(min_length=1, max_length=5_000)]


class NewCard(Body):
    question: Question
    answer: Answer
    explanation: Text | None = None
    tags: list[Text] = Field(default_factory=list, max_length=100)


class CardEdit(Body):
    """What is left out stays; `explanation: null` removes it."""

    question: Question | None = None
    answer: Answer | None = None
    explanation: Text | None = None
    tags: list[Text] | None = Field(default=None, max_length=100)
    suspended: StrictBool | None = Field(default=None, description="A suspended card is not studied.")


@router.get("/decks/{deck_id}/cards", responses=documented(404))
def list_cards(
    *,
    deck_id: PathId,
    learner: Learner,
    database: Db,
    now: Now,
    search: Annotated[Text, Query(max_length=500)] = "",
    show: CardFilter = CardFilter.ALL,
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> CardsAnswer:
    """The cards of a deck, newest first."""
    offset = offset_of(cursor)
    with database.read() as session:
        page = cards.list_cards(
            session, learner, deck_id, search=search, show=show, now=now, offset=offset, limit=limit
        )
    next_cursor = cursor_after(offset + len(page.cards), total=page.total)
    return CardsAnswer(cards=[CardAnswer.of(card) for card in page.cards], total=page.total, next_cursor=next_cursor)


@router.post("/decks/{deck_id}/cards", status_code=201, responses=documented(404, 413))
def add_card(deck_id: PathId, body: NewCard, learner: Learner, database: Db, now: Now) -> CardAnswer:
    with database.write() as session:
        card = cards.add_card(session, learner, deck_id, **body.model_dump(), now=now)
        return CardAnswer.of(card)


@router.get("/cards/{card_id}", responses=documented(404))
def get_card(card_id: PathId, learner: Learner, database: Db) -> CardAnswer:
    with database.read() as session:
        return CardAnswer.of(cards.get_card(session, learner, card_id))


@router.patch("/cards/{card_id}", responses=documented(404, 413))
def edit_card(card_id: PathId, body: CardEdit, learner: Learner, database: Db, now: Now) -> CardAnswer:
    changes = body.model_dump(exclude_unset=True, exclude={"suspended"})
    with database.write() as session:
        if body.suspended is not None:
            switch = cards.suspend_cards if body.suspended else cards.resume_cards
            switch(session, learner, [card_id], now=now)
        if changes:
            cards.edit_card(session, learner, card_id, **changes, now=now)
        return CardAnswer.of(cards.get_card(session, learner, card_id))


@router.delete("/cards/{card_id}", status_code=204, responses=documented(404))
def delete_card(card_id: PathId, learner: Learner, database: Db, now: Now) -> None:
    """Takes it out of its deck. Its reviews are kept, and the app can bring it back."""
    with database.write() as session:
        cards.delete_cards(session, learner, [card_id], now=now)
