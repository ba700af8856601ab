from datetime import datetime, timedelta

import pytest

from studyapp import settings
from studyapp.database import Database
from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.store import reading
from studyapp.models import CardKind, JobStatus, JobType, User
from studyapp.services import decks
from studyapp.settings import Settings
from studyapp.ui.tasks.rows import TaskRow, task_rows
from tests.conftest import CountStatements
from tests.factories import make_card, make_deck
from tests.ui.jobs import make_job


@pytest.fixture
def row(database: Database, owner: User, now: datetime):
    """`row(status, **columns)` returns the row of one job for the deck Biology."""

    def made(status: JobStatus, **fields: object) -> TaskRow:
        with database.write() as session:
            job = make_job(session, make_deck(session, owner), status, **fields)
        with database.read() as session:
            return task_rows(session, owner.id, [reading.get_job(session, owner.id, job.id)], now=now)[0]

    return made


def test_a_running_job_says_what_it_makes_and_how_far_it_is(row) -> None:
    running = row(JobStatus.PROCESSING, items_done=7, progress=35)
    assert running.title == "Flashcards for Biology"
    assert running.state == "Generating flashcards… 7 of 20"
    assert (running.percent, running.shows_bar, running.is_active, running.label) == (35, True, True, "Running")


def test_a_job_that_waits_for_a_place_shows_no_empty_bar(row) -> None:
    waiting = row(JobStatus.PENDING)
    assert waiting.state == "Flashcards wait their turn"
    assert not waiting.shows_bar
    assert waiting.next_attempt_at == ""


def test_a_job_whose_model_is_away_says_since_when_and_counts_no_attempt(row, now: datetime) -> None:
    waiting = row(
        JobStatus.PENDING, run_at=now + timedelta(seconds=60), outage_since=now - timedelta(minutes=5), items_done=12,
        error="Nobody is there.", error_code="NETWORK",
    )  # fmt: skip
    assert waiting.state == "Nobody is there. 12 cards saved."
    assert (waiting.label, waiting.attempt) == ("Waiting", "")
    assert waiting.next_attempt_at == (now + timedelta(seconds=60)).isoformat()
    assert waiting.outage_since == (now - timedelta(minutes=5)).isoformat()


def test_a_scheduled_retry_says_why_what_is_safe_and_when(row, now: datetime) -> None:
    run_at = now + timedelta(seconds=14)
    waiting = row(
        JobStatus.PENDING, attempts=1, run_at=run_at, items_done=12, error="The model is overloaded.",
        error_code="OVERLOADED",
    )  # fmt: skip
    assert waiting.state == "The model is overloaded. 12 cards saved."
    assert waiting.next_attempt_at == run_at.isoformat()
    assert waiting.label == "Retrying"


def test_a_job_being_stopped_says_so(row) -> None:
    stopping = row(JobStatus.PROCESSING, cancel_requested=True, items_done=3)
    assert (stopping.state, stopping.label, stopping.is_stopping) == ("Stopping…", "Stopping", True)


@pytest.mark.parametrize(
    ("kept", "words"),
    [(5, "Stopped. 5 cards kept."), (1, "Stopped. 1 card kept."), (0, "Stopped before anything was made.")],
)
def test_a_cancelled_job_says_what_was_kept(row, kept: int, words: str) -> None:
    stopped = row(JobStatus.CANCELLED, items_done=kept)
    assert (stopped.outcome, stopped.is_retryable, stopped.has_items) == (words, True, kept > 0)


@pytest.mark.parametrize(
    ("status", "columns", "words"),
    [
        (JobStatus.FAILED, {"items_done": 12}, "Make the missing 8"),
        (JobStatus.CANCELLED, {"items_done": 12}, "Make the missing 8"),
        (JobStatus.CANCELLED, {"items_done": 19}, "Make the missing one"),
        (JobStatus.CANCELLED, {"items_done": 3, "items_expected": None}, "Make the rest"),
        (JobStatus.FAILED, {}, "Retry"),
        (JobStatus.CANCELLED, {}, "Start again"),
    ],
)
def test_the_button_for_a_new_try_says_what_it_will_make(row, status: JobStatus, columns, words: str) -> None:
    ended = row(status, **columns)
    assert (ended.retry, ended.is_retryable) == (words, True)


def test_where_nothing_is_missing_no_new_try_is_offered(row) -> None:
    stopped = row(JobStatus.CANCELLED, items_done=20)
    assert (stopped.outcome, stopped.is_retryable) == ("Stopped. 20 cards kept.", False)


