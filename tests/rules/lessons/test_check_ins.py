"""Each rule for a check-in, with what it must catch and what it must let pass."""

from dataclasses import replace

import pytest

from studyapp.rules.lessons import CheckInDraft, ExampleDraft, OptionDraft, SourceDraft
from studyapp.rules.lessons.check_ins import check_check_in
from studyapp.rules.lessons.check_ins.form import saved_form
from tests.rules.lessons.cells import CHOICE, CLOZE, MEMBRANE_QUOTE, SHORT, choice, ground

_OPTIONS = CHOICE.options


def _rejected(
    draft: CheckInDraft,
    *,
    is_extractive: bool = False,
    examples: tuple[ExampleDraft, ...] = (),
    others: tuple[CheckInDraft, ...] = (),
) -> set[str]:
    """The rules it breaks."""
    checked = check_check_in(draft, ground=ground(is_extractive=is_extractive), examples=examples, others=others)
    return {finding.rule for finding in checked.findings if finding.severity == "reject"}


def _with_option(text: str, explanation: str) -> CheckInDraft:
    return choice(options=(*_OPTIONS[:3], OptionDraft(text, explanation)))


def test_sound_check_ins_break_no_rule() -> None:
    assert [_rejected(draft) for draft in (CHOICE, SHORT, CLOZE)] == [set(), set(), set()]


@pytest.mark.parametrize(
    ("draft", "rules"),
    [
        (choice(stem=" "), {"L5"}),
        (choice(options=_OPTIONS[:3]), {"L5"}),
        (choice(options=(*_OPTIONS, OptionDraft("In the lipids", "These form the membrane."))), {"L5"}),
        (choice(options=tuple(replace(option, is_key=False) for option in _OPTIONS)), {"L5"}),
        (choice(options=tuple(replace(option, is_key=True) for option in _OPTIONS)), {"L5"}),
        (replace(SHORT, expected=""), {"L5"}),
        (replace(CLOZE, stem="Robert Brown named the nucleus in 1831."), {"L5"}),
        (replace(CLOZE, stem="[…] named the nucleus in […]."), {"L5"}),
        (replace(SHORT, kind="essay"), {"L5"}),
    ],
)
def test_a_check_in_has_all_its_parts(draft: CheckInDraft, rules: set[str]) -> None:
    assert _rejected(draft) == rules


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("In the nucleolus", "D1"),
        ("All of the above", "D2"),
        (
            "In the very wide and deep fluid that fills the whole of the living cell and everything in it, wherever",
            "D3",
        ),
        ("1831", "D4"),
        ("Never in the cell", "D7"),
    ],
)
def test_the_options_of_a_choice_are_fair(text: str, rule: str) -> None:
    assert rule in _rejected(_with_option(text, "That is where other things are made."))


@pytest.mark.parametrize(
    ("explanation", "is_caught"),
    [
        ("", True),
        ("Wrong.", True),
        ("No, this is not the right answer.", True),
        ("“In the pores” is incorrect", True),
        ("Nein, das ist leider falsch.", True),
        (_OPTIONS[1].explanation.upper(), True),
        ("These are openings.", False),
        ("No: RNA leaves here.", False),
    ],
)
def test_each_option_says_why_it_is_right_or_wrong(explanation: str, is_caught: bool) -> None:
    assert ("L5" in _rejected(_with_option("In the pores", explanation))) is is_caught


@pytest.mark.parametrize(
    ("draft", "rules"),
    [
        (replace(SHORT, stem="What does the author say about mitochondria?"), {"F5"}),
        (replace(SHORT, stem="Does a mitochondrion make ATP?", expected="Yes"), {"F3"}),
        (replace(SHORT, stem="What is [term]?"), {"F10"}),
        (replace(SHORT, expected="x" * 1_001), {"F6"}),
        (replace(CLOZE, stem="[…].", expected="Robert Brown named the nucleus"), {"F1"}),
        (replace(CLOZE, stem="In 1831 Robert Brown named the nucleus, in […]."), {"F2"}),
        (replace(SHORT, expected="It takes sugar. It burns it. ATP is left over."), set()),
    ],
)
def test_a_check_in_can_be_a_card(draft: CheckInDraft, rules: set[str]) -> None:
    assert _rejected(draft) >= rules
    assert bool(_rejected(draft)) is bool(rules)


