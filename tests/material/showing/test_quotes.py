"""A quote is found by its letters, whole or in pieces, and not at all if too much of it is missing."""

import pytest

from studyapp.material.showing.quotes import LONGEST_QUOTE, quote_spans, spans_on_page

QUOTE = "Photosynthesis takes place in the chloroplasts of a leaf"


def found(text: str, quote: str = QUOTE) -> list[str]:
    return [text[start:end] for start, end in quote_spans(text, quote)]


@pytest.mark.parametrize(
    "text",
    [
        QUOTE,
        QUOTE.upper(),
        "Photosyn-\r\nthesis takes place\r\nin the chloro\ufffeplasts of a leaf",
        "Photosynthesis  takes “place” in the chloroplasts, of a leaf",
        "Phötosynthesis takes place in the chloroplasts of a leaf",
    ],
)
def test_case_accents_hyphens_and_line_breaks_do_not_count(text: str) -> None:
    assert found(f"A lead. {text}. And more.") == [text]


def test_ligatures_are_their_letters() -> None:
    assert found("It is ﬁrst and ef\ufb01cient", "first and efficient") == ["ﬁrst and ef\ufb01cient"]
    assert found("It is first and efficient", "ﬁrst and efﬁcient") == ["first and efficient"]


def test_a_quote_that_other_text_interrupts_is_found_in_pieces() -> None:
    left, right = "Photosynthesis takes place", "in the chloroplasts of a leaf"
    assert found(f"{left}\nThe other column\n{right}") == [left, right]
    assert found(f"{right}\nThe other column\n{left}") == [left, right]


def test_the_nearest_piece_after_the_one_before_is_taken() -> None:
    text = "chloroplasts of a leaf. Photosynthesis takes place in the 12 chloroplasts of a leaf."
    assert quote_spans(text, QUOTE)[-1][1] == len(text) - 1


def test_omissions_need_not_be_found() -> None:
    assert found(QUOTE, "Photosynthesis takes […] of a leaf") == ["Photosynthesis takes", "of a leaf"]


@pytest.mark.parametrize(("missing", "is_found"), [(4, True), (6, False)])
def test_nine_tenths_of_the_letters_must_be_there(missing: int, is_found: bool) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz0123456789zyxwvutsrqponm"
    assert bool(quote_spans(f"Before {letters[missing:]} after", letters)) is is_found


@pytest.mark.parametrize(("text", "quote"), [("", QUOTE), (QUOTE, ""), (QUOTE, "—…"), (QUOTE, "Mitochondria breathe")])
def test_nothing_is_found_where_nothing_is(text: str, quote: str) -> None:
    assert quote_spans(text, quote) == []


def test_only_the_beginning_of_an_endless_quote_is_looked_for() -> None:
    text = "".join(chr(ord("a") + at * at % 23) for at in range(2 * LONGEST_QUOTE))
    assert quote_spans(text, text) == [(0, LONGEST_QUOTE)]


@pytest.mark.parametrize("foot", ["", "\n12", "\n1 A note below the text, of some length."])
def test_of_a_quote_over_two_pages_the_part_on_each_is_found(foot: str) -> None:
    body = "Roots take up water from the soil and hold the plant. " * 8
    first, last = "Photosynthesis takes place in the", "chloroplasts of a leaf, which are green"
    pages = (body + first + foot, last + ". " + body)
    assert [[page[start:end] for start, end in spans_on_page(page, f"{first} {last}")] for page in pages] == [
        [first],
        [last],
    ]
    assert [quote_spans(page, f"{first} {last}") for page in pages] == [[], []]


@pytest.mark.parametrize("first", ["Photosynthesis", "Photosynthesis takes place in the"])
def test_a_part_that_is_short_or_far_from_the_end_is_none(first: str) -> None:
    after = "" if first == "Photosynthesis" else " Roots take up water from the soil and hold the plant." * 20
    assert spans_on_page(f"{after}{first}{after}", f"{first} chloroplasts of a leaf, which are green") == []
