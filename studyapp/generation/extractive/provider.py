"""The generator that needs no model: cards out of the learner's own sentences."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from time import perf_counter
from typing import Final

from studyapp.generation.extractive.cards import best_cards
from studyapp.generation.provider import CardCall, Chunk, Usage
from studyapp.rules.items import CardDraft

_TRIAL: Final = CardCall(
    Chunk(0, "# Photosynthesis\n\nPhotosynthesis is the process by which plants turn light into sugar.", 1)
)


class ExtractiveProvider:
    """Yields nothing where the text gives nothing; what that means for a job is the handler's to say."""

    @property
    def name(self) -> str:
        return "extractive"

    @property
    def model(self) -> None:
        return None

    @property
    def chunk_chars(self) -> int:
        """A longer stretch tells better which words matter; reading it takes about a second."""
        return 40_000

    async def cards(self, call: CardCall) -> AsyncGenerator[CardDraft | Usage]:
        started = perf_counter()
        for draft in await asyncio.to_thread(best_cards, call):
            yield draft
            await asyncio.sleep(0)
        yield Usage(self.name, self.model, None, None, timedelta(seconds=perf_counter() - started))

    async def check(self) -> timedelta:
        started = perf_counter()
        await asyncio.to_thread(best_cards, _TRIAL)
        return timedelta(seconds=perf_counter() - started)
