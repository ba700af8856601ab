"""The same services on PostgreSQL, and errors that only several processes can cause."""

import threading
from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from studyapp import migrate
from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.jobs.requests.deleting import delete_node
from studyapp.jobs.requests.replacing import regenerate_tree
from studyapp.jobs.store.reading import get_job
from studyapp.models import CardState, Deck, GoalStatus, JobStatus, Rating, StudyMode
from studyapp.services import accounts, decks, trash
from studyapp.services.cards import bulk, editing, lists
from studyapp.services.cards.filters import CardFilter
from studyapp.services.goals import goals
from studyapp.services.scheduling.due import Counts, count_resting, count_waiting
from studyapp.services.scheduling.waiting import Scope, Waiting
from studyapp.services.study import answers, presentations, sessions
from studyapp.services.study.today import today
from studyapp.settings import Settings
from tests.factories import make_card, make_deck, make_goal, make_node
from tests.services.reading import all_reviews

OWNER = accounts.LOCAL_OWNER_ID


@pytest.fixture
def postgres(tmp_path: Path, postgres_url: str, now: datetime) -> Generator[Database]:
    migrate.upgrade(Settings(data_dir=tmp_path, database_url=postgres_url))
    database = Database(postgres_url)
    with database.write() as session:
        accounts.local_owner(session, now=now)
        accounts.save_preferences(session, OWNER, timezone="UTC")
    yield database
    database.dispose()


@pytest.fixture
def deck_id(postgres: Database, now: datetime) -> str:
    with postgres.write() as session:
        return decks.create_deck(session, OWNER, title="Biology", now=now).id


def test_a_walk_from_the_first_card_to_the_undone_answer(postgres: Database, deck_id: str, now: datetime) -> None:
    with postgres.write() as session:
        made = editing.add_card(session, OWNER, deck_id, question="Is it alive?", answer="Yes", tags=["Ä"], now=now)
        here = sessions.start_session(session, OWNER, scope=Scope(deck_id), now=now).id
    with postgres.write() as session:
        shown = answers.next_card(session, OWNER, deck_id=deck_id, now=now)
        assert shown is not None
        answered = answers.record_answer(
            session, OWNER, made.id, rating=Rating.EASY, duration_ms=900, session_id=here, now=now
        )
        assert answered.scheduled == shown.intervals[Rating.EASY]
        progress = sessions.session_progress(session, OWNER, here, now=now)
        assert (progress.answered, progress.correct, progress.left) == (1, 1, Counts(0, 0, 0))
        assert progress.next_due_at is not None
        assert today(session, OWNER, now=now).totals.answered_today == 1
    with postgres.write() as session:
        assert answers.undo_answer(session, OWNER, now=now).state == CardState.NEW
        day = today(session, OWNER, now=now)
        assert (day.due.new, day.decks[0].new, day.totals.answered_today) == (1, 1, 0)


@pytest.mark.parametrize("show", list(CardFilter))
def test_every_filter_and_the_search_work(postgres: Database, deck_id: str, now: datetime, show: CardFilter) -> None:
    with postgres.write() as session:
        deck = decks.get_deck(session, OWNER, deck_id)
        for state in CardState:
            make_card(session, deck, state=state, tags=["Ähnlich 100%"])
        make_card(session, deck, suspended=True)
        make_card(session, deck, findings=[{"rule": "F6", "severity": "warn", "message": "…"}])
        make_card(session, deck, flagged=True, tags=["leech"], buried_until=now + timedelta(days=1))
        make_card(session, deck, is_candidate=True, distractors=["a", "b", "c"])
    in_study = {"all": 8, "new": 2, "learning": 2, "review": 1, "due": 3}
    expected = dict.fromkeys(CardFilter, 1) | in_study | {CardFilter.NO_CHOICES: 7}
    with postgres.read() as session:
        assert lists.list_cards(session, OWNER, deck_id, show=show, now=now).total == expected[show]
        assert lists.list_cards(session, OWNER, deck_id, search="äHNLICH 100%", now=now).total == 4
        assert lists.list_cards(session, OWNER, deck_id, search="100_", now=now).total == 0


