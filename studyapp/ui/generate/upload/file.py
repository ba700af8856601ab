"""Receives a file from the browser in pieces, up to the size that may be read."""

from dataclasses import dataclass

import reflex as rx

from studyapp.errors import TooLarge
from studyapp.material.reading import MAX_UPLOAD_BYTES, Document


@dataclass(frozen=True)
class AttachedFile:
    """A file that has been read, as the form shows it."""

    name: str = ""
    size: str = ""
    """E.g. `12 pages, 34,210 characters`."""
    left_out: str = ""
    """A sentence about the pages that could not be read; empty if there are none."""


def attached(name: str, document: Document) -> AttachedFile:
    pages = len(document.page_starts)
    length = f"{len(document.text):,} characters"
    size = f"{pages} {'page' if pages == 1 else 'pages'}, {length}" if pages else length
    return AttachedFile(name, size, document.left_out)


async def received(first: rx.UploadChunk, chunks: rx.UploadChunkIterator) -> bytes:
    """Receive a file whose first piece has arrived, and return it whole. Raises `TooLarge`."""
    data = bytearray(first.data)
    async for chunk in chunks:
        if len(data) + len(chunk.data) > MAX_UPLOAD_BYTES:
            raise TooLarge(f"This file is larger than {MAX_UPLOAD_BYTES // 2**20} MB. Take a part of it.")
        data += chunk.data
    return bytes(data)
