"""Written answers that wait to be judged."""

from typing import Any

from studyapp.models import CheckInAnswer, CheckInKind
from studyapp.services.lessons.answers import answer_check_in
from tests.factories import make_course, make_document, make_section
from tests.jobs.kinds.workshop import Workshop
from tests.lesson_factories import make_check_in, make_concept, make_lesson

SAYS_ALL = "It makes ATP by cellular respiration."


def written(workshop: Workshop, text: str = SAYS_ALL, **check_in: Any) -> CheckInAnswer:
    """An answer to a check-in of a lesson of its own."""
    with workshop.database.write() as session:
        section = make_section(session, make_document(session, make_course(session, workshop.user_id)))
        concept = make_concept(session, make_lesson(session, section))
        asked = make_check_in(session, concept, kind=CheckInKind.SHORT, **check_in)
        return answer_check_in(session, workshop.user_id, asked.id, text=text, now=workshop.clock()).answer


def judged(workshop: Workshop, answer: CheckInAnswer) -> CheckInAnswer:
    """The answer as it is stored now."""
    with workshop.database.read() as session:
        return session.get_one(CheckInAnswer, answer.id)