def test_tags_are_counted_and_the_trash_is_listed_and_emptied(postgres: Database, deck_id: str, now: datetime) -> None:
    with postgres.write() as session:
        deck, other = decks.get_deck(session, OWNER, deck_id), decks.create_deck(session, OWNER, title="Old", now=now)
        ids = [make_card(session, deck, tags=["cell", "Ä"]).id, make_card(session, deck, tags=["cell"]).id]
        make_card(session, other)
        assert lists.list_tags(session, OWNER, deck_id=deck_id) == [
            lists.TagCount("cell", 2),
            lists.TagCount("Ä", 1),
        ]
        bulk.delete_cards(session, OWNER, ids[:1], now=now)
        decks.delete_deck(session, OWNER, other.id, now=now)
        assert sorted(item.kind for item in trash.list_trash(session, OWNER).items) == ["card", "deck"]
        assert trash.purge(session, now=now + timedelta(days=31)) == 3
        assert lists.list_cards(session, OWNER, deck_id, now=now).total == 1


def test_a_deleted_deck_comes_back_whole(postgres: Database, deck_id: str, now: datetime) -> None:
    with postgres.write() as session:
        deck = decks.get_deck(session, OWNER, deck_id)
        ids = [make_card(session, deck).id for _ in range(3)]
        bulk.delete_cards(session, OWNER, ids[:1], now=now)
        decks.delete_deck(session, OWNER, deck_id, now=now)
        assert answers.next_card(session, OWNER, now=now) is None
        decks.restore_deck(session, OWNER, deck_id, now=now)
        assert lists.list_cards(session, OWNER, deck_id, now=now).total == 2


