"""How each kind of call becomes a prompt, and how the answer is read. A new kind of call is a line in `ADAPTERS`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from studyapp.generation.calls import (
    AnswerCall,
    Call,
    CardCall,
    DistractorCall,
    Intent,
    LessonCall,
    QuestionCall,
    RewriteCall,
    TreeCall,
)
from studyapp.generation.messages_api.reading import drafts, grades
from studyapp.generation.messages_api.reading.lessons import concepts
from studyapp.generation.prompts import (
    answer_check,
    cards,
    distractors,
    lesson,
    questions,
    rewrite,
    skill_cards,
    skill_tree,
)
from studyapp.generation.prompts.prompt import Prompt
from studyapp.rules.lessons import LessonHead

C = TypeVar("C")
T = TypeVar("T")
Fields = Mapping[str, Any]


def _no_preface(_call: Any, _fields: Fields) -> None:
    return None


@dataclass(frozen=True, slots=True)
class CallAdapter(Generic[C, T]):
    prompt: Callable[..., Prompt]
    """Makes the prompt for a call; `brief` is for models that follow few rules better than many."""
    shorten: Callable[[C], C | None]
    """A call with less beside what it is about, for a small context; None if there is nothing to leave out."""
    read: Callable[[C, object], T]
    """Makes a `T` from one item of the array, which may have any shape."""
    preface: Callable[[C, Fields], T | None] = _no_preface
    """Makes a `T` from the fields before the array, or returns None if they say nothing useful."""


def _for_cards(call: CardCall, *, brief: bool) -> Prompt:
    if call.skill and not call.chunk.text:
        return skill_cards.for_skill(call, call.skill, brief=brief)
    return cards.for_cards(call, brief=brief)


def _intent(call: QuestionCall, fields: Fields) -> Intent | None:
    return drafts.intent(fields) if call.count is None else None


def _head(call: LessonCall, fields: Fields) -> LessonHead | None:
    return None if call.replaced else concepts.head(fields)


def _less(field: str) -> Callable[[Any], Any]:
    """Leaves out the later half of the text, or of the texts, in this field."""

    def shorter(call: Any) -> Any:
        texts = getattr(call, field)
        return replace(call, **{field: texts[: len(texts) // 2]}) if texts else None

    return shorter


ADAPTERS: Final[dict[type[Call[Any]], CallAdapter[Any, Any]]] = {
    CardCall: CallAdapter(_for_cards, _less("avoid"), lambda _call, item: drafts.card(item)),
    DistractorCall: CallAdapter(
        distractors.for_distractors, _less("siblings"), lambda _call, item: drafts.distractor(item)
    ),
    QuestionCall: CallAdapter(
        questions.for_questions, _less("avoid"), lambda _call, item: drafts.question(item), preface=_intent
    ),
    RewriteCall: CallAdapter(
        rewrite.for_rewrite, _less("siblings"), lambda call, item: drafts.rewritten(call.card, item)
    ),
    TreeCall: CallAdapter(skill_tree.for_tree, _less("material"), lambda _call, item: drafts.node(item)),
    LessonCall: CallAdapter(
        lesson.for_lesson, lesson.shorter, lambda _call, item: concepts.concept(item), preface=_head
    ),
    AnswerCall: CallAdapter(answer_check.for_answer_check, _less("explanation"), grades.grade),
}
