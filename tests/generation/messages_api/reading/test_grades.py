"""Grades are read in whatever shape a model gives them."""

from typing import Any, Final

import pytest

from studyapp.generation.calls import AnswerCall
from studyapp.generation.messages_api.reading.answer import AnswerReader
from studyapp.generation.messages_api.reading.grades import grade
from studyapp.generation.provider import Unread
from studyapp.models import Verdict
from studyapp.rules.lessons.grades import Grade

CALL: Final = AnswerCall("What?", "This and that.", "This.", ("says this", "says that too"))


def read(item: object) -> Grade:
    found = grade(CALL, item)
    assert isinstance(found, Grade)
    return found


def test_the_shape_that_is_asked_for():
    item = {"missed": [2], "feedback": "That is missing.", "verdict": "partly", "score": 50}
    assert read(item) == Grade(Verdict.PARTLY, 50, "That is missing.", ("says that too",))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Right", Verdict.RIGHT),
        ("correct", Verdict.RIGHT),
        (True, Verdict.RIGHT),
        ("PARTIALLY correct", Verdict.PARTLY),
        ("partly_right", Verdict.PARTLY),
        ("teilweise richtig", Verdict.PARTLY),
        ("not correct", Verdict.WRONG),
        ("incorrect", Verdict.WRONG),
        (False, Verdict.WRONG),
        ("falsch", Verdict.WRONG),
    ],
)
def test_verdicts_in_other_words(said: object, verdict: Verdict):
    assert read({"verdict": said}).verdict is verdict


@pytest.mark.parametrize(
    ("said", "score", "verdict"),
    [
        (90, 90, Verdict.RIGHT),
        ("90 %", 90, Verdict.RIGHT),
        ("9/10", 90, Verdict.RIGHT),
        (0.5, 50, Verdict.PARTLY),
        (29, 29, Verdict.WRONG),
        (1_000, 100, Verdict.RIGHT),
    ],
)
def test_a_score_alone_gives_the_verdict(said: object, score: int, verdict: Verdict):
    found = read({"score": said})
    assert (found.score, found.verdict) == (score, verdict)


@pytest.mark.parametrize(
    ("said", "score"), [({"verdict": "wrong", "score": 95}, 29), ({"verdict": "right", "score": 5}, 80)]
)
def test_a_score_that_disagrees_is_brought_into_line(said: dict[str, Any], score: int):
    assert read(said).score == score


@pytest.mark.parametrize(
    ("said", "missed"),
    [
        ([1, "2"], ("says this", "says that too")),
        (["2. says that too"], ("says that too",)),
        (["that too is not said"], ()),
        (["says that too!"], ("says that too",)),
        ([3, 0, -1, None, {}, "99"], ()),
        ("says this", ("says this",)),
        (2, ("says that too",)),
        (None, ()),
    ],
)
def test_key_points_are_named_by_number_or_in_words(said: object, missed: tuple[str, ...]):
    assert read({"verdict": "partly", "missed": said}).missed == missed


@pytest.mark.parametrize("item", [{}, {"verdict": "perhaps"}, {"feedback": "Hm."}, [], None, 5, {"score": "unsure"}])
def test_what_has_no_verdict_is_unread(item: object):
    assert isinstance(grade(CALL, item), Unread)


@pytest.mark.parametrize(
    "text",
    [
        '{"grades": [{"missed": [], "feedback": "Good.", "verdict": "right", "score": 100}]}',
        '{"missed": [], "feedback": "Good.", "verdict": "right", "score": 100}',
        '[{"verdict": "right", "score": 100, "feedback": "Good."}]',
        'Let me see.\n```json\n{"result": "right", "score": "100", "comment": "Good."}\n```',
        '<think>{"verdict": "wrong"}</think>{"grades": [{"verdict": "right", "score": 100, "feedback": "Good."}]}',
    ],
)
def test_the_answer_of_a_model_is_read_to_a_grade(text: str):
    reader = AnswerReader("grades")
    [item] = [*reader.feed(text), *reader.end(is_cut=False)]
    assert read(item) == Grade(Verdict.RIGHT, 100, "Good.")
