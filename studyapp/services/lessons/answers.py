"""Answers to check-ins: judged by the key, or stored until a job has judged them.

The first answer that is judged makes the check-in a card and is the card's first review. All later ones are practice:
they count for the mastery of the concept and leave the schedule alone, as custom study does, because an answer with the
explanation still in mind says nothing about remembering.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from studyapp.errors import BadInput, Conflict
from studyapp.models import CheckIn, CheckInAnswer, CheckInKind, JudgedBy, Verdict
from studyapp.rules.lessons.clozes import cloze_verdict
from studyapp.rules.lessons.grades import Grade
from studyapp.services import text_input
from studyapp.services.changes import changed
from studyapp.services.lessons import cards
from studyapp.services.lessons.check_ins import PlacedCheckIn, get_answer, get_check_in, hidden

ANSWER_CHARS: Final = 2_000
DOUBLE: Final = timedelta(seconds=5)
"""The same answer again within this time is the same press, or the same request sent once more."""
_SCORES: Final = {Verdict.RIGHT: 100, Verdict.PARTLY: 60, Verdict.WRONG: 0}
_SPELLING: Final = "Watch the spelling."


@dataclass(frozen=True, slots=True)
class Answered:
    answer: CheckInAnswer
    """Without a verdict while a job judges it."""
    check_in: CheckIn
    is_new: bool = True
    """False if the same answer had been given already."""


def answer_check_in(
    session: Session,
    user_id: str,
    check_in_id: str,
    *,
    option: int | None = None,
    text: str | None = None,
    seen: int | None = None,
    duration_ms: int = 0,
    now: datetime,
) -> Answered:
    """Store an answer, and judge it unless that takes a job.

    `seen` is how many answers the check-in had when it was shown. If it has more, another tab has answered it: the same
    answer then counts once, and another one raises `Conflict`. Without `seen` the same answer counts once within
    `DOUBLE`, and while it waits for its verdict.
    """
    placed = get_check_in(session, user_id, check_in_id, hold=True)
    check_in = placed.check_in
    option, typed = _checked(check_in, option, text)
    before = answers_to(session, user_id, check_in_id)
    if twin := _given_already(before, option, typed, seen=seen, now=now):
        return Answered(twin, check_in, is_new=False)
    answer = CheckInAnswer(user_id=user_id, check_in_id=check_in.id, option=option, text=typed, answered_at=now)
    session.add(answer)
    if check_in.kind is not CheckInKind.SHORT:
        verdict, feedback = _by_key(placed, option, typed)
        grade = Grade(verdict, _SCORES[verdict], feedback)
        _judge(session, placed, answer, grade, JudgedBy.KEY, duration_ms=duration_ms, now=now)
    session.flush()
    changed(session, user_id)
    return Answered(answer, check_in)


def record_grade(
    session: Session, user_id: str, answer_id: str, grade: Grade, *, judged_by: JudgedBy, now: datetime
) -> bool:
    """Store what a job found. Returns False if the answer was judged already, which then stays."""
    answer = get_answer(session, user_id, answer_id)
    placed = get_check_in(session, user_id, answer.check_in_id, hold=True)
    session.refresh(answer)
    if answer.verdict is not None:
        return False
    _judge(session, placed, answer, grade, judged_by, duration_ms=0, now=now)
    session.flush()
    changed(session, user_id)
    return True


def answers_to(session: Session, user_id: str, check_in_id: str) -> Sequence[CheckInAnswer]:
    """All answers to a check-in, oldest first."""
    mine = (col(CheckInAnswer.check_in_id) == check_in_id, col(CheckInAnswer.user_id) == user_id)
    return session.exec(select(CheckInAnswer).where(*mine).order_by(col(CheckInAnswer.id))).all()


def _checked(check_in: CheckIn, option: int | None, text: str | None) -> tuple[int | None, str]:
    if check_in.kind is CheckInKind.CHOICE:
        if option is None or text is not None or not 0 <= option < len(check_in.options):
            raise BadInput(f"Choose one of the options 0 to {len(check_in.options) - 1}.")
        return option, ""
    if text is None or option is not None:
        raise BadInput("Write an answer: this check-in has no options.")
    return None, text_input.block(text, name="The answer", shortest=1, longest=ANSWER_CHARS)


def _given_already(
    before: Sequence[CheckInAnswer], option: int | None, typed: str, *, seen: int | None, now: datetime
) -> CheckInAnswer | None:
    if seen is not None and seen < 0:
        raise BadInput("Say how many answers the check-in had when it was shown.")
    if seen is not None:
        if seen >= len(before):
            return None
        twin = before[seen]
        if _same(twin, option, typed):
            return twin
        raise Conflict("This check-in was answered in another tab meanwhile.")
    if not before or not _same(before[-1], option, typed):
        return None
    is_waiting = before[-1].verdict is None
    return before[-1] if is_waiting or now - before[-1].answered_at < DOUBLE else None


def _same(answer: CheckInAnswer, option: int | None, typed: str) -> bool:
    return (answer.option, answer.text) == (option, typed)


def _by_key(placed: PlacedCheckIn, option: int | None, typed: str) -> tuple[Verdict, str]:
    check_in = placed.check_in
    if option is not None:
        chosen = check_in.options[option]
        return (Verdict.RIGHT if chosen["is_key"] else Verdict.WRONG), chosen["explanation"]
    verdict = cloze_verdict(typed, hidden(check_in), language=placed.lesson.language.partition("-")[0])
    return verdict, _SPELLING if verdict is Verdict.PARTLY else ""


def _judge(
    session: Session,
    placed: PlacedCheckIn,
    answer: CheckInAnswer,
    grade: Grade,
    judged_by: JudgedBy,
    *,
    duration_ms: int,
    now: datetime,
) -> None:
    is_first = placed.check_in.card_id is None and not _was_judged(session, answer)
    answer.sqlmodel_update(
        {
            "verdict": grade.verdict,
            "score": grade.score,
            "feedback": grade.feedback,
            "missed": list(grade.missed),
            "judged_by": judged_by,
            "judged_at": now,
        }
    )
    if is_first:
        cards.make_card(session, placed, grade.verdict, duration_ms=duration_ms, now=now)


def _was_judged(session: Session, answer: CheckInAnswer) -> bool:
    """Whether another answer was: then the check-in has had its card, even if that is gone by now."""
    others = (col(CheckInAnswer.check_in_id) == answer.check_in_id, col(CheckInAnswer.user_id) == answer.user_id)
    judged = (col(CheckInAnswer.id) != answer.id, col(CheckInAnswer.verdict).is_not(None))
    return session.exec(select(col(CheckInAnswer.id)).where(*others, *judged).limit(1)).first() is not None
