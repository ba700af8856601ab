"""The endpoint that takes the password of a document."""

import asyncio
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import Field, SecretStr

from studyapp import settings
from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, PathId
from studyapp.database import Database
from studyapp.jobs.requests import courses
from studyapp.schemas.courses.courses import UploadAnswer
from studyapp.schemas.courses.uploads import upload_answer
from studyapp.services.courses import locked
from studyapp.services.courses.documents import get_document
from studyapp.services.courses.files.storage import ReceivedFile
from studyapp.services.courses.sources import source_file
from studyapp.settings import Settings

router = APIRouter(prefix="/documents/{document_id}", tags=["courses"])

Configured = Annotated[Settings, Depends(settings.current)]


class PasswordBody(Body):
    password: SecretStr = Field(min_length=1, max_length=500, description="It opens the file once, and is not kept.")


@router.post("/password", status_code=202, responses=documented(404, 409, 413, 429))
async def give_password(
    document_id: PathId, body: PasswordBody, *, learner: Learner, database: Db, configured: Configured, now: Now
) -> UploadAnswer:
    """Open a protected PDF of a course, and read it. A wrong password is a 422 with the code `WRONG_PASSWORD`."""
    path = await asyncio.to_thread(_path, database, learner, document_id, configured)
    copy = await locked.open_copy(path, body.password.get_secret_value(), data_dir=configured.data_dir)
    unlock = partial(_unlock, copy=copy, configured=configured, now=now)
    return await asyncio.to_thread(unlock, database, learner, document_id)


def _path(database: Database, learner: str, document_id: str, configured: Settings) -> Path:
    with database.read() as session:
        locked.locked_document(session, learner, document_id)
        return source_file(session, learner, document_id, data_dir=configured.data_dir).path


def _unlock(
    database: Database, learner: str, document_id: str, *, copy: ReceivedFile, configured: Settings, now: datetime
) -> UploadAnswer:
    most = configured.storage_bytes
    with database.write() as session:
        job = courses.unlock_document(session, learner, document_id, copy, most_bytes=most, now=now)
        return upload_answer(get_document(session, learner, document_id), job)
