"""A lesson that grows: its head, its concepts, and what is said of the whole."""

from dataclasses import replace

import pytest

from studyapp.rules.lessons import ExampleDraft, LessonHead, NoteDraft, SectionText, SourceDraft
from studyapp.rules.lessons.duration import duration
from studyapp.rules.lessons.parts import parts
from tests.rules.lessons.cells import CHOICE, CONCEPT, MEMBRANE_QUOTE, OTHER, SECTION, SHORT, checker, choice, concept

_HEAD = LessonHead("A cell has parts, and each of them has its work.", ("Name the parts.", "Say what each does."))


def test_sound_concepts_are_kept() -> None:
    checking = checker()
    added = [checking.add(CONCEPT), checking.add(OTHER)]
    assert [checked.complaint for checked in added] == ["", ""]
    assert list(checking.concepts) == [checked.draft for checked in added]


def test_a_rejected_concept_is_no_part_of_the_lesson() -> None:
    checking = checker()
    rejected = checking.add(concept(sources=(SourceDraft("words that are not there"),)))
    assert rejected.is_rejected
    assert rejected.complaint == (
        "The cell membrane – The quote “words that are not there” does not stand in the section."
    )
    assert not checking.add(CONCEPT).is_rejected  # and so a better one of the same title can follow
    assert checking.add(CONCEPT).is_rejected


def test_a_check_in_that_breaks_a_rule_is_taken_out() -> None:
    unfair = choice(options=CHOICE.options[:2])
    checked = checker().add(concept(check_ins=(unfair, SHORT)))
    assert not checked.is_rejected
    assert checked.draft.check_ins == (SHORT,)
    assert [each.draft for each in checked.taken_out] == [unfair]
    assert checked.complaint == ""


def test_a_concept_without_a_check_in_is_kept_with_a_complaint() -> None:
    checked = checker().add(concept(check_ins=(replace(SHORT, expected=""),)))
    assert not checked.is_rejected
    assert checked.lacks_check_ins
    assert checked.complaint == (
        "The cell membrane – the question “What does a mitochondrion do?”: It does not say which answer is right."
    )
    assert checker().add(concept(check_ins=())).complaint == "The cell membrane – It has no question."


def test_a_concept_has_three_check_ins_at_most() -> None:
    asked = tuple(replace(SHORT, stem=f"What is part {letter}?", expected=f"The part {letter}") for letter in "PQRS")
    assert checker().add(concept(check_ins=asked)).draft.check_ins == asked[:3]


def test_a_question_is_asked_once_in_a_lesson() -> None:
    checking = checker()
    checking.add(concept(check_ins=(SHORT,)))
    assert checking.add(replace(OTHER, check_ins=(SHORT, CHOICE))).draft.check_ins == (CHOICE,)


def test_what_a_concept_has_is_tidied() -> None:
    draft = concept(
        kind="idea",
        title="The cell membrane " * 6,
        examples=(
            ExampleDraft("The nucleus holds the DNA of the cell.", 41, is_from_source=True),
            ExampleDraft("A soap bubble has two sheets, too.", 99, is_from_source=True),
        ),
        notes=(NoteDraft("mistake", "It is no wall."), NoteDraft("joke", "Ha.")),
        depends_on=("The nucleus", "The golgi"),
    )
    checking = checker(standing=[OTHER])
    saved = checking.add(draft).draft
    assert saved.kind == "fact"
    assert len(saved.title) <= 80
    assert [(example.page, example.is_from_source) for example in saved.examples] == [(42, True), (None, False)]
    assert [note.kind for note in saved.notes] == ["mistake"]
    assert saved.depends_on == ("The nucleus",)


def test_a_circle_with_a_concept_that_came_before_is_rejected() -> None:
    checking = checker(standing=[replace(OTHER, depends_on=("The cell membrane",))])
    checked = checking.add(concept(depends_on=("The nucleus",)))
    assert [finding.rule for finding in checked.findings] == ["L12"]


def test_there_are_no_more_than_fifteen_concepts() -> None:
    standing = [concept(title=f"Concept {count}", explanation=f"{count}") for count in range(15)]
    assert "at most 15" in checker(standing=standing).add(OTHER).complaint
    assert not checker(standing=standing[:14]).add(OTHER).is_rejected


@pytest.mark.parametrize(
    ("head", "kept", "is_rejected"),
    [
        (_HEAD, 2, False),
        (replace(_HEAD, objectives=_HEAD.objectives * 4), 5, False),
        (replace(_HEAD, objectives=("Let me explain cells.", " ", "Name the parts.")), 1, False),
        (replace(_HEAD, summary=""), 2, True),
        (replace(_HEAD, summary="In this section we look at cells."), 2, True),
        (replace(_HEAD, summary="Die Zelle ist das, was von einer Haut umgeben ist und aus der alles wird."), 2, True),
    ],
)
def test_the_head_is_checked(head: LessonHead, kept: int, is_rejected: bool) -> None:
    checked = checker().check_head(head)
    assert (len(checked.draft.objectives), checked.is_rejected) == (kept, is_rejected)


def test_a_long_summary_is_cut_after_a_sentence() -> None:
    sentence = "Each part of a cell has its own work to do. "
    summary = checker().check_head(replace(_HEAD, summary=sentence * 9)).draft.summary
    assert summary == (sentence * 5).strip()


def test_what_no_concept_covers_is_named() -> None:
    checking = checker()
    checking.add(CONCEPT)
    assert checking.left_out() == ["The nucleus", "Mitochondria"]
    assert [finding.rule for finding in checking.findings()] == ["L0", "L3", "L13"]
    checking.add(OTHER)
    assert checking.left_out() == ["Mitochondria"]
    assert [finding.rule for finding in checking.findings()] == ["L0", "L13"]


def test_concepts_that_stand_cover_what_they_quote() -> None:
    assert checker(standing=[OTHER]).left_out() == ["The cell membrane", "Mitochondria"]


def test_known_headings_come_before_those_that_look_like_one() -> None:
    text = "Intro\n\n" + "Some words of the text. " * 5 + "\n\nNote\n\n" + "Other words of the text. " * 5
    assert [part.heading for part in parts(SectionText("Section", text))] == ["Intro"]
    at = text.index("Other")
    assert [part.heading for part in parts(SectionText("Section", text), [0])] == ["Intro"]
    assert "Intro" not in [part.heading for part in parts(SectionText("Section", text), [at])]


@pytest.mark.parametrize(("words", "is_caught"), [(50, True), (500, False), (2_000, False), (2_600, True)])
def test_a_lesson_takes_three_to_twelve_minutes(words: int, is_caught: bool) -> None:
    told = concept(explanation="word " * words, examples=(ExampleDraft("word " * 200),))
    assert bool(list(duration([told]))) is is_caught


def test_the_section_itself_is_no_heading_left_out() -> None:
    section = replace(SECTION, title="Mitochondria")
    assert "Mitochondria" not in [part.heading for part in parts(section)]
    assert MEMBRANE_QUOTE in SECTION.text