def test_a_job_that_was_retried_leaves_the_offer_to_the_newer_one(
    database: Database, owner: User, now: datetime
) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
        old = make_job(session, deck, JobStatus.FAILED, items_done=12)
        new = make_job(session, deck, JobStatus.FAILED, items_done=3, items_expected=8, retry_of=old.id)
    with database.read() as session:
        jobs = [reading.get_job(session, owner.id, job.id) for job in (old, new)]
        before, after = task_rows(session, owner.id, jobs, now=now)
    assert (before.is_retryable, before.can_run_again) == (False, False)
    assert (after.is_retryable, after.retry) == (True, "Make the missing 5")


def test_a_failed_job_says_what_happened_and_what_is_safe(row) -> None:
    failed = row(JobStatus.FAILED, items_done=5, attempts=3, error="The model is overloaded.", error_code="OVERLOADED")
    assert failed.outcome == "The model is overloaded. 5 cards saved."
    assert failed.details == "Generating flashcards · OVERLOADED · Attempt 3 of 3"
    assert failed.is_retryable


@pytest.mark.parametrize(("count", "words"), [(12, "12 cards made."), (1, "1 card made."), (0, "0 cards made.")])
def test_a_completed_job_says_how_many_it_made(row, count: int, words: str) -> None:
    done = row(JobStatus.COMPLETED, items_done=count, result={"count": count})
    assert (done.outcome, done.is_active, done.is_retryable) == (words, False, False)


def test_a_generators_own_note_comes_before_the_count(row) -> None:
    done = row(JobStatus.COMPLETED, items_done=1, result={"count": 1, "note": "The text held one fact worth a card."})
    assert done.outcome == "The text held one fact worth a card."


def test_a_job_leads_to_its_deck(database: Database, owner: User, row) -> None:
    assert row(JobStatus.COMPLETED, items_done=1).href.startswith("/decks/")


def test_a_job_of_a_deleted_deck_leads_to_the_tasks(database: Database, owner: User, now: datetime) -> None:
    with database.write() as session:
        deck = make_deck(session, owner)
        job = make_job(session, deck, JobStatus.COMPLETED)
        decks.delete_deck(session, owner.id, deck.id, now=now)
    with database.read() as session:
        gone = task_rows(session, owner.id, [reading.get_job(session, owner.id, job.id)], now=now)[0]
    assert (gone.title, gone.href) == ("Flashcards", "/tasks")


def test_the_names_of_twenty_jobs_are_one_statement(
    database: Database, owner: User, now: datetime, statements: CountStatements
) -> None:
    with database.write() as session:
        for number in range(20):
            make_job(session, make_deck(session, owner, title=f"Deck {number}"), JobStatus.COMPLETED)
    with database.read() as session:
        jobs = reading.list_jobs(session, owner.id, limit=20).jobs
        with statements() as sent:
            rows = task_rows(session, owner.id, jobs, now=now)
    assert len(sent) == 1
    assert {row.title for row in rows} == {f"Flashcards for Deck {number}" for number in range(20)}


def test_a_running_job_keeps_a_place_for_each_item_to_come(row) -> None:
    assert row(JobStatus.PROCESSING, items_done=17).awaited == [17, 18, 19]
    assert row(JobStatus.PENDING).awaited == list(range(8))
    assert row(JobStatus.PENDING, items_expected=None).awaited == []


@pytest.mark.parametrize("status", [JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED])
def test_a_job_that_has_ended_keeps_no_places(row, status: JobStatus) -> None:
    assert row(status, items_done=7).awaited == []


def test_every_kind_of_job_can_be_told(row) -> None:
    for slot, kind in enumerate(JobType):
        assert row(JobStatus.PROCESSING, type=kind, slot=slot).title == f"{HANDLERS[kind].words.noun} for Biology"


def test_a_question_job_says_what_it_does_how_it_understood_and_about_how_many(row) -> None:
    asked = {"type": JobType.QUESTION_GENERATION, "items_expected": None}
    assert row(JobStatus.PROCESSING, phase="clarifying", **asked).state == "Working out what to ask…"
    intent = {"checkpoint": {"intent": "The causes of the French Revolution", "total": 8}}
    under_way = row(JobStatus.PROCESSING, slot=2, **asked | intent | {"items_expected": 8, "items_done": 3})
    assert under_way.state == "Generating questions… 3 of about 8"
    assert under_way.intent == "The causes of the French Revolution"


def test_what_a_deck_job_made_is_what_its_link_shows(row) -> None:
    done = row(JobStatus.COMPLETED, type=JobType.QUESTION_GENERATION, items_done=8, result={"count": 8})
    assert (done.outcome, done.view) == ("8 questions made.", "View questions")
    assert done.href.endswith(f"?job={done.id}")
    assert "?" not in row(JobStatus.PROCESSING, items_done=3).href
    assert "?" not in row(JobStatus.FAILED).href


