import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rules.quotes import contains_quote, locate

TEXT = "The **light** re-\nactions store energy in “ATP” — an ex\u00adample. Then the ﬁnal step follows."


@pytest.mark.parametrize(
    "quote",
    [
        "light reactions store",
        'in "ATP" - an example',
        "the final step",
        "light reactions … final step",
        "LIGHT REACTIONS",
    ],
)
def test_a_quote_is_found_whatever_its_typography(quote: str) -> None:
    assert contains_quote(TEXT, quote)
    assert locate(TEXT, quote) is not None


@pytest.mark.parametrize("quote", ["light reaction stores", "final step … light reactions", "", "…"])
def test_other_words_are_not_found(quote: str) -> None:
    assert not contains_quote(TEXT, quote)
    assert locate(TEXT, quote) is None


def test_the_place_is_given_in_characters_of_the_original() -> None:
    start, end = locate(TEXT, "reactions store energy in ATP") or (0, 0)
    assert TEXT[start:end] == "re-\nactions store energy in “ATP"


@given(st.text(min_size=1), st.text())
def test_every_piece_of_a_text_is_found_in_it(piece: str, rest: str) -> None:
    assert (locate(rest + piece, piece) is not None) == contains_quote(rest + piece, piece)
