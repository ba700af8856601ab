"""How each kind of call becomes a prompt, and how the answer is read. A new kind of call is a line in `ADAPTERS`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from studyapp.generation.calls import Call, CardCall, DistractorCall, Intent, QuestionCall, RewriteCall
from studyapp.generation.messages_api import answer_parsing
from studyapp.generation.prompts import cards, distractors, questions, rewrite
from studyapp.generation.prompts.prompt import Prompt

C = TypeVar("C")
T = TypeVar("T")
Fields = Mapping[str, Any]


def _no_preface(_call: Any, _fields: Fields) -> None:
    return None


@dataclass(frozen=True, slots=True)
class CallAdapter(Generic[C, T]):
    prompt: Callable[[C], Prompt]
    read: Callable[[C, object], T]
    """Makes a `T` from one item of the array, which may have any shape."""
    preface: Callable[[C, Fields], T | None] = _no_preface
    """Makes a `T` from the fields before the array, or returns None if they say nothing useful."""


def _intent(call: QuestionCall, fields: Fields) -> Intent | None:
    return answer_parsing.intent(fields) if call.count is None else None


ADAPTERS: Final[dict[type[Call[Any]], CallAdapter[Any, Any]]] = {
    CardCall: CallAdapter(cards.for_cards, lambda _call, item: answer_parsing.card(item)),
    DistractorCall: CallAdapter(distractors.for_distractors, lambda _call, item: answer_parsing.distractor(item)),
    QuestionCall: CallAdapter(
        questions.for_questions, lambda _call, item: answer_parsing.question(item), preface=_intent
    ),
    RewriteCall: CallAdapter(rewrite.for_rewrite, lambda call, item: answer_parsing.rewritten(call.card, item)),
}
