"""Reads the grade of a written answer, whatever a model calls its parts."""

import re
from typing import Final

from rapidfuzz import fuzz

from studyapp.generation.calls import AnswerCall
from studyapp.generation.messages_api.reading.names import field_of
from studyapp.generation.messages_api.reading.values import fields, items, line
from studyapp.generation.prompts.answer_check import points_of
from studyapp.generation.provider import Unread
from studyapp.models import Verdict
from studyapp.rules.lessons.grades import Grade, agreeing, by_score
from studyapp.rules.text import normalise, word_set

_LONGEST_FEEDBACK: Final = 1_000
_ALIKE: Final = 85
"""A key point that is named in words is the listed one that is at least this similar, in percent."""
_WORDS: Final = (
    (Verdict.PARTLY, word_set("partly partial partially incomplete half mostly teilweise teils unvollständig halb")),
    (Verdict.WRONG, word_set("wrong incorrect false no not fail failed none falsch inkorrekt nein")),
    (Verdict.RIGHT, word_set("right correct true yes pass passed full fully richtig korrekt ja")),
)
"""In this order, since `not correct` is wrong and `partially correct` is neither."""
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


def grade(call: AnswerCall, item: object) -> Grade | Unread:
    """The grade; `Unread` if there is neither a verdict nor a score."""
    given = fields(item)
    score = _score(field_of(given, "score"))
    verdict = _verdict(field_of(given, "verdict"))
    if verdict is None and score is None:
        return Unread()
    feedback = (line(field_of(given, "feedback")) or "")[:_LONGEST_FEEDBACK]
    settled = verdict or by_score(score or 0)
    return agreeing(Grade(settled, score if score is not None else _usual(settled), feedback, _missed(call, given)))


def _verdict(value: object) -> Verdict | None:
    if isinstance(value, bool):
        return Verdict.RIGHT if value else Verdict.WRONG
    words = set(normalise((line(value) or "").replace("_", " ")).split())
    return next((verdict for verdict, names in _WORDS if not names.isdisjoint(words)), None)


def _score(value: object) -> int | None:
    """From 0 to 100. A share such as 0.8 or 8/10 is read as such."""
    if isinstance(value, bool):
        return None
    found = [float(number) for number in _NUMBER.findall(line(value) or "")][:2]
    if not found:
        return None
    is_share = isinstance(value, float) and 0 < value < 1
    score = 100 * found[0] if is_share else found[0]
    if len(found) == 2 and found[1] > 0:
        score = 100 * found[0] / found[1]
    return round(min(score, 100))


def _usual(verdict: Verdict) -> int:
    return {Verdict.RIGHT: 100, Verdict.PARTLY: 50, Verdict.WRONG: 0}[verdict]


def _missed(call: AnswerCall, given: dict[str, object]) -> tuple[str, ...]:
    """Those of the key points that are named, by number or in words."""
    points, value = points_of(call), field_of(given, "missed")
    named = items(value) or ([value] if isinstance(value, str | int) and not isinstance(value, bool) else [])
    found = {at for each in named for at in [_place(each, points)] if at is not None}
    return tuple(points[at] for at in sorted(found))


def _place(named: object, points: list[str]) -> int | None:
    text = line(named) or ""
    if number := re.match(r"\s*(\d+)\s*(?:[.):]|$)", text):
        at = int(number[1]) - 1
        return at if 0 <= at < len(points) else None
    alike = [fuzz.token_set_ratio(normalise(text), normalise(point)) for point in points]
    best = max(range(len(points)), key=alike.__getitem__)
    return best if text and alike[best] >= _ALIKE else None
