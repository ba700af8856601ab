"""The generator that needs no model: cards out of the learner's own sentences."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from time import perf_counter
from typing import Final

from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.generation.extractive.cards.extract import best_cards
from studyapp.generation.extractive.distractors.extract import make_distractors
from studyapp.generation.provider import CardCall, Chunk, DistractorCall, Hear, Intent, QuestionCall, RewriteCall, Usage
from studyapp.rules.items import CardDraft

_TRIAL: Final = CardCall(
    Chunk(0, "# Photosynthesis\n\nPhotosynthesis is the process by which plants turn light into sugar.", 1)
)

_SET_A_MODEL: Final = "Set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL for a model on your own machine, and try again."


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
        for draft in await asyncio.to_thread(best_cards, call):
            yield draft
            await asyncio.sleep(0)
        yield self._usage()

    async def distractors(self, call: DistractorCall) -> AsyncGenerator[str | Usage]:
        """Fails where the deck has too few answers of the same kind: better none than filler."""
        made = await asyncio.to_thread(make_distractors, call)
        for distractor in made:
            yield distractor
        yield self._usage()
        if len(made) < call.count:
            raise _needs_model("There are not enough cards of the same kind to take wrong answers from.")

    async def questions(self, call: QuestionCall) -> AsyncGenerator[Intent | CardDraft | Usage]:  # noqa: ARG002
        raise _needs_model("Questions from a prompt need a language model, and none is set.")
        yield  # makes this the generator the protocol asks for

    async def rewrite(self, call: RewriteCall) -> AsyncGenerator[CardDraft | Usage]:  # noqa: ARG002
        raise _needs_model("Writing a card anew needs a language model, and none is set.")
        yield  # makes this the generator the protocol asks for

    def heard_by(self, hear: Hear) -> "ExtractiveProvider":  # noqa: ARG002 - rules give no signs: they are quick
        return self

    async def knock(self) -> bool:
        return True

    async def check(self) -> timedelta:
        started = perf_counter()
        await asyncio.to_thread(best_cards, _TRIAL)
        return timedelta(seconds=perf_counter() - started)

    def _usage(self) -> Usage:
        return Usage(self.name, self.model, None, None)


def _needs_model(why: str) -> GenerationFailed:
    return GenerationFailed(ErrorCode.NO_MODEL, f"{why} {_SET_A_MODEL}", retryable=False)
