"""The page of a section: where it stands, its lesson as far as it is made, and how it is made anew."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlmodel import select

from studyapp.database import Database
from studyapp.models import (
    Concept,
    ConceptKind,
    Job,
    JobStatus,
    JobType,
    Lesson,
    MadeBy,
    Section,
    SectionKind,
    StoredDocument,
    User,
)
from studyapp.ui.pages.lesson import LessonActionsState
from studyapp.ui.pages.lesson.actions import LESSON
from tests.factories import make_course, make_document, make_section
from tests.lesson_factories import make_concept, make_lesson
from tests.ui.conftest import Tab
from tests.ui.pages.lesson.opening import open_section


@pytest.fixture
def lesson(use_database: Database, sections: list[Section]) -> Lesson:
    """The lesson on the second section, with two concepts."""
    with use_database.write() as session:
        lesson = make_lesson(session, sections[1], left_out=["Plastids"])
        make_concept(session, lesson)
        make_concept(session, lesson, ordinal=2, title="ATP", kind=ConceptKind.FACT, depends_on=[1], sources=[])
        return lesson


@pytest.fixture
async def page(tab: Tab[Any], lesson: Lesson) -> LessonActionsState:
    return await open_section(tab, lesson.section_id)


def jobs(database: Database) -> Sequence[Job]:
    with database.read() as session:
        return session.exec(select(Job)).all()


def change(database: Database, row: Lesson | Concept, **fields: Any) -> None:
    with database.write() as session:
        session.get_one(type(row), row.id).sqlmodel_update(fields)


async def test_a_section_shows_where_it_stands_and_what_is_beside_it(
    tab: Tab[Any], sections: list[Section], document: StoredDocument
) -> None:
    first, second, third = [(await open_section(tab, each.id)).section for each in sections]
    assert (second.course, second.document, second.pages) == ("Cell biology", "Handbook of cells", "p. 2–3")
    assert (second.course_id, second.document_id) == (document.course_id, document.id)
    assert (second.previous_id, second.previous) == (sections[0].id, "Membranes")
    assert (second.next_id, second.next) == (sections[2].id, "Leaves")
    assert (first.previous_id, first.next, third.previous, third.next_id) == ("", "Organelles", "Organelles", "")


async def test_a_section_without_a_lesson_says_whether_it_can_have_one(
    tab: Tab[Any], use_database: Database, sections: list[Section], document: StoredDocument
) -> None:
    with use_database.write() as session:
        index = make_section(session, document, position=9, title="Index", kind=SectionKind.BACK)
        make_section(session, document, position=10, title="Walls", parent_id=sections[2].id)
    page = await open_section(tab, sections[1].id)
    assert (page.loaded, page.problem, page.name) == (True, "", "Organelles")
    assert (page.lesson.id, page.concepts, page.task) == ("", [], [])
    can = [(await open_section(tab, each.id)).section.can_be_learned for each in (sections[1], index, sections[2])]
    assert can == [True, False, False]


async def test_a_section_of_somebody_else_is_not_there(
    tab: Tab[Any], use_database: Database, owner: User, stranger: User
) -> None:
    with use_database.write() as session:
        theirs = make_section(session, make_document(session, make_course(session, stranger)), title="Secret")
        make_concept(session, make_lesson(session, theirs))
    page = await open_section(tab, theirs.id)
    assert "not there" in page.problem
    assert (page.section.title, page.lesson.id, page.concepts) == ("", "", [])


async def test_generating_starts_one_job_that_the_page_shows(
    tab: Tab[Any], use_database: Database, sections: list[Section]
) -> None:
    page = await open_section(tab, sections[1].id)
    await page.generate()
    await page.generate()
    [job] = jobs(use_database)
    assert (job.type, job.target_id) == (JobType.LESSON_GENERATION, sections[1].id)
    assert [(task.id, task.status, task.is_active) for task in page.task] == [(job.id, JobStatus.PENDING, True)]
    assert (await open_section(tab, sections[2].id)).task == []


async def test_a_lesson_shows_its_concepts(page: LessonActionsState) -> None:
    head = page.lesson
    assert (head.summary, head.objectives[0]) == ("What the parts of a cell do.", "Name the parts of a cell.")
    assert (head.left_out, head.about) == (["Plastids"], "2 concepts · 1 minute to read")
    assert (head.is_extractive, head.is_finished, head.go_on) == (False, True, "")
    shown = [(row.ordinal, row.anchor, row.title, row.kind, row.needs) for row in page.concepts]
    assert shown == [
        (1, "concept-1", "Mitochondria", "Definition", ""),
        (2, "concept-2", "ATP", "Fact", "Mitochondria"),
    ]
    assert "<p>The mitochondrion makes most of the ATP" in page.concepts[0].explanation


async def test_a_source_leads_to_its_page_of_the_document(page: LessonActionsState, document: StoredDocument) -> None:
    [source] = page.concepts[0].sources
    assert (source.where, source.quote) == ("p. 3", "makes most of the cell's ATP")
    assert source.href == f"/documents/{document.id}?page=3&quote=makes+most+of+the+cell%27s+ATP"


async def test_a_lesson_by_rules_says_so_and_quotes_once(
    page: LessonActionsState, use_database: Database, lesson: Lesson, document: StoredDocument
) -> None:
    change(use_database, lesson, made_by=MadeBy.EXTRACTIVE)
    await page._read()
    assert page.lesson.is_extractive
    [source] = page.concepts[0].sources
    assert (source.quote, "quote=makes+most" in source.href) == ("", True)


async def test_formulas_examples_and_notes_are_shown(
    use_database: Database, page: LessonActionsState, lesson: Lesson
) -> None:
    more: dict[str, Any] = {
        "formulas": [{"latex": "E = mc^2", "variables": [["m", "the mass"]], "page": 3}],
        "examples": [
            {"text": "A *muscle* cell.", "page": 4, "is_from_source": True},
            {"text": "A battery.", "page": None, "is_from_source": False},
        ],
        "notes": [{"kind": "mistake", "text": "It makes no sugar."}],
    }
    with use_database.write() as session:
        make_concept(session, lesson, ordinal=3, title="Energy", **more)
    await page._read()
    energy = page.concepts[2]
    assert "<math" in energy.formulas[0].html or "katex" in energy.formulas[0].html
    assert "the mass" in energy.formulas[0].variables[0]
    assert [each.where for each in energy.examples] == ["From the text, p. 4", ""]
    assert "<em>muscle</em>" in energy.examples[0].html
    assert [(each.kind, each.label) for each in energy.notes] == [("mistake", "A common mistake")]


async def test_formulas_and_figures_of_the_pages_are_pictures_that_open_them(
    use_database: Database, page: LessonActionsState, lesson: Lesson, document: StoredDocument
) -> None:
    formula = {"kind": "formula", "page": 14, "area": [20, 30.5, 80, 34], "width": 720, "height": 60, "caption": ""}
    figure = formula | {"kind": "figure", "page": 15, "caption": "Figure 3.1: A cell"}
    with use_database.write() as session:
        make_concept(session, lesson, ordinal=3, title="Energy", formulas=[formula, figure])
    await page._read()
    first, second = page.concepts[2].clippings
    assert page.concepts[2].formulas == []
    assert first.url == f"/api/documents/{document.id}/pages/14.webp?box=20,30.5,80,34"
    assert (first.alt, first.caption, first.href) == (
        "Formula on page 14",
        "p. 14",
        f"/documents/{document.id}?page=14",
    )
    assert (first.width, first.height) == (540, 45)
    assert (second.alt, second.caption) == ("Figure 3.1: A cell", "Figure 3.1: A cell · p. 15")


async def test_what_was_understood_is_where_the_lesson_goes_on(page: LessonActionsState) -> None:
    first, second = page.concepts
    await page.understand(second.id, True)
    assert [row.is_understood for row in page.concepts] == [False, True]
    assert (page.lesson.go_on, page.lesson.go_on_at) == ("ATP", "concept-2")
    await page.understand(second.id, False)
    assert [row.is_understood for row in page.concepts] == [False, False]
    await page.understand(first.id, True)
    assert page.lesson.go_on == ""


async def test_a_lesson_is_not_made_anew_without_a_wish(page: LessonActionsState, use_database: Database) -> None:
    page.open_panel(LESSON)
    await page.make_anew({"wish": "  ", "language": " "})
    assert (page.panel, page.refused) == (LESSON, "Say what should be different, or name another language.")
    await page.make_anew({"wish": "", "language": "very German"})
    assert page.refused.startswith("Name the language by its code")
    assert (jobs(use_database), page.task) == ([], [])


@pytest.mark.parametrize("form", [{"wish": "More examples", "language": ""}, {"wish": "", "language": " de "}])
async def test_a_lesson_is_made_anew_with_a_wish_or_in_another_language(
    page: LessonActionsState, use_database: Database, form: dict[str, str]
) -> None:
    page.open_panel(LESSON)
    await page.make_anew(form)
    [job] = jobs(use_database)
    assert (job.payload["wish"], job.payload["language"]) == (form["wish"], form["language"].strip())
    assert (page.panel, page.refused, [task.id for task in page.task]) == ("", "", [job.id])
    assert len(page.concepts) == 2
    page.open_panel(LESSON)
    await page.make_anew({"wish": "Shorter"})
    assert (page.panel, page.refused.startswith("This lesson is being made")) == (LESSON, True)
    assert len(jobs(use_database)) == 1


async def test_one_concept_is_made_anew(page: LessonActionsState, use_database: Database) -> None:
    page.open_panel(page.concepts[1].id)
    await page.make_anew({"wish": "Simpler"})
    [job] = jobs(use_database)
    assert (job.payload["concept"], job.payload["wish"], page.panel) == (2, "Simpler", "")


async def test_another_section_gets_a_fresh_page(
    tab: Tab[Any], page: LessonActionsState, sections: list[Section]
) -> None:
    page.open_panel(LESSON)
    page.answer_again("a check-in")
    page = await open_section(tab, sections[0].id)
    assert (page.panel, page.again, page.concepts, page.name) == ("", [], [], "Membranes")
