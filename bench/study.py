"""Measures studying for a learner of many years: 100,000 cards and 1,000,000 answers."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlmodel import Session

from bench.learner import CARDS, LEARNER, RARE_TAG, REVIEWS, TAG, fill
from bench.report import Row, milliseconds
from bench.scratch import scratch_folder
from studyapp import migrate
from studyapp.database import Database
from studyapp.models import Rating, StudyMode
from studyapp.services import accounts, decks
from studyapp.services.scheduling.waiting import EVERYTHING, Scope
from studyapp.services.study import presentations, sessions, today
from studyapp.settings import Settings

ROUNDS: Final = 200
SIZE: Final = f"{CARDS:,} cards, {REVIEWS:,} answers"


def measure() -> list[Row]:
    now = datetime.now(UTC)
    with scratch_folder() as folder:
        settings = Settings(data_dir=folder, database_url=None)
        migrate.upgrade(settings)
        database = Database(settings.database)
        started = time.perf_counter()
        fill(database, now)
        filled = time.perf_counter() - started
        rows = [Row("filling the database", f"{filled:.0f} s", f"aim ≤ 60 s; {SIZE}"), *_rows(database, now)]
        database.dispose()
    return rows


def _rows(database: Database, now: datetime) -> list[Row]:
    def read(ask: Callable[[Session], object]) -> str:
        return milliseconds([_reading(database, ask) for _ in range(ROUNDS)])

    return [
        *_starts(database, now),
        Row("next card, with its intervals", *_next(database, now)),
        Row("answering a card, durable", *_answering(database, now)),
        Row("Today page's figures", read(lambda s: today.today(s, LEARNER, now=now)), SIZE),
        Row("list of 50 decks with counts", read(lambda s: decks.list_decks(s, LEARNER, now=now)), SIZE),
    ]


def _starts(database: Database, now: datetime) -> list[Row]:
    scopes = {"": EVERYTHING, " by a tag of 14,286 cards": Scope(tag=TAG), " by a tag of 20": Scope(tag=RARE_TAG)}
    return [
        Row(f"starting {mode} study{words}, durable", _starting(database, now, mode, scope), f"aim ≤ 30 ms; {SIZE}")
        for words, scope in scopes.items()
        for mode in StudyMode
    ]


def _reading(database: Database, ask: Callable[[Session], object]) -> float:
    with database.read() as session:
        started = time.perf_counter()
        ask(session)
        return time.perf_counter() - started


def _starting(database: Database, now: datetime, mode: StudyMode, scope: Scope) -> str:
    durations: list[float] = []
    for number in range(20):
        at = now + timedelta(seconds=number)
        started = time.perf_counter()
        with database.write() as session:
            study_session = sessions.start_session(session, LEARNER, mode=mode, scope=scope, now=at)
            assert presentations.present(session, LEARNER, study_session.id, now=at)
        durations.append(time.perf_counter() - started)
        with database.write() as session:
            sessions.end_session(session, LEARNER, study_session.id, now=at)
    return milliseconds(durations)


def _next(database: Database, now: datetime) -> tuple[str, str]:
    """The time to read the card on the screen, as every reload and every tab does."""
    with database.write() as session:
        study_session = sessions.start_session(session, LEARNER, mode=StudyMode.MIXED, now=now).id
        presentations.present(session, LEARNER, study_session, now=now)
    look: Callable[[Session], object] = lambda s: presentations.present(s, LEARNER, study_session, now=now)  # noqa: E731
    return milliseconds([_reading(database, look) for _ in range(ROUNDS)]), f"aim ≤ 10 ms; {SIZE}"


def _answering(database: Database, now: datetime) -> tuple[str, str]:
    """The time of an answer, compared with the cheapest durable write: saving one preference."""
    with database.write() as session:
        study_session = sessions.start_session(session, LEARNER, mode=StudyMode.MIXED, now=now).id
    answers, commits = [], []
    for number in range(ROUNDS):
        with database.write() as session:
            shown = presentations.present(session, LEARNER, study_session, now=now)
        assert shown
        started = time.perf_counter()
        with database.write() as session:
            if shown.options:
                presentations.choose(session, LEARNER, shown.id, choice=0, now=now)
            else:
                presentations.grade(session, LEARNER, shown.id, rating=Rating.GOOD, now=now)
        answers.append(time.perf_counter() - started)
        started = time.perf_counter()
        with database.write() as session:
            accounts.save_preferences(session, LEARNER, maximum_interval_days=36_500 - number)
        commits.append(time.perf_counter() - started)
    return milliseconds(answers), f"aim ≤ 20 ms; saving one preference {milliseconds(commits)}; {SIZE}"
