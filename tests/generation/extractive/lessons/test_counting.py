"""How concepts are numbered that are named by their heading alone."""

from studyapp.generation.extractive.lessons.concepts import Proposal, Strength, counted
from studyapp.rules.lessons import ConceptDraft

PROPOSED = [Proposal(f"Hedges ({number})", "fact", (), Strength.REST, "hedges") for number in (2, 3, 4)]


def _titles(*titles: str, known: tuple[str, ...] = ()) -> list[str]:
    drafts = [ConceptDraft(title, "fact", "", ()) for title in titles]
    return [draft.title for draft in counted(drafts, PROPOSED, known=known)]


def test_numbers_leave_no_gap_where_concepts_were_left_out() -> None:
    assert _titles("Hedges", "Hedges (3)", "Hedges (4)") == ["Hedges", "Hedges (2)", "Hedges (3)"]


def test_the_first_has_no_number_if_no_concept_has_its_heading() -> None:
    assert _titles("Soil", "Hedges (3)") == ["Soil", "Hedges"]


def test_a_title_that_the_lesson_has_already_is_not_given_twice() -> None:
    assert _titles("Hedges (2)", known=("hedges",)) == ["Hedges (2)"]


def test_a_heading_with_a_number_of_its_own_keeps_it() -> None:
    assert _titles("Part (7)") == ["Part (7)"]
