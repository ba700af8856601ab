"""Parsing cloze markup: several ordinals, hints, nesting, and texts that never close."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.rules import cloze
from studyapp.rules.cards import check_card
from studyapp.rules.items import CardDraft, Severity

CAPITALS = "{{c2::Lima}} is the capital of {{c1::Peru::country}}, {{c2::Quito}} that of Ecuador."


def test_ordinals_are_told_once_each_and_in_order() -> None:
    assert cloze.ordinals(CAPITALS) == [1, 2]
    assert cloze.ordinals("{{c10::a}} {{c2::b}}") == [2, 10]
    assert cloze.ordinals("nothing hidden") == []


def test_only_one_ordinal_is_hidden_and_the_others_are_plain() -> None:
    assert cloze.blanked(CAPITALS, 1) == "Lima is the capital of [country], Quito that of Ecuador."
    assert cloze.blanked(CAPITALS, 2) == "[…] is the capital of Peru, […] that of Ecuador."
    assert cloze.blanked(CAPITALS) == "[…] is the capital of [country], […] that of Ecuador."
    assert cloze.revealed(CAPITALS) == "Lima is the capital of Peru, Quito that of Ecuador."


def test_the_answer_of_an_ordinal_is_all_it_hides() -> None:
    assert cloze.answer(CAPITALS, 1) == "Peru"
    assert cloze.answer(CAPITALS, 2) == "Lima, Quito"
    assert cloze.deletions(CAPITALS, 2) == ["Lima", "Quito"]
    assert cloze.answer(CAPITALS, 3) == ""


def test_a_text_can_be_cut_down_to_one_ordinal() -> None:
    assert cloze.only(CAPITALS, 1) == "Lima is the capital of {{c1::Peru::country}}, Quito that of Ecuador."
    assert cloze.only(CAPITALS, 3) == cloze.revealed(CAPITALS)


def test_segments_tell_deletions_and_the_words_between() -> None:
    assert cloze.segments("a {{c1::b::h}} c {{c2::d}}", 1) == ["a ", cloze.Deletion(1, "b", "h"), " c d"]


NESTED = "The {{c1::{{c2::mitochondrion}} of a cell}} makes ATP."


def test_a_deletion_within_another_is_a_card_of_its_own() -> None:
    assert cloze.ordinals(NESTED) == [1, 2]
    assert cloze.blanked(NESTED, 1) == "The […] makes ATP."
    assert cloze.blanked(NESTED, 2) == "The […] of a cell makes ATP."
    assert cloze.answer(NESTED, 1) == "mitochondrion of a cell"
    assert cloze.answer(NESTED, 2) == "mitochondrion"
    assert cloze.revealed(NESTED) == "The mitochondrion of a cell makes ATP."


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("{{c1::a {{c2::b}}}}", ["b", "a b"]),
        ("{{c1::\\frac{a}{b}}}", ["\\frac{a}{b}"]),
        ("$\\sqrt{{{c1::x^{2}}}}$", ["x^{2}"]),
        ("{{c1::\\{1, 2\\}}}", ["\\{1, 2\\}"]),
        ("`{{c1::if (x) {}}` opens a block", ["if (x) {"]),
        ("{{c1::std::vector}}", ["std"]),
        ("{{c1::a::b::c}}", ["a"]),
        ("{{c1::{'a': {}}}}", ["{'a': {}}"]),
    ],
)
def test_braces_of_formulas_and_code_belong_to_what_is_hidden(text: str, hidden: list[str]) -> None:
    assert cloze.deletions(text) == hidden
    assert not cloze.is_unbalanced(text)


def test_a_hint_keeps_its_colons() -> None:
    assert cloze.blanked("{{c1::a::b::c}}") == "[b::c]"


@pytest.mark.parametrize(
    "text",
    [
        "{{c1::a::b {{c2::c}}",
        "{{c1::a",
        "{{c1::a}",
        "{{c1::a {{c2::b}}",
        "{{c1::a::hint",
        "{{c1::{{c1::{{c1::",
        "{{c2::{x}}",
    ],
)
def test_what_is_never_closed_stays_as_it_was_written(text: str) -> None:
    assert cloze.is_unbalanced(text) == (text != "{{c2::{x}}")
    assert "c1::" in cloze.revealed(text) or text == "{{c2::{x}}"


@pytest.mark.parametrize("text", ["{{c0::a}}", "{{c1:a}}", "{{c1000::a}}", "{{cx::a}}", "}} {{ a }}", "{{ c1::a }}"])
def test_what_only_resembles_a_deletion_is_text(text: str) -> None:
    assert not cloze.has_deletion(text)
    assert cloze.revealed(text) == text


def objections(question: str) -> set[str]:
    findings = check_card(CardDraft(question, "x", kind="cloze"), passage=None)
    return {finding.rule for finding in findings if finding.severity is Severity.REJECT}


def test_each_ordinal_may_hide_60_per_cent_of_the_text() -> None:
    assert objections("{{c1::abcdef}} {{c2::ghijkl}} mn") == set()
    assert objections("{{c1::abcdefghijkl}} {{c2::mn}} op") == {"F1"}


def test_a_deletion_may_not_be_read_from_another_ordinal() -> None:
    assert objections("{{c1::Osmosis}} is slow, and {{c2::osmosis}} needs a membrane that lets it through.") == {"F2"}
    assert objections("{{c1::Osmosis}} is slow, and {{c1::osmosis}} needs a membrane that lets it through.") == set()


def test_a_hint_is_only_words() -> None:
    text = "{{c1::Osmosis::{{c2::slow}}}} needs a membrane"
    assert (cloze.ordinals(text), cloze.blanked(text, 1)) == ([1], "[slow] needs a membrane")


MARKUP = st.lists(
    st.sampled_from(["{{c1::", "{{c2::", "{{c12::", "}}", "}", "{", "::", "a", " ", "\\{", "\\", "$", "é"]), max_size=60
).map("".join)


@example("{{c1::::{{c2::}}}}")
@given(MARKUP | st.text(max_size=200))
def test_no_text_is_lost_or_breaks_the_reader(text: str) -> None:
    for ordinal in cloze.ordinals(text):
        assert cloze.revealed(cloze.only(text, ordinal)) is not None
        assert cloze.deletions(text, ordinal)
    if not cloze.ordinals(text):
        assert cloze.revealed(text) == text
    cloze.blanked(text)


@given(st.lists(st.tuples(st.integers(1, 4), st.text("abc é", min_size=1, max_size=8)), max_size=12))
def test_what_was_hidden_is_what_is_read(hidden: list[tuple[int, str]]) -> None:
    text = " ".join(f"{{{{c{ordinal}::{words}}}}}" for ordinal, words in hidden)
    assert cloze.deletions(text) == [words for _, words in hidden]
    assert cloze.revealed(text) == " ".join(words for _, words in hidden)
    for ordinal in cloze.ordinals(text):
        assert cloze.deletions(text, ordinal) == [words for given, words in hidden if given == ordinal]


@pytest.mark.parametrize("piece", ["{{c1::", "{{c1::a}}", "}}", "{", "::", "{{c1::a::", "{{c1::{"])
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    started = time.process_time()
    cloze.blanked(text, 1)
    cloze.is_unbalanced(text)
    assert time.process_time() - started < 30  # quadratic work would take minutes
