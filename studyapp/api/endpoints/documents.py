"""Endpoints for documents to make cards from. A job names one as `document_id`."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request

from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import PathId, Text
from studyapp.database import Database
from studyapp.jobs.kinds.flashcards.length import pairs_of
from studyapp.jobs.requests import courses
from studyapp.material.reading import Document, read_upload
from studyapp.schemas.courses.documents import DocumentAnswer, shown_document
from studyapp.services import documents

router = APIRouter(prefix="/documents", tags=["documents"])

_FILE: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}
_TYPES: Final = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/epub+zip",
    "text/html",
    "text/markdown",
    "text/plain",
)
_UPLOAD: Final[dict[str, Any]] = {"requestBody": {"required": True, "content": dict.fromkeys(_TYPES, _FILE)}}


@router.post("", status_code=201, responses=documented(413, 503), openapi_extra=_UPLOAD)
async def upload_document(
    request: Request,
    learner: Learner,
    database: Db,
    now: Now,
    name: Annotated[Text, Query(max_length=255, description="The file's name, for the title.")] = "",
) -> DocumentAnswer:
    """Upload a PDF, DOCX, PPTX, EPUB, HTML, Markdown or text file of at most 50 MB as the request body. The type is
    detected from the content.

    Its text is kept as long as jobs may need it: a day if it is not used, else a month. Uploading the same file again
    gives the same id.
    """
    document = await read_upload(name, await request.body())
    return await asyncio.to_thread(_store, database, learner, document, now)


def _store(database: Database, learner: str, document: Document, now: datetime) -> DocumentAnswer:
    pairs = pairs_of(document.text)
    with database.write() as session:
        return DocumentAnswer.of(documents.add_document(session, learner, document, pairs=pairs, now=now))


@router.get("/{document_id}", responses=documented(404))
def show_document(document_id: PathId, learner: Learner, database: Db, now: Now) -> DocumentAnswer:
    with database.read() as session:
        return shown_document(session, learner, document_id, now=now)


@router.delete("/{document_id}", status_code=204, responses=documented(404))
def delete_document(document_id: PathId, learner: Learner, database: Db, now: Now) -> None:
    """Delete the document. Cards made of it stay. One of a course goes to the trash, and its jobs are cancelled."""
    with database.write() as session:
        if documents.find_document(session, learner, document_id).course_id:
            courses.delete_document(session, learner, document_id, now=now)
        else:
            documents.delete_document(session, learner, document_id)
