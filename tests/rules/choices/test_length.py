"""D3: the right answer is not the longest option."""

import pytest

from studyapp.rules.choices import set_bias
from tests.rules.choices.findings import found, item


@pytest.mark.parametrize(("length", "expected"), [(89, False), (90, True), (41, False), (40, True)])
def test_the_key_is_less_than_half_as_long_again_as_the_others(length: int, expected: bool) -> None:
    assert ("D3!" in found(item("k" * length, "a" * 60, "b" * 60, "c" * 60))) == expected


@pytest.mark.parametrize(("length", "expected"), [(16, False), (17, True)])
def test_short_options_may_differ_by_twelve_characters(length: int, expected: bool) -> None:
    assert ("D3!" in found(item("k" * length, "aaaa", "bbbb", "cccc"))) == expected


def test_a_formula_is_as_long_as_it_looks() -> None:
    assert found(item("$\\frac{\\mathrm{d}x}{\\mathrm{d}t}$", "$x$", "$t$", "$x+t$")) == set()


@pytest.mark.parametrize(("longest", "is_biased"), [(8, False), (9, True)])
def test_the_key_is_the_longest_option_in_at_most_40_per_cent_of_a_set(longest: int, is_biased: bool) -> None:
    items = [item("aaaa" if at < longest else "aa", "bbb", "ccc", "ddd") for at in range(20)]
    assert (set_bias(items) is not None) == is_biased
    assert set_bias(items[:19]) is None
