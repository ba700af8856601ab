"""Changes many cards at once: all of them, or none."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import APIRouter
from pydantic import ConfigDict, Field
from sqlmodel import Session

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Id, Tag, having
from studyapp.errors import BadInput
from studyapp.schemas.base import CountAnswer
from studyapp.services.cards import bulk, candidates
from studyapp.services.text_input import MAX_TAGS, VISIBLE

router = APIRouter(tags=["cards"])


class BulkAction(StrEnum):
    SUSPEND = "suspend"
    RESUME = "resume"
    FLAG = "flag"
    UNFLAG = "unflag"
    BURY = "bury"
    UNBURY = "unbury"
    MOVE = "move"
    TAG = "tag"
    UNTAG = "untag"
    KEEP = "keep"
    DROP = "drop"
    DELETE = "delete"
    RESTORE = "restore"


_WITH_MORE: Final = {BulkAction.MOVE, BulkAction.TAG, BulkAction.UNTAG}


def _for(*actions: BulkAction, **needed: dict[str, Any]) -> dict[str, Any]:
    """The schema of what these actions need besides the cards."""
    return having(action={"enum": [each.value for each in actions]}, **needed)


class BulkChange(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                _for(*(action for action in BulkAction if action not in _WITH_MORE)),
                _for(BulkAction.MOVE, deck_id={"type": "string"}),
                _for(BulkAction.TAG, BulkAction.UNTAG, tags={"type": "array", "contains": {"pattern": VISIBLE}}),
            ]
        }
    )

    card_ids: Annotated[list[Id], Field(min_length=1, max_length=1_000)]
    action: BulkAction = Field(description="`keep` and `drop` are for candidates, `restore` for deleted cards.")
    deck_id: Id | None = Field(default=None, description="Where to `move` them.")
    tags: list[Tag] = Field(default_factory=list, max_length=MAX_TAGS, description="For `tag` and `untag`.")


_PLAIN: Final[dict[BulkAction, Callable[..., int]]] = {
    BulkAction.SUSPEND: bulk.suspend_cards,
    BulkAction.RESUME: bulk.resume_cards,
    BulkAction.FLAG: bulk.flag_cards,
    BulkAction.UNFLAG: bulk.unflag_cards,
    BulkAction.BURY: bulk.bury_cards,
    BulkAction.UNBURY: bulk.unbury_cards,
    BulkAction.KEEP: candidates.keep_candidates,
    BulkAction.DROP: candidates.drop_candidates,
    BulkAction.DELETE: bulk.delete_cards,
    BulkAction.RESTORE: bulk.restore_cards,
}


@router.post("/cards/bulk", responses=documented(404, 413))
def change_cards(body: BulkChange, learner: Learner, database: Db, now: Now) -> CountAnswer:
    """Change all of these cards. If one does not exist, the answer is 404 and nothing is changed."""
    with database.write() as session:
        return CountAnswer(count=_change(session, learner, body, now))


def _change(session: Session, learner: str, body: BulkChange, now: datetime) -> int:
    match body.action:
        case BulkAction.MOVE:
            if body.deck_id is None:
                raise BadInput("deck_id: say where to move the cards.")
            return bulk.move_cards(session, learner, body.card_ids, deck_id=body.deck_id, now=now)
        case BulkAction.TAG:
            return bulk.tag_cards(session, learner, body.card_ids, body.tags, now=now)
        case BulkAction.UNTAG:
            return bulk.untag_cards(session, learner, body.card_ids, body.tags, now=now)
        case action:
            return _PLAIN[action](session, learner, body.card_ids, now=now)
