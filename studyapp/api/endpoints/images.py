"""Endpoints for pictures on cards. `![what it shows](/api/images/…)` in a card's text shows one."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.responses import FileResponse

from studyapp import settings
from studyapp.api.access import Db, Learner, Now
from studyapp.api.errors import documented
from studyapp.api.inputs import PathId
from studyapp.database import Database
from studyapp.material.picture_data import Picture
from studyapp.schemas.images import ImageAnswer
from studyapp.services import images

router = APIRouter(prefix="/images", tags=["images"])

_TYPES: Final = ("image/png", "image/jpeg", "image/gif", "image/webp")
_FILE: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}
_UPLOAD: Final[dict[str, Any]] = {"requestBody": {"required": True, "content": dict.fromkeys(_TYPES, _FILE)}}
_SHOWN: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The picture.", "content": dict.fromkeys(_TYPES, _FILE)}
}
_HEADERS: Final = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


def data_dir() -> Path:
    return settings.current().data_dir


DataDir = Annotated[Path, Depends(data_dir)]


@router.post("", status_code=201, responses=documented(413, 503), openapi_extra=_UPLOAD)
async def upload_image(request: Request, learner: Learner, database: Db, folder: DataDir, now: Now) -> ImageAnswer:
    """Upload a PNG, JPEG, GIF or WebP of at most 10 MB as the request body. The type is detected from the content.

    The picture is decoded and written again with at most 2,000 pixels per side, and all other data in the file is
    dropped. Uploading the same picture again gives the same id.
    """
    picture = await images.read_image(await request.body())
    return await asyncio.to_thread(_store, database, learner, picture, folder, now)


def _store(database: Database, learner: str, picture: Picture, folder: Path, now: datetime) -> ImageAnswer:
    with database.write() as session:
        return ImageAnswer.of(images.add_image(session, learner, picture, data_dir=folder, now=now))


@router.get("/{image_id}", response_class=FileResponse, responses=_SHOWN | documented(404))
def show_image(image_id: PathId, learner: Learner, database: Db, folder: DataDir) -> FileResponse:
    with database.read() as session:
        stored = images.find_image(session, learner, image_id, data_dir=folder)
    return FileResponse(stored.path, media_type=stored.media_type, headers=_HEADERS)
