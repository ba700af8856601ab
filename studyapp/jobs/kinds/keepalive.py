"""Passes on a provider's signs of life, so that a model that is slow but alive is not taken for a dead one."""

from collections.abc import Awaitable, Callable
from typing import Final

from studyapp.generation.provider import Sign

NOTED_EVERY: Final = 30.0
"""In seconds. While words arrive, this is how often the job is marked as alive."""


class Keepalive:
    def __init__(
        self,
        *,
        answered: Callable[[], Awaitable[None]],
        alive: Callable[[], Awaitable[None]],
        steady: Callable[[], float],
    ) -> None:
        self._answered = answered
        self._alive = alive
        self._steady = steady
        self._noted_at = steady()

    async def hear(self, sign: Sign) -> None:
        match sign:
            case Sign.ANSWERED:
                await self._answered()
            case Sign.WORDS:
                await self._note_words()

    async def _note_words(self) -> None:
        now = self._steady()
        if now - self._noted_at >= NOTED_EVERY:
            self._noted_at = now
            await self._alive()
