"""F4 and F6: one fact, in few words."""

import pytest

from tests.rules.cards.findings import draft, found


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("- light", set()),
        ("- light\n- water", {"F4!"}),
        ("One thing. Another.", set()),
        ("One thing. Another. A third.", {"F4!"}),
        ("About 3.5 km, e.g. Dr. Smith's", set()),
        ("(1) light (2) water", {"F4!"}),
    ],
)
def test_an_answer_is_one_fact(answer: str, expected: set[str]) -> None:
    assert found(draft(answer=answer)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who asked “Why?” at the trial?", set()),
        ("Who asked? And why?", {"F4!"}),
        ("What are the units of force?", set()),
        ("What are the three units of force?", {"F4!"}),
        ("Which two forces meet at a pivot?", set()),
        ("Which three units of force are there?", {"F4!"}),
        ("What are the two units of force?", {"F4!"}),
        ("List comprehensions in Python produce what?", set()),
        ("List all units of force.", {"F4!"}),
        ("Name the unit of force.", set()),
        ("Name all units of force.", {"F4!"}),
    ],
)
def test_a_question_asks_one_thing(question: str, expected: set[str]) -> None:
    assert found(draft(question, "newton")) == expected


@pytest.mark.parametrize(("count", "expected"), [(1, set()), (25, set()), (26, {"F6"}), (40, {"F6"}), (41, {"F6!"})])
def test_an_answer_is_brief(count: int, expected: set[str]) -> None:
    assert found(draft(answer=" ".join(["word"] * count))) == expected


@pytest.mark.parametrize(("count", "expected"), [(30, set()), (31, {"F6"}), (50, {"F6"}), (51, {"F6!"})])
def test_a_question_is_brief(count: int, expected: set[str]) -> None:
    assert found(draft(" ".join(["word"] * count))) == expected


def test_code_does_not_count_as_words() -> None:
    assert found(draft(answer="```\n" + "x = 1\n" * 50 + "```")) == set()
