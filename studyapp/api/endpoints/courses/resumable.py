"""Endpoints that take a large file in several requests, so that a lost connection costs nothing.

They speak tus (see `tus.py`), except the one that tells of an upload in JSON.
"""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from studyapp import settings
from studyapp.api.access import Db, Learner, Now
from studyapp.api.endpoints.courses.tus import (
    EXTENSIONS,
    VERSION,
    TusRoute,
    headers_of,
    metadata,
    number,
    require_chunk,
)
from studyapp.api.errors import documented
from studyapp.api.inputs import PathId
from studyapp.api.saving import Saving
from studyapp.api.turns import turn
from studyapp.database import Database
from studyapp.errors import BadInput, Conflict, TooLarge
from studyapp.models import Upload
from studyapp.schemas.courses.uploads import ResumableAnswer
from studyapp.services import text_input
from studyapp.services.courses.files import uploads
from studyapp.services.courses.files.arriving import arrived
from studyapp.settings import Settings

PATH: Final = "/api/uploads"
router = APIRouter(tags=["courses"])
_tus = APIRouter(prefix="/uploads", route_class=TusRoute, include_in_schema=False)

Configured = Annotated[Settings, Depends(settings.current)]


def current_upload(
    upload_id: PathId, learner: Learner, database: Db, configured: Configured, now: Now
) -> tuple[Upload, int]:
    """The upload, and how many of its bytes are here."""
    with database.read() as session:
        upload = uploads.get_upload(session, learner, upload_id, now=now)
    return upload, arrived(configured.data_dir, upload)


@router.get("/uploads/{upload_id}", responses=documented(404))
def show_upload(found: Annotated[tuple[Upload, int], Depends(current_upload)]) -> ResumableAnswer:
    """How far a file is that arrives in several requests. Begin one and go on with it as tus 1.0 says, at `/uploads`,
    with `filename` and `course_id` in the metadata.
    """
    upload, offset = found
    return ResumableAnswer.of(upload, offset=offset)


@_tus.options("")
@_tus.options("/{upload_id}")
def tell_protocol(configured: Configured) -> Response:
    told = {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": str(configured.max_upload_bytes)}
    return Response(status_code=204, headers=told)


@_tus.post("")
def begin(request: Request, *, learner: Learner, database: Db, configured: Configured, now: Now) -> Response:
    told = metadata(request)
    if not told.get("course_id"):
        raise BadInput("Say to which course the file belongs: `course_id` in `Upload-Metadata`.")
    with database.write() as session:
        upload = uploads.begin_upload(
            session,
            learner,
            text_input.storable(told["course_id"]),
            name=told.get("filename") or told.get("name", ""),
            title=told.get("title", ""),
            size=number(request, "Upload-Length"),
            largest=configured.max_upload_bytes,
            most_bytes=configured.storage_bytes,
            now=now,
        )
    return Response(status_code=201, headers={"Location": f"{PATH}/{upload.id}"} | headers_of(upload, offset=0))


@_tus.head("/{upload_id}")
async def tell_offset(
    upload_id: PathId, *, learner: Learner, database: Db, configured: Configured, now: Now
) -> Response:
    """How far it is, once a request that still goes on with it has saved what it has."""
    async with turn(f"{learner} {upload_id}"):
        find = partial(current_upload, upload_id, learner, database, configured, now)
        upload, offset = await asyncio.to_thread(find)
    return Response(headers=headers_of(upload, offset=offset))


@_tus.patch("/{upload_id}")
async def go_on(
    request: Request, upload_id: PathId, *, learner: Learner, database: Db, configured: Configured, now: Now
) -> Response:
    """Add bytes. Those that arrived before the connection was lost are kept. The last one makes the document."""
    require_chunk(request)
    start = number(request, "Upload-Offset")
    async with turn(f"{learner} {upload_id}") as mine:
        find = partial(current_upload, upload_id, learner, database, configured, now)
        upload, offset = await asyncio.to_thread(find)
        if start != offset:
            raise Conflict(f"This upload goes on from byte {offset:,}, not from {start:,}.")
        if upload.document_id:
            return Response(status_code=204, headers=headers_of(upload, offset=offset))
        if offset + _declared(request) > upload.size:
            raise TooLarge(f"More was sent than the {upload.size:,} bytes that were announced.")
        saving = Saving(database, learner, upload, start=offset, settings=configured, now=now)
        is_cut_off = await _saved(saving, mine.pieces(request.stream()))
        if is_cut_off:
            raise Conflict("The connection was lost. What has arrived is kept.")
        upload, offset = await asyncio.to_thread(find)
    if offset < upload.size and mine.is_over:
        raise Conflict("Another request goes on with this upload.")
    return Response(status_code=204, headers=headers_of(upload, offset=offset))


async def _saved(saving: Saving, pieces: AsyncIterator[bytes]) -> bool:
    """Save all pieces. Returns whether the connection was lost meanwhile; what came before is saved."""
    is_cut_off = False
    async with saving:
        try:
            async for piece in pieces:
                await saving.add(piece)
        except (ClientDisconnect, HTTPException):
            is_cut_off = True
        await saving.save()
    return is_cut_off


def _declared(request: Request) -> int:
    """The length of the body; 0 if it is sent in chunks."""
    length = request.headers.get("content-length", "")
    return int(length) if length.isdecimal() else 0


@_tus.delete("/{upload_id}")
async def cancel(upload_id: PathId, *, learner: Learner, database: Db, configured: Configured) -> Response:
    async with turn(f"{learner} {upload_id}"):
        await asyncio.to_thread(_cancelled, database, learner, upload_id, configured)
    return Response(status_code=204)


def _cancelled(database: Database, learner: str, upload_id: str, configured: Settings) -> None:
    with database.write() as session:
        uploads.cancel_upload(session, learner, upload_id, data_dir=configured.data_dir)


router.include_router(_tus)
