"""Sections and their lessons in a workshop."""

from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, select

from studyapp.models import CheckIn, CheckInAnswer, CheckInKind, Concept, Job, Lesson, Section, SectionKind
from studyapp.services import documents
from studyapp.services.lessons import lessons
from tests.factories import NOON, make_course, make_document, make_section
from tests.jobs.kinds.workshop import Workshop

KIND: Final = "lesson_generation"
PAGES: Final = (
    "Cell membranes\nA membrane separates the inside of a cell from its surroundings. ",
    "Small molecules pass through the membrane on their own. Bigger particles need special channels of protein. ",
    "Roots\nRoots take up water from the soil around them. Hairs make the surface of roots larger. ",
    "Leaves turn sunlight into chemical energy. Stomata let carbon dioxide into the leaf. ",
)
"""The first two pages are one section, and the others are another."""
MEMBRANES: Final = [
    "A membrane separates the inside of",
    "Small molecules pass through the membrane",
    "Bigger particles need special channels of",
]


def book(session: Session, user_id: str, *, now: datetime = NOON) -> list[Section]:
    """A document that has been read: a chapter with two sections, a chapter of its own, and an index."""
    document = make_document(session, make_course(session, user_id), read_at=now)
    text = "".join(PAGES)
    starts = [sum(map(len, PAGES[:at])) for at in range(len(PAGES))]
    documents.store_text(session, document, text, starts)
    ends = [starts[2], starts[3], len(text)]
    chapter = make_section(session, document, title="Plants", text_start=0, text_end=ends[1])
    inside, alone = {"parent_id": chapter.id}, {"text_start": ends[1], "text_end": ends[2]}
    return [
        chapter,
        make_section(session, document, position=2, title="Membranes", text_start=0, text_end=ends[0], **inside),
        make_section(session, document, position=3, title="Roots", text_start=ends[0], text_end=ends[1], **inside),
        make_section(session, document, position=4, title="Leaves", **alone),
        make_section(session, document, position=5, title="Index", kind=SectionKind.BACK, **alone),
    ]


def shelf(workshop: Workshop) -> dict[str, Section]:
    """The sections of a book of the learner, by their titles."""
    with workshop.database.write() as session:
        return {section.title: section for section in book(session, workshop.user_id, now=workshop.clock())}


def lesson_on(workshop: Workshop, section: Section) -> Lesson:
    with workshop.database.read() as session:
        lesson = lessons.lesson_of_section(session, workshop.user_id, section.id)
    assert lesson
    return lesson


def concepts(workshop: Workshop, section: Section) -> list[Concept]:
    return workshop.found(
        select(Concept).join(Lesson).where(Lesson.section_id == section.id).order_by(col(Concept.ordinal))
    )


def titles(workshop: Workshop, section: Section) -> list[str]:
    return [concept.title for concept in concepts(workshop, section)]


def check_ins(workshop: Workshop, concept: Concept) -> list[CheckIn]:
    return workshop.found(select(CheckIn).where(CheckIn.concept_id == concept.id).order_by(col(CheckIn.ordinal)))


def answer(workshop: Workshop, check_in: CheckIn) -> CheckInAnswer:
    """An answer of the learner to a check-in."""
    given: dict[str, Any] = {"option": 0} if check_in.kind is CheckInKind.CHOICE else {"text": "It lives"}
    row = CheckInAnswer(user_id=workshop.user_id, check_in_id=check_in.id, answered_at=workshop.clock(), **given)
    workshop.change(lambda session: session.add(row))
    return row


def answers(workshop: Workshop) -> list[CheckInAnswer]:
    return workshop.found(select(CheckInAnswer).order_by(col(CheckInAnswer.id)))


def children(workshop: Workshop, head_id: str) -> list[Job]:
    return workshop.found(select(Job).where(Job.parent_id == head_id).order_by(col(Job.id)))
