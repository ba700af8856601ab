"""Study days turn at the learner's hour, also where clocks are changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.models import CardState, Rating
from studyapp.services.scheduling.fsrs import Memory
from studyapp.services.scheduling.intervals import describe_interval
from studyapp.services.scheduling.study_days import day_end, day_start, day_starts
from tests.services.scheduling.fsrs.memories import answered, in_review, interval, new_memory

AGAIN, HARD, GOOD, EASY = Rating
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


def local(zone: str, *when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("zone", "now", "end"),
    [
        (BERLIN, (2025, 1, 15, 3, 59), (2025, 1, 15, 4)),
        (BERLIN, (2025, 1, 15, 4, 0), (2025, 1, 16, 4)),
        (BERLIN, (2025, 1, 15, 23, 0), (2025, 1, 16, 4)),
        (BERLIN, (2025, 3, 29, 12), (2025, 3, 30, 4)),  # the night with 23 hours
        (BERLIN, (2025, 10, 25, 12), (2025, 10, 26, 4)),  # the night with 25
        (NEW_YORK, (2025, 3, 8, 12), (2025, 3, 9, 4)),
        (NEW_YORK, (2025, 11, 1, 12), (2025, 11, 2, 4)),
        ("Asia/Kathmandu", (2025, 1, 15, 3, 59), (2025, 1, 15, 4)),
    ],
)
def test_the_study_day_ends_at_four_by_the_learners_clock(
    zone: str, now: tuple[int, ...], end: tuple[int, ...]
) -> None:
    assert day_end(local(zone, *now), zone, 4) == local(zone, *end)


@pytest.mark.parametrize(
    ("zone", "noon", "hours"),
    [
        (BERLIN, (2025, 3, 29, 12), 23),
        (BERLIN, (2025, 10, 25, 12), 25),
        (NEW_YORK, (2025, 3, 8, 12), 23),
        (NEW_YORK, (2025, 11, 1, 12), 25),
        (BERLIN, (2025, 6, 1, 12), 24),
    ],
)
def test_a_study_day_has_as_many_hours_as_the_calendar_gives_it(zone: str, noon: tuple[int, ...], hours: int) -> None:
    now = local(zone, *noon)
    assert day_end(now, zone, 4) - day_start(now, zone, 4) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "when", "hour"),
    [
        (BERLIN, (2025, 10, 25, 4, 30), 4),  # 24 hours later it is 3:30, still the same study day
        (BERLIN, (2025, 10, 25, 23, 0), 4),
        (BERLIN, (2025, 10, 26, 1, 0), 4),
        (BERLIN, (2025, 3, 29, 2, 30), 2),  # the next day has neither 2:00 nor 2:30
        ("Europe/Helsinki", (2025, 3, 29, 3, 30), 4),  # nor this one 3:30, and 4:30 is another study day
        (NEW_YORK, (2025, 11, 1, 4, 30), 4),
    ],
)
def test_a_day_is_a_day_also_in_the_night_in_which_clocks_are_changed(
    zone: str, when: tuple[int, ...], hour: int
) -> None:
    now = local(zone, *when)
    learned = Memory(CardState.LEARNING, 1, 0.5, 5.0, due_at=now, last_review_at=now, reps=1, lapses=0)
    memory = answered(learned, GOOD, now, timezone=zone, hour=hour)
    tomorrow = day_end(now, zone, hour)
    assert interval(memory) == timedelta(days=1)
    assert tomorrow <= memory.due_at < day_end(tomorrow, zone, hour)


zones = st.sampled_from([BERLIN, NEW_YORK, "Europe/Helsinki", "Australia/Lord_Howe", "America/St_Johns", "UTC"])


@given(
    zone=zones,
    now=st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    hour=st.integers(0, 23),
    stability=st.floats(0.5, 400),
)
@example(zone=BERLIN, now=local(BERLIN, 2025, 3, 29, 2, 30), hour=2, stability=1.0)
@example(zone="Europe/Helsinki", now=local("Europe/Helsinki", 2025, 3, 29, 3, 30), hour=4, stability=1.0)
def test_an_interval_of_n_days_ends_in_the_nth_study_day_in_every_zone(
    zone: str, now: datetime, hour: int, stability: float
) -> None:
    memory = in_review(scheduled=3, stability=stability, now=now)
    for rating in (HARD, GOOD, EASY):
        after = answered(memory, rating, now, timezone=zone, hour=hour)
        days = interval(after).days
        (_, first), *_, (_, last) = day_starts(now, zone, hour, days=days)
        assert first <= now < day_end(now, zone, hour)
        assert last <= after.due_at < day_end(last, zone, hour)


def test_the_coming_study_days_have_their_dates_and_starts() -> None:
    now = local(BERLIN, 2025, 3, 29, 2)  # still the study day of the 28th
    days = day_starts(now, BERLIN, 4, days=3)
    assert [str(day) for day, _ in days] == ["2025-03-28", "2025-03-29", "2025-03-30", "2025-03-31"]
    assert [start for _, start in days] == [local(BERLIN, 2025, 3, day, 4) for day in (28, 29, 30, 31)]


@pytest.mark.parametrize(
    ("learned", "answered_at", "days"),
    [
        ((2025, 1, 15, 20, 0), (2025, 1, 16, 8, 0), 1),
        ((2025, 1, 15, 20, 0), (2025, 1, 16, 19, 30), 1),
        ((2025, 1, 15, 20, 0), (2025, 1, 15, 23, 50), 0),
        ((2025, 1, 15, 20, 0), (2025, 1, 16, 3, 59), 0),  # still the same study day
        ((2025, 1, 16, 3, 59), (2025, 1, 16, 4, 0), 1),
        ((2025, 1, 15, 4, 0), (2025, 1, 17, 3, 59), 1),  # nearly 48 hours
        ((2025, 10, 25, 4, 0), (2025, 10, 26, 3, 59), 0),  # 25 hours, in the night that has one more
        ((2025, 3, 29, 20, 0), (2025, 4, 5, 7, 0), 7),
        ((2025, 1, 15, 20, 0), (2025, 1, 12, 20, 0), 0),  # the clock was set back
    ],
)
def test_memory_fades_by_study_days_and_not_by_blocks_of_24_hours(
    learned: tuple[int, ...], answered_at: tuple[int, ...], days: int
) -> None:
    before = in_review(scheduled=1, stability=3, now=local(BERLIN, *learned))
    before = replace(before, last_review_at=local(BERLIN, *learned))
    by_hand = replace(before, last_review_at=local(BERLIN, *answered_at) - timedelta(days=days))
    for rating in Rating:
        now = local(BERLIN, *answered_at)
        ours, expected = answered(before, rating, now, timezone=BERLIN), answered(by_hand, rating, now, hour=now.hour)
        assert (ours.stability, ours.difficulty) == (expected.stability, expected.difficulty)


def test_an_evening_learner_is_not_asked_again_and_again() -> None:
    """Answers at 20:00 sharp and at any minute of the evening leave the same memory."""
    sharp = early = answered(in_review(scheduled=1, stability=2, now=local(BERLIN, 2025, 1, 1, 20)), GOOD,
                             local(BERLIN, 2025, 1, 1, 20), timezone=BERLIN)  # fmt: skip
    for day in range(2, 25):
        sharp = answered(sharp, GOOD, local(BERLIN, 2025, 1, day, 20), timezone=BERLIN)
        early = answered(early, GOOD, local(BERLIN, 2025, 1, day, 20 - day % 3, day), timezone=BERLIN)
    assert early.stability == sharp.stability


@pytest.mark.parametrize(
    ("step", "now", "due_at"),
    [
        (1440, (2025, 1, 15, 21, 0), (2025, 1, 16, 4, 0)),
        (1440, (2025, 1, 16, 2, 0), (2025, 1, 16, 4, 0)),
        (2880, (2025, 1, 15, 21, 0), (2025, 1, 17, 4, 0)),
        (15, (2025, 1, 16, 3, 50), (2025, 1, 16, 4, 0)),
        (15, (2025, 1, 15, 23, 50), (2025, 1, 16, 0, 5)),
        (1440, (2025, 3, 29, 21, 0), (2025, 3, 30, 4, 0)),
    ],
)
@pytest.mark.parametrize("state", [CardState.LEARNING, CardState.RELEARNING])
def test_a_step_that_ends_on_another_study_day_ends_when_that_day_begins(
    state: CardState, step: int, now: tuple[int, ...], due_at: tuple[int, ...]
) -> None:
    learning = Memory(state, 0, 0.5, 5.0, local(BERLIN, *now), local(BERLIN, *now), reps=1, lapses=0)
    after = answered(
        learning, GOOD, local(BERLIN, *now), timezone=BERLIN, learning_steps=(1, step), relearning_steps=(1, step)
    )
    assert (after.state, after.step, after.due_at) == (state, 1, local(BERLIN, *due_at))


@pytest.mark.parametrize(
    ("step", "at", "words"),
    [
        (1440, (21, 0), "1 d"),
        (2880, (21, 0), "2 d"),
        (15, (21, 0), "15 min"),
        (15, (3, 50), "10 min"),  # the next study day begins then
        (1440, (3, 50), "10 min"),
        (1440, (2, 0), "1 d"),
    ],
)
def test_a_step_of_days_is_described_in_days(step: int, at: tuple[int, int], words: str) -> None:
    now = local(BERLIN, 2025, 1, 15, *at)
    learned = answered(new_memory(now), GOOD, now, timezone=BERLIN, learning_steps=(1, step))
    assert describe_interval(interval(learned, timezone=BERLIN)) == words
