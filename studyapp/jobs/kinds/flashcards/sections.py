"""Cards of a document in a course, or of a section of it: where they go, and what they are made of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from studyapp.errors import NoLongerWanted, NotFound
from studyapp.jobs.kinds.definition import Target
from studyapp.jobs.kinds.flashcards.material import Material
from studyapp.jobs.kinds.flashcards.request import FlashcardRequest
from studyapp.models import StoredDocument
from studyapp.services import decks
from studyapp.services import documents as stored
from studyapp.services.courses import courses, documents
from studyapp.services.coverage import material
from studyapp.services.coverage.material import Chosen
from studyapp.services.coverage.paragraphs import paragraph_id


def is_of_course(session: Session, user_id: str, request: FlashcardRequest) -> bool:
    """Whether the request is about a section, or about a document of a course."""
    if request.section_id is not None:
        return True
    if request.document_id is None:
        return False
    return stored.find_document(session, user_id, request.document_id).course_id is not None


def accept(session: Session, user_id: str, request: FlashcardRequest, now: datetime) -> Target:
    chosen = _chosen(session, user_id, request)
    if request.deck_id:
        deck = decks.get_deck(session, user_id, request.deck_id)
    elif request.deck_title:
        deck = decks.find_or_create_deck(session, user_id, title=request.deck_title, now=now)
    else:
        deck = courses.deck_of(session, user_id, chosen.course_id, now=now)
    settled = {"deck_id": deck.id, "source": chosen.document_id, "section_ids": chosen.section_ids}
    spans = {"spans": chosen.spans, "is_whole": request.paragraph is None}
    return Target(*_place(request, chosen), items_expected=request.count, settled=settled | spans)


def _place(request: FlashcardRequest, chosen: Chosen) -> tuple[str, str]:
    """The kind and id of what the cards are for."""
    if request.section_id is None:
        return "document", chosen.document_id
    if request.paragraph is None:
        return "section", request.section_id
    return "paragraph", paragraph_id(request.section_id, request.paragraph)


def read(session: Session, user_id: str, payload: Mapping[str, Any]) -> Material:
    """The chosen paragraphs. Raises `NoLongerWanted` if the document has been deleted since the request."""
    document = check_wanted(session, user_id, payload["source"])
    prose = material.read_prose(session, user_id, document.id, [(start, end) for start, end in payload["spans"]])
    return Material(prose.text, prose.page_starts, prose.title, is_prose=True)


def check_wanted(session: Session, user_id: str, document_id: str) -> StoredDocument:
    """The document. Raises `NoLongerWanted` if it has been deleted since the request."""
    try:
        return documents.get_document(session, user_id, document_id)
    except NotFound as error:
        raise NoLongerWanted(error.sentence) from error


def mark_asked(session: Session, user_id: str, payload: Mapping[str, Any], *, now: datetime) -> None:
    """Note that the request has been met, so that the next one about the document goes on after it."""
    if payload["is_whole"]:
        material.mark_asked(session, user_id, payload["section_ids"], now=now)


def _chosen(session: Session, user_id: str, request: FlashcardRequest) -> Chosen:
    if request.section_id is None:
        return material.choose_of_document(session, user_id, request.document_id or "", count=request.count)
    if request.paragraph is None:
        return material.choose_of_section(session, user_id, request.section_id)
    return material.choose_paragraph(session, user_id, request.section_id, request.paragraph)
