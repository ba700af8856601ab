"""Cards of a section, a chapter or a document of a course: of its prose, and with the page their quote stands on."""

from typing import Any

import pytest
from sqlmodel import Session, select

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, Course, JobStatus, Section, StoredDocument
from studyapp.services.coverage.coverage import document_coverage, section_coverage
from tests.jobs.kinds.lesson.classroom import shelf
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer

KIND = "flashcard_generation"


@pytest.fixture
def database(either: Database) -> Database:
    """All of it is the same on SQLite and on PostgreSQL."""
    return either


@pytest.fixture
def book(workshop: Workshop) -> dict[str, Section]:
    return shelf(workshop)


def cards_of(workshop: Workshop, section: Section) -> list[list[str]]:
    """The questions on each paragraph of the section."""
    with workshop.database.read() as session:
        found = section_coverage(session, workshop.user_id, section.id)
    return [[card.question for card in each.cards] for each in found]


def asked(workshop: Workshop, book: dict[str, Section]) -> list[str]:
    """The titles of the sections that count as asked."""
    with workshop.database.read() as session:
        found = document_coverage(session, workshop.user_id, book["Roots"].document_id)
    return [each.section.title for each in found if each.section.cards_asked_at]


async def make(workshop: Workshop, **payload: Any) -> list[Card]:
    job = await workshop.see_through(KIND, **payload)
    assert job.status is JobStatus.COMPLETED, job.error
    return workshop.cards(job.id)


async def test_the_cards_of_a_section_quote_its_pages_and_lie_in_the_deck_of_the_course(
    workshop: Workshop, book: dict[str, Section]
):
    cards = await make(workshop, section_id=book["Roots"].id, count=2)
    [document] = workshop.found(select(StoredDocument))
    [course] = workshop.found(select(Course))
    assert {card.deck_id for card in cards} == {course.deck_id}
    assert {(card.document_id, card.source_title, card.source_page) for card in cards} == {
        (document.id, document.title, 3)
    }
    assert all(card.source_quote and "oots" in card.source_quote for card in cards)
    assert all(cards_of(workshop, book["Roots"]))


async def test_another_request_is_made_of_what_has_no_card(
    workshop: Workshop, server: ProviderServer, book: dict[str, Section]
):
    [first] = await make(workshop, section_id=book["Plants"].id, count=1)
    server.calls.clear()
    await make(workshop, section_id=book["Plants"].id, count=2)
    material = " ".join(call.asked.text for call in server.calls)
    assert first.source_quote
    assert first.source_quote not in material
    assert "Roots take up water" in material


async def test_a_document_goes_on_after_the_sections_that_were_asked(workshop: Workshop, book: dict[str, Section]):
    document_id = book["Roots"].document_id
    assert asked(workshop, book) == []
    first = await make(workshop, document_id=document_id, count=2)
    after_first = asked(workshop, book)
    assert after_first
    assert {card.source_page for card in first} <= {1, 2, 3, 4}
    await make(workshop, section_id=book["Leaves"].id, count=1)
    assert "Leaves" in asked(workshop, book)


async def test_what_fails_is_not_counted_as_asked(workshop: Workshop, server: ProviderServer, book: dict[str, Section]):
    server.then(Behaviour.REFUSAL, after=0)
    job = await workshop.see_through(KIND, section_id=book["Roots"].id, count=2)
    assert (job.status, asked(workshop, book)) == (JobStatus.FAILED, [])
    again = await workshop.ended(workshop.retry(job.id).job.id)
    assert (again.status, asked(workshop, book)) == (JobStatus.COMPLETED, ["Roots"])


async def test_a_card_of_one_paragraph(workshop: Workshop, server: ProviderServer, book: dict[str, Section]):
    with workshop.database.read() as session:
        paragraph = section_coverage(session, workshop.user_id, book["Roots"].id)[-1].paragraph
    cards = await make(workshop, section_id=book["Roots"].id, paragraph=paragraph.start)
    assert [card.question for card in cards] == cards_of(workshop, book["Roots"])[-1]
    assert paragraph.text in server.calls[0].asked.text
    assert asked(workshop, book) == []


async def test_a_retry_makes_what_is_missing_of_what_is_left(
    workshop: Workshop, server: ProviderServer, book: dict[str, Section]
):
    server.then(Behaviour.REFUSAL, after=1)
    job = await workshop.see_through(KIND, section_id=book["Plants"].id, count=3)
    assert (job.status, job.items_done) == (JobStatus.FAILED, 1)
    again = await workshop.ended(workshop.retry(job.id).job.id)
    assert (again.status, again.items_done) == (JobStatus.COMPLETED, 2), again.error
    questions = [card.question for each in (job, again) for card in workshop.cards(each.id)]
    assert len(set(questions)) == 3


async def test_two_tabs_that_ask_together_get_one_job(workshop: Workshop, book: dict[str, Section]):
    first = workshop.enqueue(KIND, section_id=book["Roots"].id, count=2)
    second = workshop.enqueue(KIND, section_id=book["Roots"].id, count=9)
    assert (second.job.id, second.created) == (first.job.id, False)
    assert result_of(await workshop.ended(first.job.id))["count"] == 2


async def test_a_document_that_is_deleted_meanwhile_gets_no_cards(
    workshop: Workshop, server: ProviderServer, book: dict[str, Section]
):
    server.hold_after(0)
    job = workshop.enqueue(KIND, section_id=book["Roots"].id, count=2).job
    await workshop.until(job.id, lambda _: len(server.calls) == 1)

    def delete(session: Session) -> None:
        session.get_one(StoredDocument, book["Roots"].document_id).deleted_at = workshop.clock()

    workshop.change(delete)
    server.go_on()
    ended = await workshop.ended(job.id)
    assert (ended.status, workshop.cards(job.id)) == (JobStatus.CANCELLED, [])


def test_what_has_no_prose_says_so(workshop: Workshop, book: dict[str, Section]):
    with pytest.raises(BadInput, match="no paragraph of prose"):
        workshop.enqueue(KIND, section_id=book["Index"].id)


def test_a_paragraph_that_is_gone_says_so(workshop: Workshop, book: dict[str, Section]):
    with pytest.raises(BadInput, match="Reload the page"):
        workshop.enqueue(KIND, section_id=book["Roots"].id, paragraph=5)


def test_a_section_of_somebody_else_is_not_there(workshop: Workshop):
    with pytest.raises(NotFound):
        workshop.enqueue(KIND, section_id="0198c0de-0000-7000-8000-000000000000")
