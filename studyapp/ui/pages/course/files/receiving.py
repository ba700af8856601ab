"""Receives files that are dropped on a course, and stores each as soon as it is whole."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import ExitStack
from functools import partial

import reflex as rx

from studyapp.errors import StudyError
from studyapp.services.courses.files.storage import ReceivedFile, Receiving
from studyapp.settings import Settings

Received = tuple[str, ReceivedFile | StudyError]
"""The name of a file, and the file or why it is refused."""


async def received(chunks: rx.UploadChunkIterator, settings: Settings) -> AsyncGenerator[Received]:
    """The files, one after the other. One that is refused does not stop the others."""
    file: _Arriving | None = None
    try:
        async for chunk in chunks:
            if file is None or chunk.offset == 0:
                if file:
                    yield await file.finish()
                file = _Arriving(chunk.filename, settings)
            await file.take(chunk.data)
        if file:
            yield await file.finish()
    finally:
        if file:
            await file.abandon()


class _Arriving:
    def __init__(self, name: str, settings: Settings) -> None:
        self._name = name.rsplit("/", 1)[-1]
        self._refusal: StudyError | None = None
        self._stack = ExitStack()
        self._open = partial(Receiving, settings.data_dir, most_bytes=settings.max_upload_bytes)
        self._receiving: Receiving | None = None

    async def take(self, data: bytes) -> None:
        if self._refusal:
            return
        try:
            await asyncio.to_thread(self._write, data)
        except StudyError as error:
            self._refusal = error

    async def finish(self) -> Received:
        try:
            if self._refusal or self._receiving is None:
                return self._name, self._refusal or StudyError("This file is empty.")
            return self._name, await asyncio.to_thread(self._receiving.finish)
        except StudyError as error:
            return self._name, error
        finally:
            await self.abandon()

    async def abandon(self) -> None:
        await asyncio.to_thread(self._stack.close)

    def _write(self, data: bytes) -> None:
        if self._receiving is None:
            self._receiving = self._stack.enter_context(self._open())
        self._receiving.write(data)
