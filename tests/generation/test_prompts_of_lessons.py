"""The prompt for a lesson: what is data is fenced, and pages are marked."""

import json
import re
from typing import Any

import pytest

from studyapp.generation.calls import LessonCall
from studyapp.generation.messages_api.reading.lessons.concepts import concept
from studyapp.generation.prompts.lesson import for_lesson, marked, shorter
from studyapp.generation.prompts.prompt import Prompt
from studyapp.rules.lessons import CheckInDraft, ConceptDraft, LessonChecker, SectionText, SourceDraft

TEXT = "Water boils at 100 °C at sea level. It freezes at 0 °C."
SECTION = SectionText("Water", TEXT, ((0, 11), (36, 12)))
OLD = ConceptDraft("Boiling", "fact", "It boils.", (SourceDraft("boils"),), check_ins=(CheckInDraft("short", "When?"),))


def prompt_for(*, section: SectionText = SECTION, brief: bool = False, **more: object) -> Prompt:
    return for_lesson(LessonCall(section, **more), brief=brief)  # pyright: ignore[reportArgumentType]


def test_everything_that_is_not_ours_is_fenced():
    given = {"course": "Physics – Heat", "wish": "Simpler!", "standing": ["Melting"], "complaints": ["Steam – no"]}
    turn = prompt_for(replaced=OLD, **given).user
    outside = re.sub(r"<(\w+)-(\w+)>\n.*?\n</\1-\2>", "", turn, flags=re.DOTALL)
    for text in ("Water boils", "Physics – Heat", "Simpler!", "Melting", "Steam – no", "Boiling", "When?"):
        assert text in turn
        assert text not in outside


def test_each_page_of_the_section_is_marked():
    assert marked(SECTION) == (
        "[page 11]\nWater boils at 100 °C at sea level.\n\n[page 12]\nIt freezes at 0 °C."
    )  # fmt: skip
    assert marked(SectionText("Water", TEXT)) == TEXT


def test_a_repair_begins_with_the_words_of_the_call_before():
    first, repair = prompt_for(wish="simpler"), prompt_for(wish="simpler", standing=["A"], complaints=["B"])
    assert (first.system, first.given) == (repair.system, repair.given)
    assert "write better ones" in repair.asked


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Write the lesson on this section."),
        ({"standing": ["Melting"]}, "Write only the concepts of the section that are missing"),
        ({"replaced": OLD}, "Write exactly one concept that takes the place of the replaced one"),
        ({"language": "de"}, "in the language with the code “de”"),
        ({"wish": "Simpler!"}, "as the learner's wish says"),
    ],
)
def test_what_is_wanted_is_said(more: dict[str, Any], said: str):
    assert said in prompt_for(**more).asked.rpartition(">")[2]


def test_one_concept_needs_a_shorter_answer():
    assert prompt_for(replaced=OLD).tokens < prompt_for().tokens / 3


@pytest.mark.parametrize("brief", [True, False])
def test_the_rules_are_the_same_for_all(brief: bool):
    prompt = prompt_for(brief=brief)
    assert "<section-…>" in prompt.system
    assert prompt.system == prompt_for(section=SectionText("Ice", "Another text."), brief=brief).system


def test_a_model_of_few_words_gets_an_example_that_keeps_the_rules():
    prompt = prompt_for(brief=True)
    [example] = re.findall(r'^\{"summary".*$', prompt.system, re.MULTILINE)
    [made] = json.loads(example)["concepts"]
    checker = LessonChecker(
        SectionText("", "Chlorophyll absorbs red and blue light.", ((0, 3),)), language="en", made_by="model"
    )
    checked = checker.add(concept(made))
    assert not [finding for finding in checked.findings if finding.rule in {"L1", "L2"}]
    assert [option.is_key for option in checked.draft.check_ins[0].options] == [True, False, False, False]
    assert len(prompt.system) < 0.6 * len(prompt_for().system)


def test_a_call_for_a_small_context_has_the_first_half_of_the_section():
    text = "".join(f"Sentence {number} on water. " for number in range(400))
    call = LessonCall(SectionText("Water", text, ((0, 1), (4_000, 2), (9_000, 3))))
    less = shorter(call)
    assert less
    assert (less.section.text, less.section.pages) == (text[: len(text) // 2], ((0, 1), (4_000, 2)))
    least = shorter(less)
    assert least
    assert shorter(least) is None
