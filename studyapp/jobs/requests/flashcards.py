"""Flashcards of a document, a section or a paragraph, together with the jobs that make them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session

from studyapp.jobs.queue.queue import QUEUE
from studyapp.jobs.store.reading import jobs_for_target, latest_by_target
from studyapp.jobs.store.views import JobView
from studyapp.models import ACTIVE, JobStatus, JobType
from studyapp.services.courses.documents import get_document
from studyapp.services.coverage.paragraphs import paragraph_id
from studyapp.services.lessons.sections import get_section

KIND: Final = JobType.FLASHCARD_GENERATION


def make_cards_of_section(session: Session, user_id: str, section_id: str, *, count: int, now: datetime) -> JobView:
    """Start the job for cards of a section or chapter. Returns the job that is under way if there is one."""
    asked = {"section_id": section_id, "count": count}
    return QUEUE.enqueue(session, user_id, KIND, asked, now=now).job


def make_card_of_paragraph(session: Session, user_id: str, section_id: str, start: int, *, now: datetime) -> JobView:
    """Start the job for a card of one paragraph, which begins at this offset of the document's text."""
    asked = {"section_id": section_id, "paragraph": start}
    return QUEUE.enqueue(session, user_id, KIND, asked, now=now).job


def make_cards_of_document(session: Session, user_id: str, document_id: str, *, count: int, now: datetime) -> JobView:
    """Start the job for cards of the sections after those that were asked last."""
    document = get_document(session, user_id, document_id)
    asked = {"document_id": document.id, "count": count}
    return QUEUE.enqueue(session, user_id, KIND, asked, now=now).job


def section_jobs(session: Session, user_id: str, section_id: str) -> list[JobView]:
    """The jobs to show for the cards of a section as a whole."""
    section = get_section(session, user_id, section_id)
    return _of_cards(jobs_for_target(session, user_id, "section", section.id))


def document_jobs(session: Session, user_id: str, document_id: str) -> list[JobView]:
    """The jobs to show for the cards of a document as a whole."""
    document = get_document(session, user_id, document_id)
    return _of_cards(jobs_for_target(session, user_id, "document", document.id))


def paragraph_jobs(session: Session, user_id: str, section_id: str, starts: Sequence[int]) -> dict[int, JobView]:
    """The job to show at each of these paragraphs: one that is under way, or the last one if it went wrong."""
    section = get_section(session, user_id, section_id)
    places = {paragraph_id(section.id, start): start for start in starts}
    found = latest_by_target(session, user_id, "paragraph", list(places), KIND)
    shown = {JobStatus.FAILED, JobStatus.CANCELLED, *ACTIVE}
    return {places[place]: job for place, job in found.items() if job.status in shown and not job.is_retried}


def _of_cards(jobs: Sequence[JobView]) -> list[JobView]:
    return [job for job in jobs if job.type is KIND]
