"""Judges a written answer to a check-in, with a model or by its words. The next question does not wait for it."""

from contextlib import aclosing
from datetime import datetime
from functools import partial
from typing import Any, Final

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from studyapp.errors import ErrorCode, NoLongerWanted, NotFound
from studyapp.generation import answer_check
from studyapp.generation.calls import AnswerCall
from studyapp.generation.failures import final
from studyapp.generation.provider import Usage
from studyapp.jobs.kinds.answer_check.words import WORDS
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.definition import Handler, Target
from studyapp.models import CheckInAnswer, JudgedBy
from studyapp.rules.lessons.grades import Grade
from studyapp.services.lessons import answers
from studyapp.services.lessons.check_ins import get_answer, get_check_in

_ALLOWANCE: Final = 15
"""A lesson may ask for a dozen written answers, and several lessons are learned in an hour."""


class AnswerCheckRequest(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    answer_id: str
    """The written answer to judge."""


def accept(session: Session, user_id: str, request: AnswerCheckRequest, now: datetime) -> Target:  # noqa: ARG001
    return Target("check_in", get_answer(session, user_id, request.answer_id).check_in_id)


async def check_answer(context: JobContext, request: AnswerCheckRequest) -> dict[str, Any]:
    await context.report(phase="generating")
    call = await context.query(partial(_call, user_id=context.job.user_id, answer_id=request.answer_id))
    if call is not None:
        grade = await _ask(context, call) or await _ask(context, call)
        if grade is None:
            raise final(ErrorCode.BAD_OUTPUT, "The model gave no verdict that could be read.")
        await _save(context, request, grade)
    return await context.query(partial(_result, user_id=context.job.user_id, answer_id=request.answer_id))


async def _ask(context: JobContext, call: AnswerCall) -> Grade | None:
    """The grade from one call; None if it has none that can be read."""
    grade = None
    async with aclosing(answer_check.stream(context.provider, call)) as said:
        async for part in said:
            if isinstance(part, Usage):
                await context.record_usage(part)
            else:
                grade = part
    return grade


async def _save(context: JobContext, request: AnswerCheckRequest, grade: Grade) -> None:
    user_id = context.job.user_id
    judged_by = JudgedBy.SIMILARITY if context.provider.model is None else JudgedBy.MODEL

    def write(session: Session) -> int:
        _wanted(session, user_id, request.answer_id)
        answers.record_grade(session, user_id, request.answer_id, grade, judged_by=judged_by, now=context.now())
        return 1

    await context.save_items(write, items_done=1)


def _call(session: Session, user_id: str, answer_id: str) -> AnswerCall | None:
    """The request for a generator; None if the answer has been judged already."""
    answer = _wanted(session, user_id, answer_id)
    if answer.verdict is not None:
        return None
    placed = get_check_in(session, user_id, answer.check_in_id)
    return AnswerCall(
        placed.check_in.stem,
        placed.check_in.expected,
        answer.text,
        tuple(placed.check_in.key_points),
        language=placed.lesson.language,
        explanation=placed.concept.explanation,
    )


def _result(session: Session, user_id: str, answer_id: str) -> dict[str, Any]:
    answer = _wanted(session, user_id, answer_id)
    return {
        "answer_id": answer.id,
        "check_in_id": answer.check_in_id,
        "verdict": answer.verdict,
        "score": answer.score,
    }


def _wanted(session: Session, user_id: str, answer_id: str) -> CheckInAnswer:
    """Raises `NoLongerWanted` if the answer has gone since the request, with its lesson, document or course."""
    try:
        return get_answer(session, user_id, answer_id)
    except NotFound as error:
        raise NoLongerWanted(error.sentence) from error


ANSWER_CHECK: Final = Handler(
    words=WORDS,
    payload=AnswerCheckRequest,
    dedup_key=lambda request: request.answer_id,
    accept=accept,
    run=check_answer,
    allowance=_ALLOWANCE,
    is_silent=True,
)
