"""Typed text becomes storable, or is refused with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.errors import BadInput
from studyapp.services import text_input


def test_control_characters_and_halves_of_surrogate_pairs_are_dropped() -> None:
    assert text_input.line("a\x00b\x1b[31m\ud800c\x85", name="The title", longest=50) == "ab[31mc"


def test_a_line_has_no_line_breaks_and_a_block_keeps_them() -> None:
    assert text_input.line(" two\r\nlines\t here ", name="The title", longest=50) == "two lines here"
    assert text_input.block(" two\r\nlines\rhere\t\n", name="The answer", longest=50) == "two\nlines\nhere"


def test_right_to_left_text_joiners_and_emoji_stay_as_they_are() -> None:
    text = "שלום \u200fمرحبا क्\u200dष 👩\u200d🔬🇩🇪"
    assert text_input.block(text, name="The answer", longest=50) == text


def test_decomposed_letters_are_composed_so_that_they_can_be_found() -> None:
    assert text_input.line("Cafe\u0301", name="The title", longest=50) == "Café"


def test_the_sentence_says_what_is_too_short_or_too_long_and_by_how_much() -> None:
    with pytest.raises(BadInput, match=r"^The title must not be empty\.$"):
        text_input.line(" \x00 ", name="The title", shortest=1, longest=5)
    with pytest.raises(BadInput, match=r"^The question needs at least 5 characters; this one has 3\.$"):
        text_input.block("abc", name="The question", shortest=5, longest=9)
    with pytest.raises(BadInput, match=r"^The answer can have at most 5,000 characters; this one has 5,001\.$"):
        text_input.block("x" * 5001, name="The answer", longest=5000)


@pytest.mark.parametrize("text", ["\u200b", "\u2066\u2069", "\ufeff \u00ad", "\u200f\u200e"])
def test_a_title_of_nothing_that_can_be_seen_is_empty(text: str) -> None:
    with pytest.raises(BadInput, match=r"^The title must not be empty\.$"):
        text_input.title(text)
    assert text_input.title(f"{text}a") == f"{text}a".strip()


def test_tags_are_kept_once_whatever_their_case_in_the_order_typed() -> None:
    assert text_input.tag_list(["Cell", " biology ", "cell", "", "a\nb"]) == ["Cell", "biology", "a b"]


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(BadInput, match="at most 20 tags"):
        text_input.tag_list([f"tag {n}" for n in range(21)])


@given(st.text())
def test_whatever_is_typed_can_be_encoded_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = text_input.block(text, name="It", longest=10_000)
    assert once.encode() is not None
    assert "\x00" not in once
    assert text_input.block(once, name="It", longest=10_000) == once
