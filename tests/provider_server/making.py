"""The model's answer to each kind of request: good items, bad ones, and the ways to spoil them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tests.provider_server import checks, distractors, lessons, questions, rewrites, trees
from tests.provider_server.behaviours import Behaviour
from tests.provider_server.cards import bad_card, good_cards
from tests.provider_server.prompt import Asked, Kind
from tests.provider_server.tree_shapes import misshapen

Spoil = Callable[[int, Any], Any]
"""A function from (place, good item) to a spoiled one."""


@dataclass(frozen=True, slots=True)
class Made:
    opening: str
    """The text up to and including the bracket of the array."""
    good: list[Any]
    """The items, three more than requested if possible."""
    count: int
    bad: Callable[[int], Any]
    spoiled: Mapping[Behaviour, Spoil] = field(default_factory=dict[Behaviour, Spoil])
    instead: Mapping[Behaviour, list[Any]] = field(default_factory=dict[Behaviour, list[Any]])
    """The items of other behaviours that make others than these."""


def made_for(asked: Asked) -> Made:
    return _MAKERS[asked.kind](asked)


def _cards(asked: Asked) -> Made:
    count = asked.count or 1
    return Made('{"cards": [', good_cards(asked.material, count + 3, asked.avoid), count, bad_card)


def _distractors(asked: Asked) -> Made:
    count = asked.count or 3
    good = distractors.good_distractors(asked.key, count + 3, stem=asked.material, kept=asked.kept)
    spoiled: dict[Behaviour, Spoil] = {
        Behaviour.KEY_AMONG: lambda at, item: item if at else item | {"text": asked.key},
        Behaviour.OTHER_LANGUAGE: lambda at, item: item | {"text": distractors.GERMAN[at % 3]},
        Behaviour.LONGEST_RIGHT: lambda at, item: item | {"text": item["text"].split()[-1][:4] + "abc"[at % 3]},
    }
    return Made('{"distractors": [', good, count, distractors.bad_distractor, spoiled)


def _questions(asked: Asked) -> Made:
    good = questions.good_questions(asked)
    count = asked.count or min(questions.announced(asked), len(good))
    spoiled: dict[Behaviour, Spoil] = {
        Behaviour.KEY_AMONG: lambda _, item: item | {"distractors": [*item["distractors"][:2], item["answer"]]},
        Behaviour.NOT_AMONG: _with_options,
        Behaviour.OTHER_LANGUAGE: lambda _, item: item | {"distractors": list(distractors.GERMAN)},
        Behaviour.LONGEST_RIGHT: lambda _, item: item | {"answer": f"{item['answer']} as measured again and again"},
    }
    return Made(questions.opening(asked), good, count, questions.bad_question, spoiled)


def _rewrite(asked: Asked) -> Made:
    return Made('{"cards": [', [rewrites.rewritten(asked)], 1, rewrites.bad_rewrite)


def _tree(asked: Asked) -> Made:
    nodes = trees.tree(asked)
    return Made('{"nodes": [', nodes, len(nodes), trees.bad_node, instead=misshapen(nodes))


def _skill_cards(asked: Asked) -> Made:
    count = asked.count or 1
    return Made('{"cards": [', trees.skill_cards(asked, count + 3), count, bad_card)


def _lesson(asked: Asked) -> Made:
    good = lessons.concepts(asked)
    return Made(lessons.opening(asked), good, len(good), lessons.bad_concept)


def _answer_check(asked: Asked) -> Made:
    gullible: dict[Behaviour, Spoil] = {Behaviour.GULLIBLE: lambda _, __: checks.RIGHT}
    return Made('{"grades": [', [checks.grade(asked)], 1, checks.bad_grade, gullible)


def _with_options(_: int, item: Any) -> Any:
    """The item in another form: with all options in one list that lacks the right answer."""
    return {name: item[name] for name in ("kind", "question", "answer", "explanation")} | {
        "options": [*item["distractors"], "Something else"]
    }


_MAKERS: Final[dict[Kind, Callable[[Asked], Made]]] = {
    Kind.CARDS: _cards,
    Kind.DISTRACTORS: _distractors,
    Kind.QUESTIONS: _questions,
    Kind.REWRITE: _rewrite,
    Kind.TREE: _tree,
    Kind.SKILL_CARDS: _skill_cards,
    Kind.LESSON: _lesson,
    Kind.ANSWER_CHECK: _answer_check,
}
