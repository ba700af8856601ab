"""Reads the file of a document, and stores its text by page and its chapters and sections.

Sections that the outline of a file names are stored at once, the others when the whole file has been read. A file that
was interrupted is read again from its first page.
"""

from contextlib import aclosing
from datetime import datetime
from functools import partial
from typing import Any, Final, Protocol

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from studyapp.errors import Locked, NoLongerWanted, NotFound
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.definition import Handler, Target
from studyapp.jobs.kinds.document_import.words import WORDS
from studyapp.material.importing import Event, Imported, Limits, Opened, Progress, read_file
from studyapp.models import StoredDocument
from studyapp.services.courses import documents, locked, reading
from studyapp.services.courses.files.storage import path_of, readable_digest
from studyapp.services.documents import left_out_of

_READ: Final = 90
"""The progress, in percent, once all pages have been read."""


class ImportRequest(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    document_id: str
    """The document of a course to read, once more if it has been read already."""


def accept(session: Session, user_id: str, request: ImportRequest, now: datetime) -> Target:  # noqa: ARG001
    return Target("document", documents.get_document(session, user_id, request.document_id).id)


async def import_document(context: JobContext, request: ImportRequest) -> dict[str, Any]:
    await context.report(phase="reading")
    document = await context.query(partial(_wanted, user_id=context.job.user_id, document_id=request.document_id))
    assert document.format, "a document of a course has its file"
    path = path_of(context.settings.data_dir, readable_digest(document))
    limits = Limits(pages=context.settings.max_pages)
    work = _Work(context, document.id)
    try:
        async with aclosing(read_file(path, document.format, limits=limits)) as events:
            async for event in events:
                await work.heed(event)
    except Locked as error:
        await work.lock()
        raise Locked(locked.SENTENCE) from error
    return await context.query(work.result)


def _wanted(session: Session, user_id: str, document_id: str) -> StoredDocument:
    """Raises `NoLongerWanted` if the document has been deleted since the request, or its course has."""
    try:
        return documents.get_document(session, user_id, document_id)
    except NotFound as error:
        raise NoLongerWanted(error.sentence) from error


class _Store(Protocol):
    def __call__(self, session: Session, document: StoredDocument, *, now: datetime) -> int: ...


class _Work:
    def __init__(self, context: JobContext, document_id: str) -> None:
        self._context, self._document_id = context, document_id
        self._user_id = context.job.user_id

    async def heed(self, event: Event) -> None:
        """Store or report what the reader tells."""
        match event:
            case Opened():
                await self._save(partial(reading.begin, opened=event), count=0)
            case Progress():
                await self._context.report(progress=_READ * event.percent // 100)
            case Imported():
                await self._context.report(phase="finalizing", progress=_READ)
                await self._save(partial(reading.finish, imported=event), count=len(event.sections))

    async def lock(self) -> None:
        """Note that the file needs a password, for which its document then asks."""
        await self._save(locked.lock, count=0)

    async def _save(self, store: _Store, *, count: int) -> None:
        def write(session: Session) -> int:
            document = _wanted(session, self._user_id, self._document_id)
            return store(session, document, now=self._context.now())

        await self._context.save_items(write, items_done=count)

    def result(self, session: Session) -> dict[str, Any]:
        document = documents.get_document(session, self._user_id, self._document_id)
        count = len(reading.sections_of(session, document))
        made = {"document_id": document.id, "pages": len(document.problems), "count": count}
        note = left_out_of(document)
        return made | {"note": note} if note else made


DOCUMENT_IMPORT: Final = Handler(
    words=WORDS,
    payload=ImportRequest,
    dedup_key=lambda request: request.document_id,
    accept=accept,
    run=import_document,
    allowance=10,
)
