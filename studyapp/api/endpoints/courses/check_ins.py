"""Endpoints for the answers to check-ins, and for how well a course is known."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Milliseconds, PathId, Text, having
from studyapp.jobs.requests import check_ins
from studyapp.schemas.courses.check_ins import CheckInAnswerAnswer
from studyapp.schemas.courses.mastery import MasteryAnswer, shown_mastery
from studyapp.services.lessons.answers import ANSWER_CHARS
from studyapp.services.text_input import WHOLE, at_least

router = APIRouter(tags=["courses"])

_Option = Annotated[int, Field(strict=True, ge=0, le=9), WHOLE]
_Count = Annotated[int, Field(strict=True, ge=0, le=1_000_000), WHOLE]
_WAITS: Final[dict[int | str, dict[str, Any]]] = {
    202: {"description": "A job judges the written answer.", "model": CheckInAnswerAnswer}
}


class GivenToCheckIn(Body):
    """An answer: an `option` if the check-in has some, else a `text`."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [having(option={"type": "integer"}), having(text={"type": "string"})]}
    )

    option: _Option | None = Field(default=None, description="An index into `options`.")
    text: Annotated[Text, Field(max_length=ANSWER_CHARS, json_schema_extra=at_least(1))] | None = None
    seen: _Count | None = Field(
        default=None,
        description="How many answers the check-in had when it was shown. If it has more, the same answer counts once, "
        "and another one is a conflict.",
    )
    duration_ms: Milliseconds = Field(default=0, description="The time since the check-in was seen.")


@router.post("/check-ins/{check_in_id}/answers", status_code=200, responses=_WAITS | documented(404, 409, 413, 429))
def answer_check_in(
    check_in_id: PathId, body: GivenToCheckIn, response: Response, *, learner: Learner, database: Db, now: Now
) -> CheckInAnswerAnswer:
    """Answer a check-in of a lesson. A choice and a gap are judged at once, a written answer by a job."""
    with database.write() as session:
        answered, _ = check_ins.answer(session, learner, check_in_id, **body.model_dump(), now=now)
        if answered.answer.verdict is None:
            response.status_code = 202
        return CheckInAnswerAnswer.of(answered)


@router.get("/courses/{course_id}/mastery", responses=documented(404))
def get_mastery(course_id: PathId, learner: Learner, database: Db, now: Now) -> MasteryAnswer:
    """How well the course, its documents and their sections are known, and the ten concepts known worst."""
    with database.read() as session:
        return shown_mastery(session, learner, course_id, now=now)