@pytest.mark.parametrize(
    ("example", "is_caught"),
    [
        ("A cell of muscle needs 1,000 mitochondria to move an arm for two hours.", True),
        ("A cell of liver needs few mitochondria.", False),
    ],
)
def test_a_stem_does_not_repeat_an_example(example: str, is_caught: bool) -> None:
    draft = replace(
        SHORT, stem="How many mitochondria needs a cell of muscle to move an arm for hours?", expected="1,000"
    )
    assert _rejected(draft, examples=(ExampleDraft(example),)) == ({"L6"} if is_caught else set())


@pytest.mark.parametrize(
    ("other", "is_caught"),
    [
        (replace(SHORT, stem="Which place of the cell makes ribosomes?", expected="in the nucleolus"), True),
        (choice(options=(replace(_OPTIONS[0], is_key=False), replace(_OPTIONS[1], is_key=True), *_OPTIONS[2:])), True),
        (SHORT, False),
    ],
)
def test_no_two_check_ins_ask_for_the_same(other: CheckInDraft, is_caught: bool) -> None:
    assert _rejected(CHOICE, others=(other,)) == ({"L4"} if is_caught else set())


@pytest.mark.parametrize(
    ("draft", "rules"),
    [
        (replace(SHORT, stem="Let me ask: what does a mitochondrion do?"), {"L7", "F7"}),
        (replace(SHORT, stem="Was ist das, was die Zelle mit dem Zucker und der Energie macht?"), {"L9"}),
        (_with_option("In the pores", "In this section we saw that these are openings."), {"L7"}),
    ],
)
def test_a_check_in_is_written_as_the_lesson_is(draft: CheckInDraft, rules: set[str]) -> None:
    assert _rejected(draft) & {"L7", "L9", "F7"} <= rules
    assert _rejected(draft) & rules


@pytest.mark.parametrize(
    ("draft", "is_extractive", "is_caught"),
    [
        (replace(SHORT, stem="When was the nucleus named?", expected="In 1832"), False, True),
        (replace(SHORT, stem="A cell has 60 of 80 parts. What share is that?", expected="75 per cent"), False, False),
        (replace(SHORT, stem="A cell has 60 of 80 parts. What share is that?", expected="75 per cent"), True, True),
        (replace(CLOZE, stem="In 1932 Robert Brown named the […].", expected="nucleus"), False, True),
    ],
)
def test_the_right_answer_stands_in_the_section(draft: CheckInDraft, is_extractive: bool, is_caught: bool) -> None:
    assert ("L10" in _rejected(draft, is_extractive=is_extractive)) is is_caught


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Robert Brown named it in {{c1::1831}}.", ""),
        ("Robert Brown named it in {{c1::1831::a year}}.", "1831"),
        ("Robert Brown named it in ____.", "1831"),
        ("Robert Brown named it in [...].", "1831"),
        ("Robert Brown named it in […].", "1831"),
    ],
)
def test_a_cloze_is_saved_with_one_kind_of_gap(stem: str, expected: str) -> None:
    saved = saved_form(CheckInDraft("cloze", stem, expected=expected))
    assert (saved.stem, saved.expected) == ("Robert Brown named it in […].", "1831")


def test_the_source_of_a_check_in_is_placed() -> None:
    draft = replace(SHORT, source=SourceDraft(MEMBRANE_QUOTE, 42))
    checked = check_check_in(draft, ground=ground(), examples=(), others=())
    assert checked.source
    assert checked.source.page == 41
    assert not check_check_in(
        replace(SHORT, source=SourceDraft("words that are not there")), ground=ground(), examples=(), others=()
    ).source
