"""What the study screen shows while it shows no card, from the progress of a study session."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from studyapp.models import StudyMode
from studyapp.services.scheduling.due import Counts
from studyapp.services.study.sessions import SessionProgress
from studyapp.ui.pages.study.rows import Rest, rest

SOON = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)
FRESH = SessionProgress(
    mode=StudyMode.FLASHCARD,
    answered=0,
    left=Counts(0, 0, 0),
    correct=0,
    again=0,
    seconds=0,
    next_due_at=None,
    resumes_at=None,
    ends_at=None,
    is_over=False,
)
ANSWERED = replace(FRESH, answered=3)
LEARNING = replace(ANSWERED, left=Counts(0, 2, 0), resumes_at=SOON)
TIMED = replace(ANSWERED, mode=StudyMode.TIMED, ends_at=SOON)


@pytest.mark.parametrize(
    ("study_session", "stands"),
    [
        (FRESH, Rest.NOTHING),
        (ANSWERED, Rest.DONE),
        (replace(ANSWERED, is_over=True), Rest.ENDED),
        (LEARNING, Rest.PAUSE),
        (replace(LEARNING, is_over=True), Rest.ENDED),
        (TIMED, Rest.TIMED_DONE),
        (replace(TIMED, left=LEARNING.left, resumes_at=SOON), Rest.TIMED_DONE),
        (replace(TIMED, is_over=True), Rest.TIME_UP),
        (replace(FRESH, mode=StudyMode.TIMED), Rest.READY),
        (replace(LEARNING, mode=StudyMode.TIMED), Rest.READY),
    ],
)
def test_one_thing_stands_where_no_card_is(study_session: SessionProgress, stands: Rest) -> None:
    assert rest(study_session, has_begun=False, takes_early=False) is stands


def test_whoever_does_not_wait_for_learning_cards_gets_no_pause() -> None:
    assert rest(LEARNING, has_begun=False, takes_early=True) is Rest.DONE


def test_a_clock_that_was_started_is_not_offered_again() -> None:
    assert rest(replace(FRESH, mode=StudyMode.TIMED), has_begun=True, takes_early=False) is Rest.NOTHING
