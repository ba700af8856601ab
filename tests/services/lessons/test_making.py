"""Concepts are stored with their check-ins, each once, in a form that any database takes."""

import pytest
from sqlmodel import Session, select

from studyapp.database import Database
from studyapp.models import CheckIn, CheckInKind, Concept, Lesson, MadeBy, Section, User
from studyapp.rules.lessons import (
    CheckedCheckIn,
    CheckedConcept,
    CheckInDraft,
    ConceptDraft,
    FormulaDraft,
    LessonHead,
    OptionDraft,
    PlacedSource,
    SourceDraft,
)
from studyapp.services.lessons.drafts import draft_of
from studyapp.services.lessons.lessons import concepts_of, get_lesson, lesson_of_section
from studyapp.services.lessons.making import Making, finish, save_concept
from tests.factories import NOON
from tests.jobs.kinds.lesson.classroom import book

HEAD = LessonHead("On roots.\0", ("Explain roots", "Name hairs"))
MAKING = Making(None, "en", MadeBy.MODEL, HEAD)
QUOTE = "Roots take up water"


def checked(title: str = "Roots", *depends_on: str) -> CheckedConcept:
    options = tuple(OptionDraft(text, f"Why {text}.", is_key=text == "Water") for text in ("Water", "Air"))
    choice = CheckInDraft("choice", "What do roots take up?", options, source=SourceDraft(QUOTE, 3))
    short = CheckInDraft("short", "Why do roots have hairs?", expected="For surface", key_points=("surface",))
    formula = FormulaDraft("A = l w", (("l", "length"), ("w", "width")), 3)
    draft = ConceptDraft(
        title, "fact", "They do.", (SourceDraft(QUOTE, 3),), (formula,), depends_on=depends_on,
        check_ins=(choice, short),
    )  # fmt: skip
    placed = PlacedSource(QUOTE, 3, 6, 6 + len(QUOTE))
    asked = (CheckedCheckIn(choice, placed), CheckedCheckIn(short, None))
    return CheckedConcept(draft, sources=(placed,), check_ins=asked, taken_out=(), findings=())


@pytest.fixture
def section(database: Database, owner: User) -> Section:
    with database.write() as session:
        return book(session, owner.id)[2]


def save(session: Session, section: Section, concept: CheckedConcept, ordinal: int) -> Concept:
    return save_concept(session, section, MAKING, concept, ordinal=ordinal, now=NOON)


def test_saving_a_concept_again_adds_nothing(database: Database, section: Section):
    with database.write() as session:
        first = save(session, section, checked(), 1)
        assert save(session, section, checked(), 1).id == first.id
        assert len(session.exec(select(Concept)).all()) == 1
        found = session.exec(select(CheckIn)).all()
        assert [(each.ordinal, each.kind) for each in found] == [(1, CheckInKind.CHOICE), (2, CheckInKind.SHORT)]
        assert len(session.exec(select(Lesson)).all()) == 1


def test_a_stored_concept_gives_its_draft_again(database: Database, section: Section):
    with database.write() as session:
        save(session, section, checked(), 1)
        save(session, section, checked("Hairs", "roots", "Leaves"), 2)
        lesson = lesson_of_section(session, section.user_id, section.id)
        assert lesson
        first, second = concepts_of(session, lesson)
        titles = {1: "Roots", 2: "Hairs"}
        assert draft_of(first, titles) == checked().draft
        assert (second.concept.depends_on, draft_of(second, titles).depends_on) == ([1], ("Roots",))


def test_sources_are_told_in_the_text_of_the_document(database: Database, section: Section):
    with database.write() as session:
        [source] = save(session, section, checked(), 1).sources
        [first, _] = session.exec(select(CheckIn).order_by("ordinal")).all()
    start = section.text_start or 0
    assert source == {"page": 3, "quote": QUOTE, "start": start + 6, "end": start + 6 + len(QUOTE)}
    assert first.source == source


def test_a_lesson_is_finished_with_what_it_leaves_out(database: Database, section: Section):
    with database.write() as session:
        assert finish(session, section, MAKING, left_out=[], now=NOON) is None
        save(session, section, checked(), 1)
        lesson = finish(session, section, MAKING, left_out=["Hairs\0"], now=NOON)
        assert lesson
        assert (lesson.left_out, lesson.finished_at, lesson.summary) == (["Hairs"], NOON, "On roots.")
        assert get_lesson(session, section.user_id, lesson.id) is lesson
