"""How far a learner has come in a lesson: answers so far, what was understood, where reading stopped."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from studyapp.models import CheckIn, CheckInAnswer, Concept, Lesson
from studyapp.services.changes import changed
from studyapp.services.lessons.lessons import get_concept, get_lesson


def answers_of_lesson(session: Session, lesson: Lesson) -> Mapping[str, Sequence[CheckInAnswer]]:
    """The answers to the check-ins of a lesson, oldest first, by the id of the check-in."""
    of_lesson = select(CheckInAnswer).join(CheckIn, col(CheckIn.id) == col(CheckInAnswer.check_in_id))
    of_lesson = of_lesson.join(Concept, col(Concept.id) == col(CheckIn.concept_id))
    mine = (col(CheckInAnswer.user_id) == lesson.user_id, col(Concept.lesson_id) == lesson.id)
    found: defaultdict[str, list[CheckInAnswer]] = defaultdict(list)
    for answer in session.exec(of_lesson.where(*mine).order_by(col(CheckInAnswer.id))):
        found[answer.check_in_id].append(answer)
    return found


def judged(session: Session, lesson: Lesson) -> set[str]:
    """The ids of the check-ins of a lesson with an answer that was judged, so that nothing is to be hidden any more."""
    answers = answers_of_lesson(session, lesson)
    return {check_in for check_in, given in answers.items() if any(each.verdict is not None for each in given)}


def understand(session: Session, user_id: str, concept_id: str, *, is_understood: bool = True, now: datetime) -> None:
    """Note that the learner says so, or takes it back. It has no part in the mastery."""
    concept = get_concept(session, user_id, concept_id)
    concept.understood_at = now if is_understood else None
    note_place(session, user_id, concept_id)


def note_place(session: Session, user_id: str, concept_id: str) -> None:
    """Note that the learner reads this concept, so that the lesson goes on there when it is opened again."""
    concept = get_concept(session, user_id, concept_id)
    get_lesson(session, user_id, concept.lesson_id).place = concept.ordinal
    session.flush()
    changed(session, user_id)
