"""Saves the bytes of an upload as they come: to the disk, and every few megabytes to what is noted as safe."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Final, Self

from studyapp.database import Database
from studyapp.errors import BadInput, TooLarge
from studyapp.jobs.requests.uploads import finish_upload
from studyapp.models import Upload
from studyapp.services.courses.files import uploads
from studyapp.services.courses.files.arriving import Part, part_of, remove_parts
from studyapp.settings import Settings

_WRITTEN: Final = 256 * 1024
"""Bytes that are written at once, since each write has a way through a thread."""
NOTED: Final = 8 * 1024**2
"""Bytes after which what has arrived is noted: the most that is sent again after the server died."""


class Saving:
    """Use it as a context manager. What was added is safe after `save`, which also makes the document of a whole file.

    Methods raise the errors of `Part` and of `finish_upload`. A file that cannot be taken is given up.
    """

    def __init__(
        self, database: Database, user_id: str, upload: Upload, *, start: int, settings: Settings, now: datetime
    ) -> None:
        self._database, self._user_id, self._upload, self._settings = database, user_id, upload, settings
        self._now = now
        self._noted, self._in_row = start, upload.arrived
        self._part = Part(part_of(settings.data_dir, upload.id), start=start, size=upload.size)
        self._waiting = bytearray()
        self._stack = ExitStack()

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self._stack.enter_context, self._part)
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self._stack.close)

    async def add(self, piece: bytes) -> None:
        self._waiting += piece
        if len(self._waiting) >= _WRITTEN:
            await asyncio.to_thread(self._or_give_up, self._write)

    async def save(self) -> None:
        await asyncio.to_thread(self._or_give_up, self._finish)

    def _or_give_up(self, step: Callable[[], None]) -> None:
        try:
            step()
        except TooLarge:  # the client was wrong about the length, or the room is used up: what is here stays
            raise
        except BadInput:  # this file can never be taken
            with self._database.write() as session:
                uploads.cancel_upload(session, self._user_id, self._upload.id, data_dir=self._settings.data_dir)
            raise

    def _write(self) -> None:
        data, self._waiting = bytes(self._waiting), bytearray()
        self._part.write(data)
        if self._part.length - self._noted >= NOTED and not self._part.is_whole:
            self._note()

    def _note(self) -> None:
        if (self._part.length, self._part.length) == (self._noted, self._in_row):
            return
        self._part.sync()
        with self._database.write() as session:
            uploads.note_arrived(
                session,
                self._user_id,
                self._upload.id,
                before=self._in_row,
                arrived=self._part.length,
                now=self._now,
            )
        self._noted = self._in_row = self._part.length

    def _finish(self) -> None:
        """The last bytes are noted together with the document. So a client that asks never believes that all is done
        while there is none.
        """
        self._write()
        if not self._part.is_whole:
            self._note()
            return
        self._part.sync()
        configured = self._settings
        file = self._part.store(configured.data_dir)
        with self._database.write() as session:
            finish_upload(
                session,
                self._user_id,
                self._upload.id,
                file,
                data_dir=configured.data_dir,
                most_bytes=configured.storage_bytes,
                now=self._now,
            )
        remove_parts(configured.data_dir, [self._upload.id])
