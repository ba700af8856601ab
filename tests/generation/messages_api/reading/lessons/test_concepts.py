"""Concepts are read in the shapes that models write, and nothing is made up."""

from typing import Any

import pytest

from studyapp.generation.messages_api.reading.lessons.concepts import concept, head
from studyapp.rules.lessons import ExampleDraft, FormulaDraft, LessonHead, NoteDraft, SourceDraft

QUOTE = "A force changes the motion of a body."
FORCE: dict[str, Any] = {"title": "Force", "kind": "definition", "explanation": "What moves."}


def read(**fields: Any) -> Any:
    return concept(FORCE | fields)


def test_the_agreed_shape_is_read_whole():
    draft = concept(
        FORCE
        | {
            "sources": [{"page": 12, "quote": QUOTE}],
            "formulas": [{"latex": "F = m a", "variables": [{"symbol": "m", "meaning": "mass"}], "page": 12}],
            "examples": [{"text": "A ball", "page": 13, "is_from_source": True}],
            "notes": [{"kind": "mistake", "text": "It is no energy."}],
            "depends_on": ["Motion"],
            "check_ins": [{"kind": "short", "stem": "What is a force?", "expected": "A push", "key_points": ["push"]}],
        }
    )
    assert (draft.title, draft.kind, draft.explanation) == ("Force", "definition", "What moves.")
    assert draft.sources == (SourceDraft(QUOTE, 12),)
    assert draft.formulas == (FormulaDraft("F = m a", (("m", "mass"),), 12),)
    assert draft.examples == (ExampleDraft("A ball", 13, is_from_source=True),)
    assert draft.notes == (NoteDraft("mistake", "It is no energy."),)
    assert draft.depends_on == ("Motion",)
    assert len(draft.check_ins) == 1


def test_what_is_missing_becomes_empty():
    draft = concept({"title": "Force"})
    assert (draft.explanation, draft.sources, draft.check_ins, draft.notes) == ("", (), (), ())
    assert concept("Force").title == ""


@pytest.mark.parametrize(
    "sources",
    [
        [{"page": "p. 12", "quote": QUOTE}],
        [{"page": "S. 12–13", "text": QUOTE}],
        {"page": 12, "quote": QUOTE},
        [{"pages": [12, 13], "quote": f"“{QUOTE}”"}],
        [f'"{QUOTE}" (p. 12)'],
        f"{QUOTE} [page 12]",
        [{"quote": f"{QUOTE} (S. 12)"}],
    ],
)
def test_sources_are_read_in_many_shapes(sources: object):
    assert read(sources=sources).sources == (SourceDraft(QUOTE, 12),)


@pytest.mark.parametrize("page", [None, 0, "", "unknown", True, {}])
def test_a_page_that_says_nothing_is_none(page: object):
    assert read(sources=[{"page": page, "quote": QUOTE}]).sources == (SourceDraft(QUOTE, None),)


def test_a_quote_beside_its_page_in_the_concept_is_its_source():
    assert read(quote=QUOTE, page="12").sources == (SourceDraft(QUOTE, 12),)


@pytest.mark.parametrize(
    "formulas",
    ["$F = m a$", ["$$F = m a$$"], [r"\(F = m a\)"], [{"formula": r"\[ F = m a \]"}], [{"latex": "$F = m a$"}]],
)
def test_formulas_lose_their_dollars(formulas: object):
    assert read(formulas=formulas).formulas == (FormulaDraft("F = m a"),)


@pytest.mark.parametrize(
    "variables",
    [
        {"F": "force", "m": "mass"},
        [["F", "force"], ["m", "mass"]],
        ["F: force", "$m$ = mass"],
        ["F – force", "m is mass"],
        [{"name": "$F$", "description": "force"}, {"variable": "m", "meaning": "mass"}],
    ],
)
def test_variables_are_read_in_many_shapes(variables: object):
    [formula] = read(formulas=[{"latex": "F = m a", "variables": variables}]).formulas
    assert formula.variables == (("F", "force"), ("m", "mass"))


@pytest.mark.parametrize(
    "notes",
    [
        [{"kind": "critical", "text": "Mind the sign."}],
        {"critical": "Mind the sign."},
        {"Important": ["Mind the sign."]},
        [{"type": "Warning", "note": "Mind the sign."}],
    ],
)
def test_notes_are_read_in_many_shapes(notes: object):
    assert read(notes=notes).notes == (NoteDraft("critical", "Mind the sign."),)


def test_a_note_of_no_known_kind_is_an_insight():
    assert read(notes="Mind the sign.").notes == (NoteDraft("insight", "Mind the sign."),)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Definition", "definition"), ("law", "theorem"), ("step-by-step", "fact"), ("Algorithm", "procedure"),
        ("contrast", "comparison"), (None, "fact"), (7, "fact"),
    ],
)  # fmt: skip
def test_kinds_have_other_names(said: object, kind: str):
    assert read(kind=said).kind == kind


def test_paragraphs_in_a_list_are_one_explanation():
    assert read(explanation=["One.", "Two."]).explanation == "One.\n\nTwo."


@pytest.mark.parametrize("depends_on", ["Motion", ["Motion"], [{"title": "Motion"}]])
def test_what_it_depends_on_may_be_a_text(depends_on: object):
    assert read(depends_on=depends_on).depends_on == ("Motion",)


def test_a_concept_may_stand_in_an_object_of_its_own():
    assert concept({"concept": FORCE}).title == "Force"


@pytest.mark.parametrize(
    "said",
    [
        {"summary": "On force.", "objectives": ["Explain force"]},
        {"overview": "On force.", "learning_objectives": "- Explain force"},
        {"lesson": {"title": "Force", "summary": "On force.", "objectives": ["1. Explain force"]}},
    ],
)
def test_the_head_is_read_in_many_shapes(said: dict[str, Any]):
    assert head(said) == LessonHead("On force.", ("Explain force",))


@pytest.mark.parametrize("said", [{}, {"title": "Force"}, {"summary": None, "objectives": []}])
def test_a_head_that_says_nothing_is_none(said: dict[str, Any]):
    assert head(said) is None
