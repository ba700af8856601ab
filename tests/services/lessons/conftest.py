"""A course with one document, and a lesson with a concept that has check-ins of every kind."""

from collections.abc import Callable
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import CheckIn, CheckInKind, Concept, Course, Lesson, User
from tests.factories import make_course, make_document, make_section
from tests.lesson_factories import make_check_in, make_concept, make_lesson

Ask = Callable[..., CheckIn]


@pytest.fixture
def course(database: Database, owner: User) -> Course:
    with database.write() as session:
        return make_course(session, owner)


@pytest.fixture
def lesson(database: Database, course: Course) -> Lesson:
    with database.write() as session:
        return make_lesson(session, make_section(session, make_document(session, course)))


@pytest.fixture
def concept(database: Database, lesson: Lesson) -> Concept:
    with database.write() as session:
        return make_concept(session, lesson)


@pytest.fixture
def ask(database: Database, concept: Concept) -> Ask:
    """Makes a check-in of the concept; of a choice unless another kind is given."""

    def make(kind: CheckInKind = CheckInKind.CHOICE, **fields: Any) -> CheckIn:
        with database.write() as session:
            return make_check_in(session, concept, kind=kind, **fields)

    return make
