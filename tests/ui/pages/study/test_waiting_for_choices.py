"""A card without choices is plain while they are made, and takes them when they come."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import col, select

from studyapp.database import Database
from studyapp.models import Card, Deck, Job, JobStatus
from studyapp.services.cards import choices
from studyapp.services.study import presentations
from tests.ui.conftest import Tab
from tests.ui.pages.study.studying import CHOICES, MITOCHONDRION, WRONG, add, answer, choose, jobs, reveal, sit_down


def end_job(database: Database, card: Card, status: JobStatus, **fields: Any) -> None:
    with database.write() as session:
        job = session.exec(select(Job).where(col(Job.target_id) == card.id)).one()
        job.sqlmodel_update({"status": status, "finished_at": datetime.now(UTC), **fields})
        session.add(job)


def give_distractors(database: Database, card: Card) -> None:
    with database.write() as session:
        choices.set_distractors(session, card.user_id, card.id, WRONG)


async def test_a_card_without_choices_is_plain_at_once_while_they_are_made(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    asked = add(use_database, deck, *(f"Number {number}?" for number in range(9)))
    study = await sit_down(tab, CHOICES)
    assert (study.face.card_id, study.face.options, study.awaited.kind) == (asked[0].id, [], "making")
    ordered = jobs(use_database)
    assert ordered[0].target_id == asked[0].id
    assert ordered[0].priority > ordered[1].priority
    assert {job.target_id for job in ordered} <= {card.id for card in asked[:6]}
    assert len(ordered) >= 5


async def test_a_second_look_orders_nothing_twice(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", "Second?")
    study = await sit_down(tab, CHOICES)
    await study._read()
    await study.open_study()
    assert len(jobs(use_database)) == 2


async def test_choices_come_live_to_a_card_that_was_not_revealed(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    first, second = add(use_database, deck, "First?", "Second?")
    study = await sit_down(tab, CHOICES)
    shown = study.face.id
    give_distractors(use_database, first)
    await study._read()
    assert (study.face.id, len(study.face.options), study.awaited.kind) == (shown, 4, "")
    await choose(study, MITOCHONDRION)
    await study.go_on(shown)
    await reveal(study)
    give_distractors(use_database, second)
    await study._read()
    assert (study.face.options, study.is_revealed) == ([], True)


async def test_a_learner_who_reveals_before_seeing_the_choices_keeps_the_plain_card(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (first,) = add(use_database, deck, "First?")
    study = await sit_down(tab, CHOICES)
    give_distractors(use_database, first)
    await reveal(study)
    assert (study.is_revealed, study.face.options) == (True, [])


async def test_choices_seen_on_another_device_are_shown_instead_of_the_answer(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (first,) = add(use_database, deck, "First?")
    study = await sit_down(tab, CHOICES)
    give_distractors(use_database, first)
    with use_database.write() as session:
        presentations.present(session, first.user_id, study._study_session_id or "", now=datetime.now(UTC))
    await reveal(study)
    assert (study.is_revealed, len(study.face.options)) == (False, 4)


async def test_failed_choices_leave_the_plain_card_with_the_reason_and_a_retry(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (card,) = add(use_database, deck, "First?")
    study = await sit_down(tab, CHOICES)
    end_job(use_database, card, JobStatus.FAILED, error="The model is overloaded.", error_code="OVERLOADED")
    await study._read()
    assert (study.awaited.kind, study.awaited.sentence) == ("failed", "The model is overloaded.")
    await study.retry_distractors()
    assert study.awaited.kind == "making"
    await answer(study, 3)
    assert study.progress.answered == 1


async def test_a_card_for_which_nothing_fits_says_so_and_is_not_asked_for_again(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (card,) = add(use_database, deck, "First?")
    study = await sit_down(tab, CHOICES)
    end_job(use_database, card, JobStatus.COMPLETED, items_done=0)
    await study._read()
    assert (study.awaited.kind, study.awaited.job_id) == ("none", "")
    assert len(jobs(use_database)) == 1


async def test_without_a_model_the_card_says_how_to_set_one_and_offers_no_retry(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (card,) = add(use_database, deck, "First?")
    study = await sit_down(tab, CHOICES)
    end_job(use_database, card, JobStatus.FAILED, error="Set a model in …", error_code="NO_MODEL")
    await study._read()
    assert (study.awaited.needs_model, study.awaited.job_id) == (True, "")
    await study.retry_distractors()
    assert len(jobs(use_database)) == 1
