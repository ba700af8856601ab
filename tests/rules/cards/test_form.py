"""F1: two sides of a readable length, and closed markup."""

import pytest

from tests.rules.cards.findings import draft, found


@pytest.mark.parametrize(("length", "expected"), [(5, {"F1!"}), (6, set()), (1_000, set()), (1_001, {"F1!"})])
def test_a_question_has_6_to_1000_characters(length: int, expected: set[str]) -> None:
    assert found(draft("y" * length)) == expected


@pytest.mark.parametrize(("length", "expected"), [(1, set()), (5_000, set()), (5_001, {"F1!"})])
def test_an_answer_has_1_to_5000_characters(length: int, expected: set[str]) -> None:
    assert found(draft(answer="x" * length)) == expected


@pytest.mark.parametrize("answer", ["$3 million", "US$ 3", "$x$", "$$x$$", "`$x`", "\\$", "<br>x", "<b>x</b>", "a < b"])
def test_markup_that_closes_passes(answer: str) -> None:
    assert "F1!" not in found(draft(answer=answer))


@pytest.mark.parametrize("answer", ["$x", "```\ncode", "<b>x", "x</b>", "<b><i>x</b></i>", "\\(x", "$a$ and $b"])
def test_markup_that_does_not_close_is_rejected(answer: str) -> None:
    assert "F1!" in found(draft(answer=answer))


@pytest.mark.parametrize(("hidden", "expected"), [("abcdef", set()), ("abcdefg", {"F1!"})])
def test_a_cloze_may_hide_60_per_cent(hidden: str, expected: set[str]) -> None:
    assert found(draft(f"{{{{c1::{hidden}}}}} wxyz", hidden, kind="cloze")) == expected
