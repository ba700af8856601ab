"""The generator that needs no model: it makes cards and lessons from the learner's own sentences, trees of outlines."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from time import perf_counter
from typing import Any, Final, TypeVar

from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.generation.calls import AnswerCall, Call, CardCall, Chunk, DistractorCall, LessonCall, TreeCall
from studyapp.generation.extractive.answers.judge import judge
from studyapp.generation.extractive.cards.extract import best_cards
from studyapp.generation.extractive.distractors.extract import make_distractors
from studyapp.generation.extractive.lessons import extract_lesson
from studyapp.generation.extractive.outline import outline
from studyapp.generation.provider import Enough, Hear, Portion, Usage, never

T = TypeVar("T")

_TRIAL: Final = CardCall(
    Chunk(0, "# Photosynthesis\n\nPhotosynthesis is the process by which plants turn light into sugar.", 1)
)

_SET_A_MODEL: Final = "Set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL for a model on your own machine, and try again."


class ExtractiveProvider:
    """Makes cards, distractors, trees and lessons by rules, and judges answers. It may find none, and the job's handler
    decides what that means.
    """

    @property
    def name(self) -> str:
        return "extractive"

    @property
    def model(self) -> None:
        return None

    async def portion(self, material: str = "") -> Portion:  # noqa: ARG002
        """A long chunk shows better which words matter, and takes about a second to read."""
        return Portion(chunk_chars=40_000, items=None)

    async def stream(self, call: Call[T], *, enough: Enough = never) -> AsyncGenerator[T | Usage]:
        """See `Provider.stream`. A call that needs a model fails."""
        made: list[Any] = await asyncio.to_thread(_make, call)
        for item in made:
            if enough():
                break
            yield item
            await asyncio.sleep(0)
        yield self._usage()
        if isinstance(call, DistractorCall) and len(made) < call.count:  # better none than filler
            raise _needs_model(call.without_model)

    def heard_by(self, hear: Hear) -> "ExtractiveProvider":  # noqa: ARG002 - rules are quick and give no signs
        return self

    def with_room(self, factor: int) -> "ExtractiveProvider":  # noqa: ARG002 - rules count no tokens
        return self

    async def knock(self) -> bool:
        return True

    async def check(self) -> timedelta:
        started = perf_counter()
        await asyncio.to_thread(best_cards, _TRIAL)
        return timedelta(seconds=perf_counter() - started)

    def _usage(self) -> Usage:
        return Usage(self.name, self.model, None, None)


def _make(call: Call[Any]) -> list[Any]:
    match call:
        case CardCall() if call.chunk.text:
            return best_cards(call)
        case DistractorCall():
            return list(make_distractors(call))
        case TreeCall() if call.material:
            return list(outline(call.material).nodes)
        case AnswerCall():
            return [judge(call)]
        case LessonCall() if not (call.wish or call.replaced):
            return [] if call.complaints else list(extract_lesson(call))
        case _:
            raise _needs_model(call.without_model)


def _needs_model(why: str) -> GenerationFailed:
    return GenerationFailed(ErrorCode.NO_MODEL, f"{why} {_SET_A_MODEL}", retryable=False)
