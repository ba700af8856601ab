"""Formulas and figures of the pages go with the concept they stand with."""

from dataclasses import replace

from studyapp.generation.extractive.lessons.clippings import with_clippings
from studyapp.rules.lessons import ClippingDraft, ConceptDraft, LessonHead, SectionText, SourceDraft
from tests.generation.extractive.lessons.lessons import call_of, lesson_of

SPEED = "Speed is the way that a body covers in a unit of time."
FORCE = "A force is what changes the speed of a body in the course of time."
TEXT = f"{SPEED} {'It is measured again and again. ' * 10}{FORCE} {'And so on and on it goes. ' * 200}"
SECTION = SectionText("Motion", TEXT, ((0, 7),))
HEAD = LessonHead("About motion.", ("Say what speed is.",))
MADE = [
    HEAD,
    ConceptDraft("Speed", "definition", f"> {SPEED}", (SourceDraft(SPEED, 7),)),
    ConceptDraft("Force", "definition", f"> {FORCE}", (SourceDraft(FORCE, 7),)),
]


def formula(number: int) -> ClippingDraft:
    return ClippingDraft("formula", 7, (10, number, 60, number + 5), 600, 80)


def given(*placed: tuple[int, ClippingDraft]) -> list[list[int]]:
    """For each concept the numbers of its formulas."""
    lesson = [part for part in with_clippings(MADE, SECTION, placed) if isinstance(part, ConceptDraft)]
    return [[int(each.area[1]) for each in concept.clippings] for concept in lesson]


def test_a_formula_goes_with_the_quote_before_it() -> None:
    force = TEXT.index(FORCE)
    assert given((len(SPEED), formula(1)), (force - 200, formula(2)), (force + len(FORCE), formula(3))) == [[1, 2], [3]]


def test_a_formula_right_before_a_quote_goes_with_that() -> None:
    assert given((TEXT.index(FORCE) - 10, formula(1))) == [[], [1]]


def test_what_is_far_from_all_quotes_is_left_out() -> None:
    assert given((len(TEXT), formula(1))) == [[], []]


def test_a_concept_has_the_nearest_four_in_their_order() -> None:
    force = TEXT.index(FORCE) + len(FORCE)
    assert given(*((force + 10 * at, formula(at)) for at in range(6, 0, -1))) == [[], [1, 2, 3, 4]]


def test_a_lesson_without_any_stays_as_it_is() -> None:
    assert list(with_clippings(MADE, SECTION, [])) == MADE


def test_a_lesson_made_of_a_text_has_those_of_its_pages() -> None:
    call = call_of(
        "Photosynthesis is the process by which green plants turn the energy of light into sugar. It happens in the "
        "leaves. Chlorophyll is the green pigment that takes up the light in the first place."
    )
    section = replace(call.section, pages=((0, 7),))
    _, concepts = lesson_of(replace(call, section=section, clippings=[(90, formula(1))]))
    assert [len(concept.clippings) for concept in concepts if "Photosynthesis" in concept.title] == [1]
    assert sum(len(concept.clippings) for concept in concepts) == 1
