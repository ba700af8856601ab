"""Endpoints for single cards and for the list of a deck's cards."""

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field, JsonValue

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, PageSize, PathId, StrictBool, Tag, Text, having
from studyapp.api.paging import OffsetCursor, cursor_after, offset_of
from studyapp.models import CardKind
from studyapp.schemas.cards import CardAnswer, CardsAnswer, TagsAnswer
from studyapp.services.cards import bulk, candidates, editing, lists
from studyapp.services.cards.filters import CardFilter
from studyapp.services.text_input import MAX_TAGS, at_least

router = APIRouter(tags=["cards"])


Question = Annotated[Text, Field(min_length=5, max_length=1_000, json_schema_extra=at_least(5))]
Answer = Annotated[Text, Field(max_length=5_000)]
Distractors = Annotated[
    list[Annotated[Text, Field(max_length=1_000)]],
    Field(max_length=10, description="Exactly 3 wrong answers, or an empty list. True/false cards have none."),
]
Tags = Annotated[list[Tag], Field(max_length=MAX_TAGS)]
Kind = Annotated[
    CardKind, Field(description="A cloze card's answer is its deletion. That of a true/false card is True or False.")
]


def _of_kind(*kinds: CardKind, **needed: dict[str, Any]) -> dict[str, Any]:
    """The schema of what a card of these kinds must have. Without a kind, a card is basic."""
    shape = having(kind={"enum": [each.value for each in kinds]}, **needed)
    return shape | {"required": [*needed]} if CardKind.BASIC in kinds else shape


_TRUE_OR_FALSE: Final = r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$"
_NEEDED: Final[list[JsonValue]] = [
    _of_kind(CardKind.BASIC, CardKind.MULTIPLE_CHOICE, answer={"type": "string"} | at_least(1)),
    _of_kind(CardKind.CLOZE, question={"type": "string", "pattern": r"\{\{c[1-9]::\w[^{}]*\}\}"}),
    _of_kind(CardKind.TRUE_FALSE, answer={"type": "string", "pattern": _TRUE_OR_FALSE}),
]


class NewCard(Body):
    model_config = ConfigDict(json_schema_extra={"anyOf": _NEEDED})

    kind: Kind = CardKind.BASIC
    question: Question
    answer: Answer = ""
    distractors: Distractors = Field(default_factory=list)
    explanation: Text | None = None
    tags: Tags = Field(default_factory=list)


class CardEdit(Body):
    """Changes to a card. Fields that are left out stay as they are; `explanation: null` removes the explanation."""

    kind: Kind | None = None
    question: Question | None = None
    answer: Annotated[Answer, Field(json_schema_extra=at_least(1))] | None = None
    distractors: Distractors | None = None
    explanation: Text | None = None
    tags: Tags | None = None
    suspended: StrictBool | None = Field(default=None, description="A suspended card is not studied.")
    flagged: StrictBool | None = None
    buried: StrictBool | None = Field(default=None, description="A buried card rests until the next study day.")
    candidate: StrictBool | None = Field(default=None, description="`false` keeps a generated card for study.")


_SWITCHES: Final[dict[tuple[str, bool], Callable[..., int]]] = {
    ("suspended", True): bulk.suspend_cards,
    ("suspended", False): bulk.resume_cards,
    ("flagged", True): bulk.flag_cards,
    ("flagged", False): bulk.unflag_cards,
    ("buried", True): bulk.bury_cards,
    ("buried", False): bulk.unbury_cards,
    ("candidate", True): candidates.reconsider,
    ("candidate", False): candidates.keep_candidates,
}
_SWITCHED: Final = {name for name, _ in _SWITCHES}


@router.get("/decks/{deck_id}/cards", responses=documented(404))
def list_cards(
    *,
    deck_id: PathId,
    learner: Learner,
    database: Db,
    now: Now,
    search: Annotated[Text, Query(max_length=500)] = "",
    show: CardFilter = CardFilter.ALL,
    tag: Annotated[Text, Query(max_length=100)] = "",
    kind: CardKind | None = None,
    limit: PageSize = 50,
    cursor: OffsetCursor = None,
) -> CardsAnswer:
    """List the cards of a deck, newest first."""
    offset = offset_of(cursor)
    with database.read() as session:
        page = lists.list_cards(
            session, learner, deck_id, search=search, show=show, tag=tag, kind=kind, now=now, offset=offset, limit=limit
        )
    next_cursor = cursor_after(offset + len(page.cards), total=page.total)
    return CardsAnswer(cards=[CardAnswer.of(card) for card in page.cards], total=page.total, next_cursor=next_cursor)


@router.post("/decks/{deck_id}/cards", status_code=201, responses=documented(404, 413))
def add_card(deck_id: PathId, body: NewCard, learner: Learner, database: Db, now: Now) -> CardAnswer:
    """Add a card. A card impossible for its kind is refused; other complaints of the content rules are in `findings`.

    A cloze text with several numbers makes several cards with the same `note_id`; the answer is the first of them.
    """
    with database.write() as session:
        card = editing.add_card(session, learner, deck_id, **body.model_dump(), now=now)
        return CardAnswer.of(card)


@router.get("/cards/{card_id}", responses=documented(404))
def get_card(card_id: PathId, learner: Learner, database: Db) -> CardAnswer:
    with database.read() as session:
        return CardAnswer.of(editing.get_card(session, learner, card_id))


@router.patch("/cards/{card_id}", responses=documented(404, 413))
def edit_card(card_id: PathId, body: CardEdit, learner: Learner, database: Db, now: Now) -> CardAnswer:
    """Edit a card. A cloze text is shared by all cards with its `note_id`.

    If the new text no longer has the card's own number, the card moves to the trash and the answer is the first card
    left.
    """
    given = body.model_dump(exclude_unset=True)
    switches = {name: value for name, value in given.items() if name in _SWITCHED and value is not None}
    changes: dict[str, Any] = {name: value for name, value in given.items() if name not in _SWITCHED}
    with database.write() as session:
        if editing.get_card(session, learner, card_id).is_candidate == switches.get("candidate"):
            del switches["candidate"]
        for name, value in switches.items():
            _SWITCHES[name, value](session, learner, [card_id], now=now)
        if changes:
            card_id = editing.edit_card(session, learner, card_id, **changes, now=now).id
        return CardAnswer.of(editing.get_card(session, learner, card_id))


@router.delete("/cards/{card_id}", status_code=204, responses=documented(404))
def delete_card(card_id: PathId, learner: Learner, database: Db, now: Now) -> None:
    """Move the card to the trash, from which it can be restored for thirty days."""
    with database.write() as session:
        bulk.delete_cards(session, learner, [card_id], now=now)


@router.get("/tags", responses=documented(404))
def list_tags(
    learner: Learner, database: Db, deck_id: Annotated[Text | None, Query(max_length=64)] = None
) -> TagsAnswer:
    """List the tags on all cards of the learner, or on those of one deck, in alphabetical order."""
    with database.read() as session:
        return TagsAnswer.model_validate({"tags": lists.list_tags(session, learner, deck_id=deck_id)})
