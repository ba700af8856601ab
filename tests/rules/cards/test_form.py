"""F1: two sides of a readable length, and closed markup."""

import pytest

from tests.rules.cards.findings import draft, found


@pytest.mark.parametrize(("length", "expected"), [(5, {"F1!"}), (6, set()), (1_000, set()), (1_001, {"F1!"})])
def test_a_question_has_6_to_1000_characters(length: int, expected: set[str]) -> None:
    assert found(draft("y" * length)) == expected


@pytest.mark.parametrize(("length", "expected"), [(1, set()), (5_000, set()), (5_001, {"F1!"})])
def test_an_answer_has_1_to_5000_characters(length: int, expected: set[str]) -> None:
    assert found(draft(answer="x" * length)) == expected


@pytest.mark.parametrize(
    "answer",
    [
        "$3 million",
        "US$ 3",
        "$x$",
        "$$x$$",
        "$$\na + b\n$$",
        "`$$x`",
        "`$x`",
        "\\$",
        "$$ is the id of a process",
        "<br>x",
        "<b>x</b>",
        "a < b",
    ],
)
def test_markup_that_closes_passes(answer: str) -> None:
    assert "F1!" not in found(draft(answer=answer))


@pytest.mark.parametrize(
    "answer",
    [
        "$x",
        "$$x^2",
        "x^2$$",
        "$$x$$ and $$y",
        "$$x^2$",
        "```\ncode",
        "<b>x",
        "x</b>",
        "<b><i>x</b></i>",
        "\\(x",
        "$a$ and $b",
    ],
)
def test_markup_that_does_not_close_is_rejected(answer: str) -> None:
    assert "F1!" in found(draft(answer=answer))


@pytest.mark.parametrize(("hidden", "expected"), [("abcdef", set()), ("abcdefg", {"F1!"})])
def test_a_cloze_may_hide_60_per_cent(hidden: str, expected: set[str]) -> None:
    assert found(draft(f"{{{{c1::{hidden}}}}} wxyz", hidden, kind="cloze")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "What is the capital of {{c1::France}}?",
        "{{c1::Paris}} is the capital of which country?",
        "Who wrote {{c1::Hamlet}} ?",
        "日本の首都は{{c1::東京}}？",
    ],
)
def test_a_cloze_that_asks_is_refused(text: str) -> None:
    assert found(draft(text, "x", kind="cloze")) == {"F1!"}


@pytest.mark.parametrize(
    "text",
    [
        "What is the capital of France? {{c1::Paris}}.",
        "Kant asked “What may I {{c1::hope}}?”",
        "*Wo {{c1::wohnst}} du?*",
        "The operator ? of {{c1::C}} chooses between two values.",
    ],
)
def test_a_question_may_be_quoted_or_answered_in_a_cloze(text: str) -> None:
    assert found(draft(text, "x", kind="cloze")) == set()
