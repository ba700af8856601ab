"""All lessons of a chapter or a document are one request with one overall progress."""

from datetime import datetime

import pytest
from sqlmodel import Session, col, select

from studyapp.database import Database
from studyapp.errors import BadInput, LimitReached
from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.requests.lessons import make_lesson, make_lessons_of_chapter, make_lessons_of_document
from studyapp.jobs.store.batches import Parts, list_batches
from studyapp.jobs.store.views import JobView
from studyapp.models import Job, JobStatus, JobType, Section, User
from tests.jobs.kinds.lesson.classroom import KIND, book, children, shelf, titles
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import Behaviour, ProviderServer


def all_of(workshop: Workshop, document_id: str) -> JobView | None:
    with workshop.database.write() as session:
        return make_lessons_of_document(session, workshop.user_id, document_id, now=workshop.clock())


def parts_of(workshop: Workshop, head_id: str) -> Parts:
    with workshop.database.read() as session:
        listed = list_batches(session, workshop.user_id).listed
    [parts] = [each.parts for each in listed if each.job.id == head_id]
    assert parts
    return parts


async def ended(workshop: Workshop, head_id: str) -> list[JobStatus]:
    return [(await workshop.ended(job_id)).status for job_id in _batch(workshop, head_id)]


def _batch(workshop: Workshop, head_id: str) -> list[str]:
    return [head_id, *(job.id for job in children(workshop, head_id))]


async def test_all_lessons_of_a_document_are_one_batch(workshop: Workshop):
    sections = shelf(workshop)
    head = all_of(workshop, sections["Plants"].document_id)
    assert head
    assert set(await ended(workshop, head.id)) == {JobStatus.COMPLETED}
    assert len(children(workshop, head.id)) == 2
    assert all(titles(workshop, sections[title]) for title in ("Membranes", "Roots", "Leaves"))
    parts = parts_of(workshop, head.id)
    assert (parts.total, parts.done, parts.status) == (3, 3, JobStatus.COMPLETED)
    assert all_of(workshop, sections["Plants"].document_id) is None


async def test_a_batch_counts_as_one_request(workshop: Workshop):
    async with workshop.stopped():
        sections = shelf(workshop)
        head = all_of(workshop, sections["Plants"].document_id)
        assert head
        with workshop.database.read() as session:
            quota = QUEUE.quota(session, workshop.user_id, JobType.LESSON_GENERATION, now=workshop.clock())
        assert (quota.used, quota.limit) == (1, 20)
        again = all_of(workshop, sections["Plants"].document_id)
        assert again
        assert again.parent_id or again.id == head.id
        assert len(_batch(workshop, head.id)) == 3
    await ended(workshop, head.id)


async def test_only_what_is_missing_and_chosen_is_made(workshop: Workshop):
    sections = shelf(workshop)
    await workshop.see_through(KIND, section_id=sections["Roots"].id)
    sections["Leaves"].is_chosen = False
    workshop.change(lambda session: session.merge(sections["Leaves"]))
    head = all_of(workshop, sections["Plants"].document_id)
    assert head
    assert head.target == {"kind": "section", "id": sections["Membranes"].id}
    assert await ended(workshop, head.id) == [JobStatus.COMPLETED]


def test_a_chapter_gives_the_lessons_of_its_sections(database: Database, owner: User, now: datetime):
    with database.write() as session:
        plants, membranes, roots, leaves, index = book(session, owner.id)
        head = make_lessons_of_chapter(session, owner.id, plants.id, now=now)
        assert made(session) == [membranes.id, roots.id]
        assert head
        assert head.target == {"kind": "section", "id": membranes.id}
        make_lessons_of_chapter(session, owner.id, leaves.id, now=now)
        assert made(session) == [membranes.id, roots.id, leaves.id]
        with pytest.raises(BadInput, match="no section here"):
            make_lessons_of_chapter(session, owner.id, index.id, now=now)


def test_a_chapter_of_which_nothing_is_chosen_gives_all_when_it_is_pressed(
    database: Database, owner: User, now: datetime
):
    with database.write() as session:
        plants, membranes, roots, *_ = book(session, owner.id)
        membranes.is_chosen = False
        make_lessons_of_chapter(session, owner.id, plants.id, now=now)
        assert made(session) == [roots.id]
        roots.is_chosen = False
        make_lessons_of_chapter(session, owner.id, plants.id, now=now)
        assert made(session) == [membranes.id, roots.id]


def made(session: Session) -> list[str]:
    """The sections that have jobs, in their order in the book."""
    wanted = select(Section.id).join(Job, col(Job.target_id) == col(Section.id)).order_by(col(Section.position))
    return list(session.exec(wanted.distinct()))


async def test_a_failed_lesson_of_a_batch_can_be_retried_alone(workshop: Workshop, server: ProviderServer):
    sections = shelf(workshop)
    server.then(Behaviour.REFUSAL, after=1)
    head = all_of(workshop, sections["Plants"].document_id)
    assert head
    statuses = await ended(workshop, head.id)
    assert sorted(statuses) == [JobStatus.COMPLETED, JobStatus.COMPLETED, JobStatus.FAILED]
    [failed] = [job_id for job_id in _batch(workshop, head.id) if workshop.job(job_id).status is JobStatus.FAILED]
    await workshop.ended(workshop.retry(failed).job.id)
    parts = parts_of(workshop, head.id)
    assert (parts.total, parts.done, parts.failed) == (3, 3, 0)


async def test_a_batch_is_cancelled_as_a_whole(workshop: Workshop, server: ProviderServer):
    sections = shelf(workshop)
    server.hold_after(1)
    head = all_of(workshop, sections["Plants"].document_id)
    assert head
    await workshop.until(head.id, lambda job: job.items_done == 1)
    with workshop.database.write() as session:
        assert QUEUE.cancel_batch(session, workshop.user_id, head.id, now=workshop.clock()) == 3
    assert set(await ended(workshop, head.id)) == {JobStatus.CANCELLED}
    assert len(titles(workshop, sections["Membranes"])) == 1


def test_twenty_lessons_an_hour_may_be_pressed_one_by_one(database: Database, owner: User, now: datetime):
    with database.write() as session:
        pressed = [book(session, owner.id)[1] for _ in range(21)]
        for section in pressed[:20]:
            make_lesson(session, owner.id, section.id, now=now)
        with pytest.raises(LimitReached):
            make_lesson(session, owner.id, pressed[20].id, now=now)
