"""A file on its way from the browser: received piece by piece, never more of it than may be read."""

from dataclasses import dataclass

import reflex as rx

from studyapp.errors import BadInput, TooLarge
from studyapp.material.reading import MAX_UPLOAD_BYTES, Document


@dataclass(frozen=True)
class AttachedFile:
    """A file that has been read, as its chip tells it."""

    name: str = ""
    size: str = ""
    """Say `12 pages, 34,210 characters`."""


def attached(name: str, document: Document) -> AttachedFile:
    pages = len(document.page_starts)
    length = f"{len(document.text):,} characters"
    return AttachedFile(name, f"{pages} {'page' if pages == 1 else 'pages'}, {length}" if pages else length)


async def received(chunks: rx.UploadChunkIterator) -> tuple[str, bytes]:
    """Name and content of the one file that was dropped."""
    name, data = "", bytearray()
    async for chunk in chunks:
        if len(data) + len(chunk.data) > MAX_UPLOAD_BYTES:
            raise TooLarge(f"{chunk.filename} is larger than {MAX_UPLOAD_BYTES // 2**20} MB. Take a part of it.")
        name = chunk.filename
        data += chunk.data
    if not name:
        raise BadInput("No file arrived. Drop it again.")
    return name.rsplit("/", 1)[-1], bytes(data)
