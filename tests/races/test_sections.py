"""Whoever arranges the sections of a document at the same moment, they hold its text once, whole and in order."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from sqlmodel import Session, select

from studyapp.database import Database
from studyapp.jobs.requests.lessons import make_lesson
from studyapp.material.importing import FoundSection, Imported
from studyapp.material.sections.structure import Kind
from studyapp.models import Job, Section, SectionKind, StoredDocument
from studyapp.models.columns import new_id
from studyapp.services import documents
from studyapp.services.courses import reading, sections
from tests.factories import NOON, make_course, make_document, make_section, make_user
from tests.races.overlaps import Act, Met, overlaps

PART = "Cells have walls, and walls are firm. Roots take up water from the soil. "
PARTS = 4
TEXT = PART * PARTS
EDGES = [at * len(PART) for at in range(PARTS + 1)]
World = list[Section]


def book(session: Session) -> World:
    """Four chapters of a learner's document that has been read."""
    document = make_document(session, make_course(session, make_user(session, id=new_id())), read_at=NOON)
    documents.store_text(session, document, TEXT, [])
    return [
        make_section(
            session, document, position=at + 1, title=f"Part {at + 1}", text_start=start, text_end=end,
            digest=reading.digest(TEXT[start:end] + str(at)),
        )
        for at, (start, end) in enumerate(pairwise(EDGES))
    ]  # fmt: skip


def merge(which: int) -> Act[World]:
    return lambda session, world: sections.merge_with_next(session, world[0].user_id, world[which].id, now=NOON)


def split(which: int) -> Act[World]:
    at = EDGES[which] + 38
    return lambda session, world: sections.split_section(
        session, world[0].user_id, world[which].id, at=at, title="Roots", now=NOON
    )


def move(which: int) -> Act[World]:
    at = EDGES[which] - 10
    return lambda session, world: sections.move_start(session, world[0].user_id, world[which].id, at=at, now=NOON)


def rename(which: int) -> Act[World]:
    return lambda session, world: sections.rename_section(
        session, world[0].user_id, world[which].id, title="Mine", now=NOON
    )


def mark(which: int) -> Act[World]:
    return lambda session, world: sections.mark_section(
        session, world[0].user_id, world[which].id, SectionKind.BACK, now=NOON
    )


def choose(*which: int) -> Act[World]:
    return lambda session, world: sections.choose_sections(
        session, world[0].user_id, world[0].document_id, [world[each].id for each in which], now=NOON
    )


def read_again(session: Session, world: World) -> int:
    """What the job does that reads the document once more: it finds the second and third chapter as one."""
    edges = [EDGES[0], EDGES[1], EDGES[3], EDGES[4]]
    found = tuple(
        FoundSection(f"Part {at}", True, Kind.BODY, None, None, start, end)
        for at, (start, end) in enumerate(pairwise(edges), start=1)
    )
    document = session.get_one(StoredDocument, world[0].document_id)
    return reading.finish(session, document, imported=Imported(TEXT, (), (), found), now=NOON)


def standing(database: Database, met: Met[World]) -> Sequence[Section]:
    """The sections there are, which hold the text of the document once and in order."""
    with database.read() as session:
        document = session.get_one(StoredDocument, met.world[0].document_id)
        found = reading.sections_of(session, document)
    assert [each.text_start for each in found][:1] == [0], met.how
    assert [each.text_end for each in found][:-1] == [each.text_start for each in found][1:], met.how
    assert found[-1].text_end == len(TEXT), met.how
    assert len({each.position for each in found}) == len(found), met.how
    return found


ARRANGING = {
    "two that overlap are merged": (merge(0), merge(1)),
    "the same are merged": (merge(1), merge(1)),
    "one is merged and split": (merge(0), split(1)),
    "both are split": (split(0), split(2)),
    "one is merged and begins elsewhere": (merge(1), move(3)),
    "both begin elsewhere": (move(1), move(2)),
    "what goes away is renamed": (merge(0), rename(1)),
    "what goes away is set aside": (merge(0), mark(1)),
    "what goes away is chosen": (merge(0), choose(0, 2)),
}


@pytest.mark.parametrize(("one", "other"), ARRANGING.values(), ids=ARRANGING.keys())
def test_two_tabs_that_arrange_leave_the_text_whole(either: Database, one: Act[World], other: Act[World]) -> None:
    for met in overlaps(either, book, one, other):
        assert met.one.is_done or met.other.is_done, met.how
        standing(either, met)


@pytest.mark.parametrize("arrange", [merge(1), split(1), move(2), rename(2), mark(2), choose(1)])
def test_reading_again_while_sections_are_arranged_leaves_the_text_whole(either: Database, arrange: Act[World]) -> None:
    for met in overlaps(either, book, read_again, arrange):
        assert met.one.is_done, met.how
        standing(either, met)


@pytest.mark.parametrize("arrange", [merge(0), merge(1), split(1), move(1), move(2)])
def test_a_lesson_is_made_of_the_text_its_section_has_then(either: Database, arrange: Act[World]) -> None:
    def ask(session: Session, world: World) -> tuple[int | None, int | None]:
        make_lesson(session, world[0].user_id, world[1].id, now=NOON)
        section = sections.get_section(session, world[0].user_id, world[1].id)
        return section.text_start, section.text_end

    for met in overlaps(either, book, ask, arrange):
        assert met.one.is_done or met.other.is_done, met.how
        found = {section.id: (section.text_start, section.text_end) for section in standing(either, met)}
        with either.read() as session:
            jobs = session.exec(select(Job).where(Job.user_id == met.world[0].user_id)).all()
        assert len(jobs) == met.one.is_done, met.how
        if met.one.is_done:
            assert found.get(met.world[1].id) == met.one.gave, met.how
