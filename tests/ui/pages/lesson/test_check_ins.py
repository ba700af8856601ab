"""Check-ins on the page of a lesson: nothing tells the answer before it is given, then all is told."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.errors import Conflict, StudyError
from studyapp.models import (
    CheckIn,
    CheckInAnswer,
    CheckInKind,
    Concept,
    Job,
    JobStatus,
    JobType,
    JudgedBy,
    Lesson,
    Section,
    Verdict,
)
from studyapp.rules.lessons.grades import Grade
from studyapp.services.lessons.answers import answer_check_in, record_grade
from studyapp.ui.pages.lesson import LessonActionsState
from studyapp.ui.pages.lesson.check_in_rows import CheckInRow
from tests.factories import NOON
from tests.lesson_factories import KEY, OPTIONS, make_check_in, make_concept, make_lesson
from tests.ui.conftest import Tab
from tests.ui.pages.lesson.opening import open_section

WRONG = 2
CHOICE, SHORT, CLOZE = range(3)


@pytest.fixture
def asked(use_database: Database, sections: list[Section]) -> list[CheckIn]:
    """A choice, a short answer and a cloze on one concept."""
    with use_database.write() as session:
        concept = make_concept(session, make_lesson(session, sections[0]), title="Energy", explanation="Of cells.")
        kinds = (CheckInKind.CHOICE, CheckInKind.SHORT, CheckInKind.CLOZE)
        return [make_check_in(session, concept, ordinal=at, kind=kind) for at, kind in enumerate(kinds, start=1)]


@pytest.fixture
async def page(tab: Tab[Any], asked: list[CheckIn], sections: list[Section]) -> LessonActionsState:
    return await open_section(tab, sections[0].id)


def shown(page: LessonActionsState) -> list[CheckInRow]:
    return page.concepts[0].check_ins


async def give(page: LessonActionsState, row: CheckInRow, **given: str) -> None:
    """Send the form of a row, as it was shown."""
    await page.answer({"check_in": row.id, "seen": str(row.seen), **given})


def answers(database: Database, check_in_id: str) -> list[CheckInAnswer]:
    with database.read() as session:
        mine = select(CheckInAnswer).where(CheckInAnswer.check_in_id == check_in_id)
        return list(session.exec(mine.order_by(col(CheckInAnswer.id))))


def marks(row: CheckInRow) -> list[tuple[str, str]]:
    return [(option.mark, option.words) for option in row.options]


async def test_before_an_answer_nothing_tells_what_is_right(page: LessonActionsState, asked: list[CheckIn]) -> None:
    choice, short, cloze = shown(page)
    assert [len(each.options) for each in (choice, short, cloze)] == [4, 0, 0]
    assert "[…]" in cloze.stem
    sent = json.dumps([asdict(row) for row in page.concepts], ensure_ascii=False)
    for told in (*(option["explanation"] for option in OPTIONS), asked[SHORT].expected, *asked[SHORT].key_points):
        assert told not in sent
    assert "is_key" not in sent
    assert "mitochondrion" not in json.dumps(asdict(cloze))
    alike = [{**asdict(option), "number": 0, "html": ""} for option in choice.options]
    assert alike == [alike[0]] * len(OPTIONS)


@pytest.mark.parametrize("unjudged", [CHOICE, SHORT, CLOZE])
async def test_an_answer_tells_nothing_of_the_others(page: LessonActionsState, unjudged: int) -> None:
    before = shown(page)[unjudged]
    given = [{"option": str(KEY)}, {"text": "It makes ATP."}, {"text": "mitochondrion"}]
    for at, row in enumerate(shown(page)):
        if at != unjudged:
            await give(page, row, **given[at])
    assert shown(page)[unjudged] == before


async def test_a_right_choice_is_marked_and_all_options_are_explained(page: LessonActionsState) -> None:
    await give(page, shown(page)[CHOICE], option=str(KEY))
    row = shown(page)[CHOICE]
    assert (row.is_answered, row.is_waiting, row.mark, row.verdict, row.seen) == (True, False, "right", "Right", 1)
    assert marks(row) == [("", ""), ("right", "Your answer: right"), ("", ""), ("", "")]
    assert [option.explanation for option in row.options] == [option["explanation"] for option in OPTIONS]


async def test_a_wrong_choice_is_marked_beside_the_right_one(page: LessonActionsState) -> None:
    await give(page, shown(page)[CHOICE], option=str(WRONG))
    row = shown(page)[CHOICE]
    assert (row.mark, row.verdict) == ("wrong", "Not right")
    assert marks(row) == [("", ""), ("right", "Right"), ("wrong", "Your answer: not right"), ("", "")]


@pytest.mark.parametrize(("text", "mark"), [("Mitochondrion", "right"), ("mitochondrrion", "partly"), ("sun", "wrong")])
async def test_a_cloze_is_judged_at_once(page: LessonActionsState, text: str, mark: str) -> None:
    await give(page, shown(page)[CLOZE], text=text)
    row = shown(page)[CLOZE]
    assert (row.is_answered, row.is_waiting, row.mark, row.typed) == (True, False, mark, text)
    assert "mitochondrion" in row.expected
    assert ("spelling" in row.feedback) == (mark == "partly")


async def test_a_short_answer_waits_for_its_verdict_and_tells_nothing_meanwhile(
    page: LessonActionsState, use_database: Database, asked: list[CheckIn]
) -> None:
    await give(page, shown(page)[SHORT], text="It makes ATP.")
    row = shown(page)[SHORT]
    assert (row.is_answered, row.is_waiting, row.typed) == (True, True, "It makes ATP.")
    assert (row.mark, row.verdict, row.expected, row.missed) == ("", "", "", [])
    [answer] = answers(use_database, asked[SHORT].id)
    with use_database.read() as session:
        [job] = session.exec(select(Job)).all()
    assert (job.type, job.payload["answer_id"], answer.job_id) == (JobType.ANSWER_CHECK, answer.id, job.id)


@pytest.mark.parametrize("judged_by", [JudgedBy.MODEL, JudgedBy.SIMILARITY])
async def test_a_judged_answer_says_what_is_missing_and_who_judged_without_a_model(
    page: LessonActionsState, use_database: Database, asked: list[CheckIn], judged_by: JudgedBy
) -> None:
    await give(page, shown(page)[SHORT], text="It makes ATP.")
    [answer] = answers(use_database, asked[SHORT].id)
    grade = Grade(Verdict.PARTLY, 60, "Nearly.", ("by cellular respiration",))
    with use_database.write() as session:
        record_grade(session, answer.user_id, answer.id, grade, judged_by=judged_by, now=NOON)
    await page._read()
    row = shown(page)[SHORT]
    assert (row.is_waiting, row.mark, row.verdict) == (False, "partly", "Partly right")
    assert ("Nearly." in row.feedback, row.missed) == (True, ["by cellular respiration"])
    assert "cellular respiration" in row.expected
    assert ("judge it better" in row.judged) == (judged_by is JudgedBy.SIMILARITY)


async def test_a_check_in_is_answered_again(
    page: LessonActionsState, use_database: Database, asked: list[CheckIn]
) -> None:
    await give(page, shown(page)[CHOICE], option=str(WRONG))
    page.answer_again(asked[CHOICE].id)
    assert page.again == [asked[CHOICE].id]
    await give(page, shown(page)[CHOICE], option=str(KEY))
    assert (page.again, shown(page)[CHOICE].mark, shown(page)[CHOICE].seen) == ([], "right", 2)
    verdicts = [each.verdict for each in answers(use_database, asked[CHOICE].id)]
    assert verdicts == [Verdict.WRONG, Verdict.RIGHT]


async def test_an_answer_from_an_outdated_tab_is_refused_and_the_page_reads_anew(
    page: LessonActionsState, use_database: Database, asked: list[CheckIn]
) -> None:
    outdated = shown(page)[CHOICE]
    with use_database.write() as session:
        answer_check_in(session, asked[CHOICE].user_id, outdated.id, option=KEY, now=NOON)
    assert not shown(page)[CHOICE].is_answered
    with pytest.raises(Conflict, match="another tab"):
        await give(page, outdated, option=str(WRONG))
    assert shown(page)[CHOICE].mark == "right"
    await give(page, outdated, option=str(KEY))
    assert len(answers(use_database, asked[CHOICE].id)) == 1


@pytest.mark.parametrize(
    "form",
    [{"option": "9"}, {"option": "-1"}, {"option": ""}, {"text": "Mitochondrion"}, {"option": "0", "check_in": "none"}],
)
async def test_a_form_that_names_no_option_is_refused(
    page: LessonActionsState, use_database: Database, asked: list[CheckIn], form: dict[str, str]
) -> None:
    with pytest.raises(StudyError):
        await page.answer({"check_in": asked[CHOICE].id, "seen": "0"} | form)
    assert answers(use_database, asked[CHOICE].id) == []
    assert not shown(page)[CHOICE].is_answered


@pytest.mark.parametrize("at", [SHORT, CLOZE])
async def test_an_empty_answer_is_refused(
    page: LessonActionsState, use_database: Database, asked: list[CheckIn], at: int
) -> None:
    with pytest.raises(StudyError):
        await give(page, shown(page)[at], text="  ")
    assert answers(use_database, asked[at].id) == []


@pytest.mark.parametrize("ending", [JobStatus.FAILED, JobStatus.CANCELLED])
async def test_an_answer_that_could_not_be_checked_says_so_and_is_checked_again(
    page: LessonActionsState, use_database: Database, ending: JobStatus
) -> None:
    await give(page, shown(page)[SHORT], text="It makes ATP.")
    with use_database.write() as session:
        [job] = session.exec(select(Job)).all()
        error = "The model is away." if ending is JobStatus.FAILED else None
        job.sqlmodel_update({"status": ending, "error": error, "finished_at": NOON})
    await page._read()
    row = shown(page)[SHORT]
    assert (row.is_waiting, row.problem, row.job_id) == (False, error or "It was not checked.", job.id)
    assert (row.typed, row.expected) == ("It makes ATP.", "")
    await page.check_again(row.job_id)
    row = shown(page)[SHORT]
    assert (row.is_waiting, row.problem, row.job_id) == (True, "", "")


async def test_reading_goes_on_where_a_check_in_was_answered(
    page: LessonActionsState, use_database: Database, asked: list[CheckIn]
) -> None:
    with use_database.write() as session:
        first = session.get_one(Concept, asked[0].concept_id)
        later = make_concept(session, session.get_one(Lesson, first.lesson_id), ordinal=2, title="Waste")
        question = make_check_in(session, later)
    await page._read()
    await give(page, page.concepts[1].check_ins[0], option=str(KEY))
    assert (page.lesson.go_on, question.id) == ("Waste", page.concepts[1].check_ins[0].id)
