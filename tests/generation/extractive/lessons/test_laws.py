"""What holds of every lesson that is made without a model, whatever the text."""

from pathlib import Path

import pytest

from studyapp.errors import GenerationFailed
from studyapp.generation.calls import LessonCall
from studyapp.generation.extractive.lessons import extract_lesson
from studyapp.rules.lessons import ConceptDraft, LessonChecker, SectionText
from studyapp.rules.quotes import contains_quote
from tests.generation.extractive.lessons.lessons import TEXTS, calls_of_pdf, check_ins_of, lesson_of

PDFS = ["handlungsreisender-german-no-outline.pdf", "tufte-sample-book.pdf", "raft-slides-coreosfest2015.pdf"]


def _assert_sound(call: LessonCall) -> list[ConceptDraft]:
    """Every concept and check-in passes the rules once more, and changes in nothing."""
    head, concepts = lesson_of(call)
    checker = LessonChecker(call.section, language="", made_by="extractive")
    assert not checker.check_head(head).is_rejected
    for concept in concepts:
        checked = checker.add(concept)
        assert not checked.is_rejected, checked.complaint
        assert not checked.taken_out
        assert checked.draft == concept
        assert not concept.formulas
    assert 1 <= len(concepts) <= 15
    return concepts


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_lesson_of_a_real_text_breaks_no_rule(path: Path) -> None:
    text = path.read_text()
    concepts = _assert_sound(LessonCall(SectionText(path.stem, text)))
    assert check_ins_of(concepts)


@pytest.mark.parametrize("name", PDFS)
def test_a_lesson_of_a_pdf_names_the_pages_of_its_quotes(name: str) -> None:
    for call in calls_of_pdf(name):
        for concept in _assert_sound(call):
            for source in concept.sources:
                assert source.page is not None
                pages = [number for _, number in call.section.pages]
                assert pages[0] <= source.page <= pages[-1]


@pytest.mark.parametrize("path", TEXTS[:4], ids=lambda path: path.name)
def test_wrong_options_are_explained_by_sentences_of_the_text(path: Path) -> None:
    text = path.read_text()
    _, concepts = lesson_of(LessonCall(SectionText(path.stem, text)))
    for check_in in check_ins_of(concepts):
        assert sum(option.is_key for option in check_in.options) == (1 if check_in.options else 0)
        for option in check_in.options:
            quoted = option.explanation[option.explanation.index(":") + 1 :].strip(" “”„«»…")
            assert contains_quote(text, quoted)


def test_equal_calls_give_equal_lessons() -> None:
    call = LessonCall(SectionText("Enzymes", TEXTS[1].read_text()))
    assert list(extract_lesson(call)) == list(extract_lesson(call))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "a",
        "Short.",
        "# Heading only",
        "```\ncode\n```",
        "- item\n- item",
        "§" * 5_000,
        "| a | b |\n" * 50,
        "![picture](a.png)",
        "[…]",
        "{{c1::x}}",
        "\x00\ufeff",
        "1 2 3 4 5 6 7 8 9",
        "References\n\n[1] A. Nobody",
    ],
)
def test_a_text_that_says_nothing_fails_with_a_sentence(text: str) -> None:
    with pytest.raises(GenerationFailed, match="too little text"):
        list(extract_lesson(LessonCall(SectionText("Section", text))))
