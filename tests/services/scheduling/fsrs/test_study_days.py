"""Study days turn at the learner's hour, also where clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.models import CardState, Rating
from studyapp.services.scheduling.fsrs import Memory, day_end, day_start, day_starts, interval
from tests.services.scheduling.fsrs.memories import answered, in_review

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
