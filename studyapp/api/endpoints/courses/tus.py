"""What tus 1.0 (https://tus.io) says about headers and statuses: the core, creation, expiration and termination.

These requests are not in the OpenAPI schema, because clients know them from the protocol.
"""

import binascii
from base64 import b64decode
from collections.abc import Callable, Coroutine, Mapping
from email.utils import format_datetime
from typing import Any, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute

from studyapp.api.errors import refusal
from studyapp.errors import BadInput, StudyError
from studyapp.models import Upload

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,expiration,termination"
_CHUNK: Final = "application/offset+octet-stream"

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class UnknownVersion(StudyError):
    code = "PRECONDITION_FAILED"
    status = 412

    def __init__(self) -> None:
        super().__init__(f"Send `Tus-Resumable: {VERSION}`, the version of the protocol that this server speaks.")


class WrongMediaType(StudyError):
    code = "UNSUPPORTED_MEDIA_TYPE"
    status = 415

    def __init__(self) -> None:
        super().__init__(f"Send the bytes as `{_CHUNK}`.")


class TusRoute(APIRoute):
    """Checks the version of the protocol, and names it in every answer."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def with_version(request: Request) -> Response:
            try:
                if request.method != "OPTIONS" and request.headers.get("tus-resumable") != VERSION:
                    raise UnknownVersion
                answer = await handle(request)
            except StudyError as error:
                answer = refusal(error)
                if isinstance(error, UnknownVersion):
                    answer.headers["Tus-Version"] = VERSION
            answer.headers["Tus-Resumable"] = VERSION
            answer.headers["Cache-Control"] = "no-store"
            return answer

        return with_version


def number(request: Request, name: str) -> int:
    """The value of a header that is a whole number. Raises `BadInput`."""
    given = request.headers.get(name, "")
    if not (given.isascii() and given.isdecimal() and len(given) <= 18):
        raise BadInput(f"The header `{name}` must say a number of bytes.")
    return int(given)


def metadata(request: Request) -> Mapping[str, str]:
    """What the client tells of the file: names, each with a value in base 64."""
    found: dict[str, str] = {}
    for pair in filter(None, map(str.strip, request.headers.get("upload-metadata", "").split(","))):
        name, _, value = pair.partition(" ")
        try:
            found[name] = b64decode(value.strip(), validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise BadInput("`Upload-Metadata` must have names with values in base 64, with commas between.") from error
    return found


def require_chunk(request: Request) -> None:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _CHUNK:
        raise WrongMediaType


def headers_of(upload: Upload, *, offset: int) -> dict[str, str]:
    return {
        "Upload-Offset": str(offset),
        "Upload-Length": str(upload.size),
        "Upload-Expires": format_datetime(upload.expires_at, usegmt=True),
    }
