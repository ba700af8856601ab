"""Endpoints for what was deleted, which is kept for thirty days."""

from typing import Annotated, Final

from fastapi import APIRouter
from pydantic import ConfigDict, Field, model_validator

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Id, PageSize, having
from studyapp.api.paging import OffsetCursor, cursor_after, offset_of
from studyapp.jobs.requests.restoring import restore as restore_and_go_on
from studyapp.schemas.base import CountAnswer
from studyapp.schemas.trash import DiscardedAnswer, TrashAnswer
from studyapp.services import trash

router = APIRouter(prefix="/trash", tags=["trash"])

_NAMES: Final = ("card_ids", "deck_ids", "goal_ids", "course_ids", "document_ids")
_SOME: Final = {"type": "array", "minItems": 1}


Ids = Annotated[list[Id], Field(max_length=1_000)]


class Chosen(Body):
    model_config = ConfigDict(json_schema_extra={"anyOf": [having(**{name: _SOME}) for name in _NAMES]})

    card_ids: Ids = Field(default_factory=list)
    deck_ids: Ids = Field(default_factory=list)
    goal_ids: Ids = Field(default_factory=list)
    course_ids: Ids = Field(default_factory=list)
    document_ids: Ids = Field(default_factory=list)

    @model_validator(mode="after")
    def names_something(self) -> "Chosen":
        if not any(self.model_dump().values()):
            raise ValueError("name at least one card, deck, goal, course or document")
        return self


@router.get("")
def list_trash(learner: Learner, database: Db, limit: PageSize = 50, cursor: OffsetCursor = None) -> TrashAnswer:
    """List what was deleted, latest first. What was deleted with something else is not listed apart."""
    offset = offset_of(cursor)
    with database.read() as session:
        page = trash.list_trash(session, learner, offset=offset, limit=limit)
    return TrashAnswer(
        items=[DiscardedAnswer.model_validate(item) for item in page.items],
        total=page.total,
        next_cursor=cursor_after(offset + len(page.items), total=page.total),
    )


@router.post("/restore", responses=documented(404, 413))
def restore(body: Chosen, learner: Learner, database: Db, now: Now) -> CountAnswer:
    """Restore all of these or none. A deck comes back with the cards deleted with it, a goal with its deck."""
    with database.write() as session:
        count = restore_and_go_on(session, learner, **body.model_dump(), now=now)
    return CountAnswer(count=count)


@router.post("/delete", responses=documented(404, 413))
def delete_for_ever(body: Chosen, learner: Learner, database: Db) -> CountAnswer:
    """Delete all of these for good, or none. Answers given to them still count in the study history."""
    with database.write() as session:
        count = trash.delete_for_ever(session, learner, **body.model_dump())
    return CountAnswer(count=count)
