"""No text makes a choice rule raise, or takes it long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rules.choices import ChoiceDraft, check_choices, set_bias, usable
from studyapp.rules.items import KnownCard

SIDES = st.text(max_size=200) | st.text(
    st.sampled_from("0123456789.,/-–^e×%$`*{}\\ aA\u202eא\x00\u200d😀½²"), max_size=60
)


@given(SIDES, SIDES, st.lists(SIDES, max_size=4))
def test_no_text_makes_a_rule_raise(stem: str, key: str, distractors: list[str]) -> None:
    draft = ChoiceDraft(stem, key, tuple(distractors))
    check_choices(draft, least=0, others=[KnownCard(stem, key), KnownCard(key, stem)])
    assert set(usable(draft)) <= set(distractors)
    set_bias([draft] * 20)


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "1,000",
        "9",
        ".",
        "which not ",
        "`",
        "$",
        "{",
        "\\frac{",
        "½",
        "\u202e",
        "😀",
        "\x00",
        "א ",
        "of the above ",
    ],
)
@pytest.mark.parametrize("length", [119, 1_990, 400_000])
def test_hostile_repetition_is_read_in_no_time(piece: str, length: int) -> None:
    text = piece * (length // len(piece))
    started = time.process_time()
    check_choices(ChoiceDraft(text, text, (text, text + "b", text + "c")), others=[KnownCard(text, text)])
    assert time.process_time() - started < 20  # backtracking would take for ever