@pytest.fixture
def card_row(database: Database, owner: User, now: datetime):
    """`card_row(type, status, card, **columns)` returns the row of one job for a card with those columns."""

    def made(kind: JobType, status: JobStatus, card: dict[str, object] | None = None, **fields: object) -> TaskRow:
        with database.write() as session:
            deck = make_deck(session, owner)
            target = make_card(session, deck, **card or {})
            asked = {"type": kind, "target_kind": "card", "target_id": target.id, "items_expected": None}
            job = make_job(session, deck, status, **asked | fields)
            address = f"/decks/{deck.id}?card={target.id}"
        with database.read() as session:
            found = task_rows(session, owner.id, [reading.get_job(session, owner.id, job.id)], now=now)[0]
        assert found.href == address
        return found

    return made


def test_choices_for_a_card_name_its_question_and_lead_to_it(card_row) -> None:
    done = card_row(JobType.DISTRACTOR_GENERATION, JobStatus.COMPLETED, items_done=3, result={"distractors": ["…"] * 3})
    assert done.title == "Answer choices for “What is the powerhouse of the cell?”"
    assert (done.outcome, done.has_items, done.view) == ("3 wrong answers made.", True, "View card")


def test_a_long_question_is_cut_and_a_cloze_does_not_give_its_answer_away(card_row) -> None:
    cloze = {"kind": CardKind.CLOZE, "question": "{{c1::Mitochondria}} make energy " * 9, "cloze_ordinal": 1}
    title = card_row(JobType.DISTRACTOR_GENERATION, JobStatus.PROCESSING, cloze).title
    assert "Mitochondria" not in title
    assert title.endswith("…”")
    assert len(title) < 90


def test_a_new_version_is_something_to_look_at_though_nothing_was_saved(card_row) -> None:
    done = card_row(JobType.CARD_REGENERATION, JobStatus.COMPLETED, result={"before": {}, "after": {}})
    assert (done.outcome, done.has_items, done.view) == ("A new version is ready to be compared.", True, "Compare")
    assert not card_row(JobType.CARD_REGENERATION, JobStatus.CANCELLED).has_items


@pytest.mark.parametrize(
    ("code", "can"),
    [("OVERLOADED", True), ("REFUSED", True), ("API_KEY", True), ("BAD_INPUT", False), ("TOO_LARGE", False)],
)
def test_a_new_try_is_offered_where_it_may_go_otherwise(row, code: str, can: bool) -> None:
    failed = row(JobStatus.FAILED, error="It went wrong.", error_code=code)
    assert (failed.is_retryable, failed.can_run_again) == (can, can)


def test_without_a_model_a_new_try_waits_until_there_is_one(row, monkeypatch: pytest.MonkeyPatch) -> None:
    without = {"error": "This needs a model.", "error_code": "NO_MODEL"}
    monkeypatch.setattr(settings, "current", lambda: Settings(anthropic_base_url=None, anthropic_api_key=None))
    assert not row(JobStatus.FAILED, **without).is_retryable
    monkeypatch.setattr(settings, "current", lambda: Settings(anthropic_base_url="http://127.0.0.1:1"))
    assert row(JobStatus.FAILED, **without).is_retryable


@pytest.mark.parametrize(
    ("code", "error", "advice"),
    [
        ("OVERLOADED", "Anthropic is overloaded.", "Retry in a few minutes."),
        ("REFUSED", "The model declined.", "Try other material or another model."),
        ("NO_MODEL", "There is no model. Set ANTHROPIC_API_KEY and try again.", ""),
        ("INVENTED", "It went wrong.", ""),
        (None, "It went wrong.", ""),
    ],
)
def test_a_failure_says_what_to_do_unless_its_sentence_does(row, code: str | None, error: str, advice: str) -> None:
    assert row(JobStatus.FAILED, error=error, error_code=code).advice == advice
    assert row(JobStatus.PENDING, attempts=1, error=error, error_code=code).advice == ""


def test_nobody_is_told_to_change_a_card_that_is_gone(card_row) -> None:
    assert card_row(JobType.DISTRACTOR_GENERATION, JobStatus.FAILED, error_code="BAD_INPUT").advice == ""


def test_a_document_that_could_not_be_read_says_itself_what_to_do(row) -> None:
    asked = {"type": JobType.DOCUMENT_IMPORT, "target_kind": "document", "error_code": "BAD_INPUT"}
    assert row(JobStatus.FAILED, error="This PDF has no text. Run it through OCR first.", **asked).advice == ""


def test_a_file_that_needs_its_password_has_not_gone_wrong(row) -> None:
    sentence = "This PDF is protected with a password."
    locked = row(JobStatus.FAILED, error=sentence, error_code="LOCKED", items_done=0)
    assert (locked.label, locked.tone, locked.state) == ("Password needed", "", sentence)
    assert locked.has_items
    assert not locked.can_run_again
    failed = row(JobStatus.FAILED, error=sentence, error_code="BAD_INPUT", items_done=0)
    assert (failed.label, failed.tone, failed.has_items) == ("Failed", "failed", False)
