"""Limits how much of a provider's answer is read, so that an endless or huge answer costs only one failed call.

Answers are requested uncompressed, and one that is compressed nevertheless is refused, because a megabyte of gzip may
hold gigabytes. The SDK copies the lines of an event again for each new line, so the number of lines is limited too.
"""

from collections.abc import AsyncIterator
from typing import Final

import httpx2
from typing_extensions import override

MOST_BYTES: Final = 32 * 1024 * 1024
"""The limit for a whole answer. 128,000 tokens, each in its own event, are about 20 MiB."""
MOST_ERROR_BYTES: Final = 1024 * 1024
MOST_EVENT_BYTES: Final = 4 * 1024 * 1024
"""The limit for one event. Some servers send the whole answer in one."""
MOST_EVENT_LINES: Final = 1000
"""The limit for one event. Most events have two lines."""
MOST_LINES: Final = 1_000_000
"""The limit for a whole answer, including empty lines."""
PLAIN: Final = {"Accept-Encoding": "identity"}


class UnfitAnswer(Exception):
    """The answer is longer than any answer should be, or compressed."""


async def limit(response: httpx2.Response) -> None:
    """A response hook of the HTTP client. It counts everything that is read of the answer."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in {"", "identity"}:
        raise UnfitAnswer(f"packed as {packed[:20]}")
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    most = MOST_BYTES if response.is_success else MOST_ERROR_BYTES
    response.stream = _Counted(response.stream, most)


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, most: int) -> None:
        self._stream = stream
        self._most = most
        self._bytes = self._lines = 0
        self._event_bytes = self._event_lines = self._line_bytes = 0
        self._ends_within_a_break = False
        """Whether the last part ended with a carriage return, which a line feed may follow."""

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            self._count(part)
            yield part

    @override
    async def aclose(self) -> None:
        await self._stream.aclose()

    def _count(self, part: bytes) -> None:
        """Count by lines, which may begin and end in different parts. An event ends with an empty line."""
        if not part:
            return
        self._bytes += len(part)
        if self._bytes > self._most:
            raise UnfitAnswer("too long")
        rest = part.removeprefix(b"\n") if self._ends_within_a_break else part
        self._ends_within_a_break = part.endswith(b"\r")
        for line in rest.splitlines(keepends=True):
            words = line.rstrip(b"\r\n")
            self._line_bytes += len(words)
            self._event_bytes += len(words)
            if len(words) < len(line):
                self._end_line()
        if self._event_bytes > MOST_EVENT_BYTES:
            raise UnfitAnswer("an event too long")

    def _end_line(self) -> None:
        self._lines += 1
        self._event_lines += 1
        if self._event_bytes > MOST_EVENT_BYTES or self._event_lines > MOST_EVENT_LINES or self._lines > MOST_LINES:
            raise UnfitAnswer("an event too long, or too many")
        if self._line_bytes == 0:
            self._event_bytes = self._event_lines = 0
        self._line_bytes = 0
