"""The endpoint that takes the file of a course."""

import asyncio
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request, Response

from studyapp import settings
from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.multipart import FormReader
from studyapp.database import Database
from studyapp.errors import BadInput, Conflict
from studyapp.jobs.requests import courses
from studyapp.models import FileFormat
from studyapp.schemas.courses.courses import UploadAnswer
from studyapp.schemas.courses.uploads import upload_answer
from studyapp.services.courses.files.storage import ReceivedFile, Receiving, path_of
from studyapp.services.courses.locked import open_copy
from studyapp.settings import Settings

router = APIRouter(prefix="/upload", tags=["courses"])

PATH: Final = "/api/upload/pdf-structured"
_FIELDS: Final = {
    "file": {"type": "string", "format": "binary"},
    "course_id": {"type": "string", "minLength": 1},
    "title": {"type": "string", "description": "Left out, the document is called as the file says."},
    "password": {"type": "string", "description": "Opens a protected PDF. It is not kept."},
    "chapter": {"type": "string", "description": "Accepted from other clients, and not used."},
    "material_type": {"type": "string", "description": "Accepted from other clients, and not used."},
}
_FORM: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {"type": "object", "properties": _FIELDS, "required": ["file", "course_id"]}
            }
        },
    }
}
_ALREADY: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "It has been added before.", "model": UploadAnswer}
}

Configured = Annotated[Settings, Depends(settings.current)]


@router.post(
    "/pdf-structured", status_code=202, responses=_ALREADY | documented(404, 409, 413, 429), openapi_extra=_FORM
)
async def upload_file(
    request: Request, response: Response, *, learner: Learner, database: Db, configured: Configured, now: Now
) -> UploadAnswer:
    """Add a file to a course. The answer comes once the file has arrived; a job reads it.

    The format is detected from the content. The same file again gives the document that is there. If the `password` is
    wrong, the file is added nevertheless, and its document waits for the right one.
    """
    form = FormReader(request.headers.get("content-type", ""))
    with Receiving(configured.data_dir, most_bytes=configured.max_upload_bytes) as receiving:
        await form.read(request.stream(), lambda piece: asyncio.to_thread(receiving.write, piece))
        if not form.fields.get("course_id"):
            raise BadInput("Say to which course the file belongs: `course_id`.")
        file = await asyncio.to_thread(receiving.finish)
    copy = await _opened(file, form.fields.get("password", ""), configured)
    add = partial(_add, form=form, file=file, copy=copy, configured=configured, now=now)
    answer = await asyncio.to_thread(add, database, learner)
    if answer.status != "pending":
        response.status_code = 200
    return answer


async def _opened(file: ReceivedFile, password: str, configured: Settings) -> ReceivedFile | None:
    """A copy of the file that opens without the password; None if it needs none, or if this is not it."""
    if not password or file.format is not FileFormat.PDF:
        return None
    with suppress(BadInput, Conflict):
        return await open_copy(path_of(configured.data_dir, file.digest), password, data_dir=configured.data_dir)
    return None


def _add(
    database: Database,
    learner: str,
    *,
    form: FormReader,
    file: ReceivedFile,
    copy: ReceivedFile | None,
    configured: Settings,
    now: datetime,
) -> UploadAnswer:
    with database.write() as session:
        document, job = courses.add_document(
            session,
            learner,
            form.fields["course_id"],
            file,
            name=form.file_name or "",
            title=form.fields.get("title", ""),
            data_dir=configured.data_dir,
            most_bytes=configured.storage_bytes,
            copy=copy,
            now=now,
        )
        return upload_answer(document, job)