def test_answers_from_several_processes_are_counted_one_after_the_other(
    postgres: Database, postgres_url: str, deck_id: str, now: datetime
) -> None:
    with postgres.write() as session:
        deck = decks.get_deck(session, OWNER, deck_id)
        ids = [make_card(session, deck).id for _ in range(4)]
    refused: list[Conflict] = []

    def answer_all(first: int) -> None:
        process = Database(postgres_url)
        for card_id in ids[first:] + ids[:first]:
            try:
                with process.write() as session:
                    answers.record_answer(session, OWNER, card_id, rating=3, duration_ms=9, seen_reps=0, now=now)
            except Conflict as conflict:
                refused.append(conflict)
        process.dispose()

    threads = [threading.Thread(target=answer_all, args=[first]) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [review.number for review in all_reviews(postgres)] == [1, 2, 3, 4]
    assert {review.card_id for review in all_reviews(postgres)} == set(ids)
    assert len(refused) == 12


def test_the_due_query_uses_its_index_on_postgres_too(postgres: Database, deck_id: str, now: datetime) -> None:
    with postgres.write() as session:
        deck = decks.get_deck(session, OWNER, deck_id)
        for number in range(300):
            make_card(session, deck, state=CardState.REVIEW, due_at=now + timedelta(days=number - 150))
    with postgres.engine.connect() as connection:
        connection.exec_driver_sql("analyze cards")
        connection.exec_driver_sql("set enable_seqscan = off")
        plan = connection.exec_driver_sql(
            "explain select id from cards where user_id = 'local' and deleted_at is null and suspended = false"
            " and is_candidate = false and state = 'review' and due_at < now() order by due_at, id limit 1"
        ).all()
    assert any("ix_cards_due" in step[0] for step in plan)


@pytest.mark.parametrize("mode", list(StudyMode))
def test_a_study_session_of_every_mode_works(postgres: Database, deck_id: str, now: datetime, mode: StudyMode) -> None:
    with postgres.write() as session:
        deck = decks.edit_deck(session, OWNER, deck_id, new_per_day=3, now=now)
        for number in range(5):
            wrong = ["The nucleus", "The ribosome", "The vacuole"] if number % 2 else []
            note = "note" if number < 2 else None
            make_card(session, deck, question=f"{number}?", tags=["a", "Ä 100%"], distractors=wrong, note_id=note)
        closed = make_deck(session, OWNER, new_per_day=0)
        make_card(session, closed, created_at=now - timedelta(days=1))
        study_session = sessions.start_session(session, OWNER, mode=mode, scope=Scope(tag="Ä 100%"), now=now).id
    answered: list[str] = []
    while True:
        with postgres.write() as session:
            shown = presentations.present(session, OWNER, study_session, now=now)
            if shown is None:
                break
            assert presentations.present(session, OWNER, study_session, now=now) == shown
            presentations.coming(session, OWNER, study_session, now=now)
            key = shown.options.index(shown.card.answer) if shown.options else 0
            if shown.options:
                presentations.choose(session, OWNER, shown.id, choice=key, now=now)
            else:
                presentations.grade(session, OWNER, shown.id, rating=Rating.EASY, now=now)
            answered.append(shown.card.id)
        assert len(answered) < 30
    with postgres.write() as session:
        assert sessions.session_progress(session, OWNER, study_session, now=now).correct == len(answered)
        assert presentations.undo(session, OWNER, study_session, now=now).id == answered[-1]
    assert len(set(answered)) == (5 if mode is StudyMode.CUSTOM else 3)


def test_two_devices_that_start_and_answer_at_once_share_one_study_session_and_one_answer(
    postgres: Database, postgres_url: str, deck_id: str, now: datetime
) -> None:
    with postgres.write() as session:
        make_card(session, decks.get_deck(session, OWNER, deck_id), distractors=["One", "Two", "Three"])
    study_sessions: list[str] = []
    refused: list[Conflict] = []

    def study_there() -> None:
        process = Database(postgres_url)
        with process.write() as session:
            study_session = sessions.start_session(session, OWNER, mode=StudyMode.MULTIPLE_CHOICE, now=now).id
        study_sessions.append(study_session)
        with process.write() as session:
            shown = presentations.present(session, OWNER, study_session, now=now)
        if shown and shown.number == 1:
            try:
                with process.write() as session:
                    presentations.choose(session, OWNER, shown.id, choice=0, now=now)
            except Conflict as conflict:
                refused.append(conflict)
        process.dispose()

    threads = [threading.Thread(target=study_there) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(study_sessions) == 4
    assert len(set(study_sessions)) == 1
    assert len(all_reviews(postgres)) == 1


def test_cards_rest_with_their_goal_or_skill_and_jobs_end_with_theirs(
    postgres: Database, deck_id: str, now: datetime
) -> None:
    with postgres.write() as session:
        deck, goal = session.get_one(Deck, deck_id), make_goal(session, OWNER, deck_id=deck_id)
        on, off = make_node(session, goal), make_node(session, goal, title="Roots", enabled=False)
        below = make_node(session, goal, title="Hairs", parent_id=off.id)
        for node in (on, off, below):
            make_card(session, deck, node_id=node.id, tags=["exam"])
    for status, up in ((GoalStatus.ACTIVE, 1), (GoalStatus.PAUSED, 0)):
        with postgres.write() as session:
            goals.set_status(session, OWNER, [goal.id], status, now=now)
            user = accounts.get_user(session, OWNER)
            for scope in (Scope(), Scope(deck_id), Scope(tag="exam")):
                waiting = Waiting.at(session, user, scope, now=now)
                assert (count_waiting(session, waiting).new, count_resting(session, waiting)) == (up, 3 - up)
    with postgres.write() as session:
        goals.set_status(session, OWNER, [goal.id], GoalStatus.ACTIVE, now=now)
        job = regenerate_tree(session, OWNER, goal.id, node_id=below.parent_id, now=now)
        delete_node(session, OWNER, off.id, now=now)
        assert get_job(session, OWNER, job.id).status is JobStatus.CANCELLED


def test_cards_that_come_back_without_their_skill_join_the_one_above(
    postgres: Database, deck_id: str, now: datetime
) -> None:
    with postgres.write() as session:
        deck, goal = session.get_one(Deck, deck_id), make_goal(session, OWNER, deck_id=deck_id)
        above = make_node(session, goal)
        skill = make_node(session, goal, title="Veins", parent_id=above.id)
        alone, inside = (make_card(session, deck, node_id=skill.id) for _ in range(2))
        bulk.delete_cards(session, OWNER, [alone.id], now=now)
        decks.delete_deck(session, OWNER, deck_id, now=now)
        delete_node(session, OWNER, skill.id, now=now)
        decks.restore_deck(session, OWNER, deck_id, now=now)
        session.expire_all()
        assert (alone.node_id, inside.node_id) == (skill.id, above.id)
        bulk.restore_cards(session, OWNER, [alone.id], now=now)
        session.expire_all()
        assert alone.node_id == above.id
