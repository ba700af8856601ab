"""Endpoints that tell which paragraphs of a section or document have cards."""

from fastapi import APIRouter

from studyapp.api.access import Db, Learner
from studyapp.api.errors import documented
from studyapp.api.inputs import PathId
from studyapp.schemas.courses.coverage import (
    DocumentCoverageAnswer,
    SectionCoverageAnswer,
    shown_document,
    shown_section,
)

router = APIRouter(tags=["courses"])


@router.get("/sections/{section_id}/coverage", responses=documented(404))
def section_coverage(section_id: PathId, learner: Learner, database: Db) -> SectionCoverageAnswer:
    """The paragraphs of a section, or of a chapter with its sections, each with the cards made of it."""
    with database.read() as session:
        return shown_section(session, learner, section_id)


@router.get("/documents/{document_id}/coverage", responses=documented(404))
def document_coverage(document_id: PathId, learner: Learner, database: Db) -> DocumentCoverageAnswer:
    """How many paragraphs of each section have cards. A document that belongs to no course is not found."""
    with database.read() as session:
        return shown_document(session, learner, document_id)
