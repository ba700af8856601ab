"""Each way to study, and how an address names it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import func, select

from studyapp.database import Database
from studyapp.models import CardKind, CardState, Deck, Review, StudySession
from studyapp.services.cards import editing
from studyapp.ui.how_to_study import HowToStudyState, study_address
from studyapp.ui.pages.study.rows import Rest
from tests.ui.conftest import Tab
from tests.ui.pages.study.studying import MITOCHONDRION, WRONG, add, answer, choose, grade, jobs, reveal, sit_down


async def test_mixed_shows_choices_where_there_are_some_and_orders_none(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First?", distractors=WRONG)
    add(use_database, deck, "Second?", due_at=datetime(2025, 2, 1, tzinfo=UTC))
    study = await sit_down(tab, "/study?mode=mixed")
    await choose(study, MITOCHONDRION)
    await study.go_on(study.result.id)
    assert (study.face.front, study.face.options, study.awaited.kind) == ("<p>Second?</p>", [], "")
    assert jobs(use_database) == []


async def test_true_or_false_is_chosen_in_every_mode(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "Cells live.", answer="True", kind=CardKind.TRUE_FALSE)
    study = await sit_down(tab)
    assert [option.html for option in study.face.options] == ["True", "False"]
    await choose(study, "True")
    assert study.result.is_right


async def test_a_timed_study_session_begins_when_the_learner_does_and_ends_by_the_clock(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First?", "Second?", "Third?")
    study = await sit_down(tab, "/study?mode=timed")
    assert (study.rest, study.ends_at, study.face.id) == (Rest.READY, "", "")
    await study.begin()
    assert (study.rest, study.face.front) == ("", "<p>First?</p>")
    left = datetime.fromisoformat(study.ends_at) - datetime.now(UTC)
    assert timedelta(minutes=4) < left <= timedelta(minutes=5)
    await answer(study, 3)
    await reveal(study)
    let_time_run_out(use_database)
    await grade(study, 3)
    assert (study.rest, study.is_over, study.face.id) == (Rest.TIME_UP, True, "")
    assert (study.progress.right, study.progress.answered) == (1, 1)
    await study.study_again()
    assert (study.rest, study.is_over, study.progress.answered) == (Rest.READY, False, 0)


def let_time_run_out(database: Database) -> None:
    with database.write() as session:
        study_session = session.exec(select(StudySession)).one()
        study_session.ends_at = datetime.now(UTC)
        session.add(study_session)


async def test_a_reload_of_a_timed_study_session_goes_on_without_another_start(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First?", "Second?")
    study = await sit_down(tab, "/study?mode=timed")
    await study.begin()
    study._has_begun = False  # as on another device
    shown = study.face.id
    await study.open_study()
    assert (study.rest, study.face.id) == ("", shown)


async def test_custom_study_schedules_nothing_and_says_so(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    (card,) = add(use_database, deck, "First?", distractors=WRONG)
    study = await sit_down(tab, "/study?mode=custom")
    assert study.face.intervals.good == ""
    await choose(study, MITOCHONDRION)
    assert study.result.returns_in == ""
    await study.go_on(study.result.id)
    assert (study.face.id, study.progress.answered) == ("", 1)
    with use_database.read() as session:
        assert session.exec(select(func.count()).select_from(Review)).one() == 0
        assert editing.get_card(session, card.user_id, card.id).state is CardState.NEW


async def test_custom_study_can_be_gone_through_once_more(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", distractors=WRONG)
    study = await sit_down(tab, "/study?mode=custom")
    await choose(study, MITOCHONDRION)
    await study.go_on(study.result.id)
    await study.study_again()
    assert (study.face.front, study.progress.answered) == ("<p>First?</p>", 0)


async def test_a_tag_is_studied_alone_and_another_way_is_another_study_session(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "Untagged?")
    add(use_database, deck, "Tagged?", tags=["week 1"])
    study = await sit_down(tab, study_address(mode="flashcard", deck_id=deck.id, tag="week 1"))
    assert study.face.front == "<p>Tagged?</p>"
    await answer(study, 4)
    assert study.face.id == ""
    study = await sit_down(tab, f"/study/{deck.id}?mode=mixed")
    assert (study.face.front, study.progress.answered) == ("<p>Untagged?</p>", 0)


async def test_an_address_without_a_way_takes_the_one_this_browser_remembers(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First?", distractors=WRONG)
    how = await tab(HowToStudyState)
    how.study({"mode": "mixed", "deck": deck.id, "tag": "week 1"})
    assert (await sit_down(tab)).mode == "mixed"
    assert (await sit_down(tab, "/study?mode=nonsense")).mode == "flashcard"
