"""One request at a time goes on with an upload, and the newest one wins.

After a lost connection the server may wait for a long time for bytes that will never come, while the client is back
already. So who comes later asks the one before to leave.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final


class Turn:
    def __init__(self) -> None:
        self._is_over = asyncio.Event()

    @property
    def is_over(self) -> bool:
        """Whether somebody else is to go on."""
        return self._is_over.is_set()

    def end(self) -> None:
        self._is_over.set()

    async def pieces(self, stream: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
        """The pieces of a body until it ends or somebody else is to go on, whatever comes first."""
        over = asyncio.ensure_future(self._is_over.wait())
        try:
            while True:
                coming = asyncio.ensure_future(anext(stream, b""))
                await asyncio.wait({coming, over}, return_when=asyncio.FIRST_COMPLETED)
                if not coming.done():
                    coming.cancel()
                    with suppress(asyncio.CancelledError):
                        await coming
                    return
                if not (piece := coming.result()):
                    return
                yield piece
        finally:
            over.cancel()


@dataclass(slots=True)
class _Place:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    newest: Turn | None = None
    taken: int = 0
    """How many hold it or wait for it."""


_places: Final[dict[str, _Place]] = {}
"""One for each upload, in this process. Between processes the database decides, see `note_arrived`."""


@asynccontextmanager
async def turn(upload_id: str) -> AsyncGenerator[Turn]:
    """Hold the upload for the length of the block, once who had it before has left."""
    place = _places.setdefault(upload_id, _Place())
    place.taken += 1
    if place.newest:
        place.newest.end()
    place.newest = mine = Turn()
    try:
        async with place.lock:
            yield mine
    finally:
        place.taken -= 1
        if not place.taken:
            del _places[upload_id]
