"""Scheduling compared with the published FSRS-6 values, with Anki's order and fuzz, and across clock changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.models import CardState, Rating
from studyapp.services.scheduling.fsrs import (
    Memory,
    Preferences,
    _fuzzed,
    _ideal_days,
    answer,
    day_end,
    day_start,
    day_starts,
    describe_interval,
    interval,
    preview,
)
from tests.services.scheduling import fsrs_vectors

AGAIN, HARD, GOOD, EASY = Rating
PUBLISHED_START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)


def new_memory(at: datetime = PUBLISHED_START) -> Memory:
    return Memory(CardState.NEW, None, None, None, due_at=at, last_review_at=None, reps=0, lapses=0)


def answered(
    memory: Memory,
    rating: Rating,
    now: datetime,
    *,
    card_id: str = "card",
    retention: float = 0.9,
    timezone: str = "UTC",
    hour: int = 4,
    **more: Any,
) -> Memory:
    preferences = Preferences(retention, timezone, hour, **more)
    return answer(memory, rating, card_id=card_id, now=now, preferences=preferences)


def foretold(
    memory: Memory, now: datetime, *, card_id: str = "card", retention: float = 0.9, **more: Any
) -> dict[Rating, Memory]:
    return preview(memory, card_id=card_id, now=now, preferences=Preferences(retention, **more))


def in_review(*, scheduled: int = 10, stability: float = 10.0, now: datetime = PUBLISHED_START) -> Memory:
    """A card due now that was last seen `scheduled` days ago."""
    last = now - timedelta(days=scheduled)
    return Memory(CardState.REVIEW, None, stability, 5.0, due_at=now, last_review_at=last, reps=4, lapses=0)


# Published values: see fsrs_vectors.py for where they come from.


@pytest.mark.parametrize(("ratings", "published"), fsrs_vectors.INTERVALS)
def test_published_intervals_of_fsrs_6_follow_from_our_stability(
    ratings: tuple[int, ...], published: tuple[int, ...]
) -> None:
    memory, now, days = new_memory(), PUBLISHED_START, []
    for rating, wait in zip(ratings, published, strict=True):
        memory = answered(memory, Rating(rating), now)
        days.append(round(_ideal_days(memory.stability, 0.9)) if memory.state is CardState.REVIEW else 0)
        now = now + timedelta(days=wait) if wait else memory.due_at
    assert tuple(days) == published


@pytest.mark.parametrize(("ratings", "waits", "stability", "difficulty"), fsrs_vectors.MEMORY)
def test_published_memory_state_of_fsrs_6(
    ratings: tuple[int, ...], waits: tuple[int, ...], stability: float, difficulty: float
) -> None:
    memory, now = new_memory(), PUBLISHED_START
    for rating, wait in zip(ratings, waits, strict=True):
        now += timedelta(days=wait)
        memory = answered(memory, Rating(rating), now)
    assert memory.stability == pytest.approx(stability, abs=1e-4)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-4)


@pytest.mark.parametrize(("rating", "stability", "difficulty", "days"), fsrs_vectors.FIRST_ANSWER)
def test_published_memory_after_the_first_answer(rating: int, stability: float, difficulty: float, days: int) -> None:
    memory = answered(new_memory(), Rating(rating), PUBLISHED_START)
    assert memory.stability == pytest.approx(stability, abs=1e-4)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-4)
    assert (memory.state is CardState.REVIEW) is (days > 0)
    assert days in (0, round(_ideal_days(memory.stability, 0.9)))


def test_published_difficulty_of_a_card_that_is_always_easy() -> None:
    ratings, difficulty = fsrs_vectors.EASIEST
    memory = new_memory()
    for number, rating in enumerate(ratings):
        memory = answered(memory, Rating(rating), PUBLISHED_START + timedelta(microseconds=number))
    assert memory.difficulty == difficulty


def test_a_long_history_remembers_exactly_what_the_library_remembers() -> None:
    random, library, steps = Random(6), fsrs.Scheduler(enable_fuzzing=False), 0
    for card_number in range(300):
        ours = new_memory()
        theirs = fsrs.Card(card_id=card_number + 1, due=PUBLISHED_START)
        now = PUBLISHED_START
        for _ in range(12):
            rating = random.choices(list(Rating), [1, 1, 6, 1])[0]
            now += random.choice([timedelta(minutes=1), timedelta(hours=7), timedelta(days=random.random() * 60)])
            ours = answered(ours, rating, now, card_id=f"card {card_number}")
            theirs, _ = library.review_card(theirs, fsrs.Rating(rating), now)
            steps += 1
            assert (ours.stability, ours.difficulty, ours.step) == (theirs.stability, theirs.difficulty, theirs.step)
            assert ours.state == theirs.state.name.lower()
            if ours.state is CardState.REVIEW:
                assert round(_ideal_days(ours.stability, 0.9)) == (
                    theirs.due - now
                ).days or theirs.due - now == timedelta(1)
            else:
                assert ours.due_at == theirs.due
    assert steps == 3600


def test_six_goods_at_their_due_time_graduate_a_card_and_let_it_grow() -> None:
    memory, now, states, days = new_memory(), PUBLISHED_START, [], []
    for _ in range(6):
        memory = answered(memory, GOOD, now)
        states.append(memory.state)
        days.append(interval(memory).days)
        now = memory.due_at
    assert states == [CardState.LEARNING] + [CardState.REVIEW] * 5
    assert all(later > earlier for earlier, later in pairwise(days[1:]))
    assert memory.reps == 6


@pytest.mark.parametrize(
    ("rating", "wait"), [(AGAIN, timedelta(minutes=1)), (HARD, timedelta(seconds=330)), (GOOD, timedelta(minutes=10))]
)
def test_a_new_card_goes_through_minutes_before_it_goes_into_days(rating: Rating, wait: timedelta) -> None:
    memory = answered(new_memory(), rating, PUBLISHED_START)
    assert (memory.state, memory.due_at) == (CardState.LEARNING, PUBLISHED_START + wait)


def test_the_step_is_kept_so_that_the_second_good_graduates() -> None:
    first = answered(new_memory(), GOOD, PUBLISHED_START)
    second = answered(first, GOOD, first.due_at)
    assert (first.step, second.step, second.state) == (1, None, CardState.REVIEW)


def test_a_lapsed_card_is_due_again_within_minutes_and_counted() -> None:
    lapsed = answered(in_review(), AGAIN, PUBLISHED_START)
    assert (lapsed.state, lapsed.lapses) == (CardState.RELEARNING, 1)
    assert lapsed.due_at == PUBLISHED_START + timedelta(minutes=10)


def test_again_while_learning_or_relearning_is_no_lapse() -> None:
    learning = answered(new_memory(), AGAIN, PUBLISHED_START)
    relearning = answered(in_review(), AGAIN, PUBLISHED_START)
    assert learning.lapses == 0
    assert answered(relearning, AGAIN, relearning.due_at).lapses == 1


# Order and fuzz


memories = st.builds(
    in_review,
    scheduled=st.integers(1, 5_000),
    stability=st.floats(0.1, 20_000),
)


@given(memory=memories, card_id=st.uuids().map(str), retention=st.floats(0.7, 0.99), late=st.integers(0, 400))
@example(memory=in_review(stability=36_499.0, scheduled=36_000), card_id="c", retention=0.7, late=0)
def test_a_better_answer_on_a_review_card_never_comes_back_sooner(
    memory: Memory, card_id: str, retention: float, late: int
) -> None:
    outcome = foretold(memory, PUBLISHED_START + timedelta(days=late), card_id=card_id, retention=retention)
    hard, good, easy = (interval(outcome[rating]).days for rating in (HARD, GOOD, EASY))
    assert 1 <= hard <= good <= easy <= 36_500
    assert good >= hard + 1 or good == 36_500
    assert easy >= good + 1 or easy == 36_500


@pytest.mark.parametrize("rating", [HARD, GOOD, EASY])
def test_an_interval_that_fsrs_lets_grow_grows_by_a_day_at_least_whatever_the_fuzz(rating: Rating) -> None:
    last = PUBLISHED_START - timedelta(days=40)
    seen = Memory(CardState.REVIEW, None, 40.0, 5.0, due_at=PUBLISHED_START, last_review_at=last, reps=4, lapses=0)
    ideal = round(_ideal_days(foretold(seen, PUBLISHED_START)[rating].stability, 0.9))
    scheduled = replace(seen, due_at=last + timedelta(days=ideal - 1))
    for number in range(100):
        outcome = foretold(scheduled, PUBLISHED_START, card_id=f"card {number}")
        assert interval(outcome[rating]).days >= ideal


def test_an_interval_that_fsrs_lets_shrink_may_shrink() -> None:
    """This happens e.g. after the desired retention was raised."""
    last = PUBLISHED_START - timedelta(days=10)
    seen = Memory(CardState.REVIEW, None, 10.0, 5.0, PUBLISHED_START + timedelta(days=990), last, reps=4, lapses=0)
    assert interval(foretold(seen, PUBLISHED_START)[GOOD]).days < 100


def test_easy_on_a_new_card_is_a_day_more_than_good_would_be() -> None:
    for number in range(200):
        outcome = foretold(new_memory(), PUBLISHED_START, card_id=f"card {number}")
        assert interval(outcome[EASY]).days >= 3


@given(days=st.floats(0.1, 36_500), factor=st.floats(0, 1, exclude_max=True))
def test_fuzz_stays_within_ankis_range(days: float, factor: float) -> None:
    expected = 0.0
    if days >= 2.5:
        ranges = ((2.5, 7, 0.15), (7, 20, 0.10), (20, 1e9, 0.05))
        expected = 1 + sum(share * max(0.0, min(days, end) - start) for start, end, share in ranges)
    assert max(1, round(days - expected)) <= _fuzzed(days, 1, factor) <= max(1, round(days + expected)) + (days >= 2.5)


def test_fuzz_reaches_both_ends_of_its_range_and_every_day_between() -> None:
    assert {_fuzzed(10.0, 1, n / 1000) for n in range(1000)} == set(range(8, 13))
    assert _fuzzed(2.4, 1, 0.999) == 2


def test_cards_learned_together_part() -> None:
    days = {interval(foretold(in_review(stability=60), PUBLISHED_START, card_id=f"{n}")[GOOD]).days for n in range(50)}
    assert len(days) > 5


def test_the_fuzz_of_a_card_changes_with_every_answer() -> None:
    seen = [replace(in_review(stability=60), reps=reps) for reps in range(1, 50)]
    assert len({interval(foretold(memory, PUBLISHED_START)[GOOD]).days for memory in seen}) > 5


@given(memory=memories, card_id=st.uuids().map(str), rating=st.sampled_from(Rating))
def test_preview_is_what_happens(memory: Memory, card_id: str, rating: Rating) -> None:
    assert foretold(memory, PUBLISHED_START, card_id=card_id)[rating] == answered(
        memory, rating, PUBLISHED_START, card_id=card_id
    )


def test_a_higher_desired_retention_brings_cards_back_sooner() -> None:
    often = answered(in_review(stability=100), GOOD, PUBLISHED_START, retention=0.97)
    rarely = answered(in_review(stability=100), GOOD, PUBLISHED_START, retention=0.8)
    assert interval(often) < interval(rarely) / 3


def test_a_clock_that_was_set_back_does_no_harm() -> None:
    memory = answered(in_review(), GOOD, PUBLISHED_START)
    earlier = answered(memory, GOOD, PUBLISHED_START - timedelta(days=3))
    assert earlier.state is CardState.REVIEW
    assert earlier.due_at > PUBLISHED_START - timedelta(days=3)


def test_an_answer_after_ten_years_is_scheduled_within_the_longest_interval() -> None:
    memory = in_review(stability=30_000, scheduled=3650)
    assert interval(answered(memory, EASY, PUBLISHED_START)) <= timedelta(days=36_500)


# Study days


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
    ("delta", "words"),
    [
        (timedelta(0), "1 min"),
        (timedelta(seconds=59), "1 min"),
        (timedelta(seconds=330), "6 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(minutes=59, seconds=40), "1 h"),
        (timedelta(hours=5), "5 h"),
        (timedelta(hours=23, minutes=50), "1 d"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=3), "3 d"),
        (timedelta(days=30), "30 d"),
        (timedelta(days=31), "1 mo"),
        (timedelta(days=37), "1.2 mo"),
        (timedelta(days=364), "12 mo"),
        (timedelta(days=365), "1 y"),
        (timedelta(days=730), "2 y"),
        (timedelta(days=900), "2.5 y"),
        (timedelta(days=36_500), "99.9 y"),
    ],
)
def test_an_interval_is_described_in_the_largest_unit_that_fits(delta: timedelta, words: str) -> None:
    assert describe_interval(delta) == words


def test_nothing_but_the_given_values_decides() -> None:
    memory = in_review()
    assert answered(memory, GOOD, PUBLISHED_START) == answered(replace(memory), GOOD, PUBLISHED_START)


# What a learner may set


@pytest.mark.parametrize(
    ("steps", "waits"),
    [((1, 10), [10]), ((5,), []), ((1, 5, 1440), [5, 1440]), ((), [])],
)
def test_a_new_card_passes_every_step_and_then_graduates(steps: tuple[int, ...], waits: list[int]) -> None:
    memory, now, seen = new_memory(), PUBLISHED_START, []
    while memory.state is not CardState.REVIEW:
        memory = answered(memory, GOOD, now, learning_steps=steps)
        if memory.state is CardState.LEARNING:
            seen.append(interval(memory) // timedelta(minutes=1))
        now = memory.due_at
    assert seen == waits
    assert interval(memory) >= timedelta(days=1)


@pytest.mark.parametrize(
    ("steps", "state", "wait"), [((10,), "relearning", 10), ((3, 7), "relearning", 3), ((), "review", 1440)]
)
def test_a_lapsed_card_waits_for_the_first_relearning_step(steps: tuple[int, ...], state: str, wait: int) -> None:
    lapsed = answered(in_review(stability=3), AGAIN, PUBLISHED_START, relearning_steps=steps)
    assert (lapsed.state, lapsed.lapses) == (state, 1)
    assert interval(lapsed) >= timedelta(minutes=wait)
    assert steps == () or interval(lapsed) == timedelta(minutes=wait)


@pytest.mark.parametrize("before", [new_memory(), in_review(stability=500, scheduled=400)])
def test_without_steps_again_comes_back_after_days_and_not_later_than_hard(before: Memory) -> None:
    for number in range(30):
        outcome = foretold(before, PUBLISHED_START, card_id=f"{number}", learning_steps=(), relearning_steps=())
        again, hard, good, easy = (interval(outcome[rating]) for rating in Rating)
        assert timedelta(days=1) <= again <= hard <= good < easy


@pytest.mark.parametrize(
    ("before", "after"), [((1, 10, 60), (1,)), ((1, 10), ()), ((1,), (1, 10)), ((10, 20), (5, 6, 7))]
)
def test_steps_that_are_changed_halfway_leave_no_card_behind(before: tuple[int, ...], after: tuple[int, ...]) -> None:
    memory, now = new_memory(), PUBLISHED_START
    for steps in (before, before, *[after] * 4):
        memory = answered(memory, GOOD, now, learning_steps=steps)
        now = memory.due_at
    assert memory.state is CardState.REVIEW


@pytest.mark.parametrize("longest", [1, 2, 30, 365])
@pytest.mark.parametrize("rating", [HARD, GOOD, EASY])
def test_no_interval_is_longer_than_the_learner_wants(longest: int, rating: Rating) -> None:
    days: set[int] = set()
    for number in range(60):
        outcome = foretold(
            in_review(stability=900), PUBLISHED_START, card_id=f"{number}", maximum_interval_days=longest
        )
        days.add(interval(outcome[rating]).days)
    assert max(days) == longest
    assert min(days) >= longest * 0.85


@given(
    memory=memories,
    card_id=st.uuids().map(str),
    rating=st.sampled_from(Rating),
    steps=st.lists(st.integers(1, 1440), max_size=3).map(tuple),
    longest=st.integers(1, 36_500),
)
def test_preview_is_what_happens_whatever_is_set(
    memory: Memory, card_id: str, rating: Rating, steps: tuple[int, ...], longest: int
) -> None:
    given = {"learning_steps": steps, "relearning_steps": steps, "maximum_interval_days": longest}
    outcome = foretold(memory, PUBLISHED_START, card_id=card_id, **given)
    assert outcome[rating] == answered(memory, rating, PUBLISHED_START, card_id=card_id, **given)
    if outcome[rating].state is CardState.REVIEW:
        assert interval(outcome[rating]).days <= longest
