"""Intervals have Anki's order and fuzz, stay within their bounds, and are those that were foretold."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.models import CardState, Rating
from studyapp.services.scheduling.fsrs import Memory
from studyapp.services.scheduling.intervals import Bounds, describe_interval, fuzzed
from tests.services.scheduling.fsrs.memories import (
    PUBLISHED_START,
    answered,
    foretold,
    ideal,
    in_review,
    interval,
    new_memory,
)

AGAIN, HARD, GOOD, EASY = Rating
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
    least = round(ideal(foretold(seen, PUBLISHED_START)[rating]))
    scheduled = replace(seen, due_at=last + timedelta(days=least - 1))
    for number in range(100):
        outcome = foretold(scheduled, PUBLISHED_START, card_id=f"card {number}")
        assert interval(outcome[rating]).days >= least


@given(memory=memories, card_id=st.uuids().map(str), late=st.integers(0, 400))
def test_fuzz_alone_never_shortens_an_interval(memory: Memory, card_id: str, late: int) -> None:
    previous = interval(memory).days
    outcome = foretold(memory, PUBLISHED_START + timedelta(days=late), card_id=card_id)
    for rating in (HARD, GOOD, EASY):
        if ideal(outcome[rating]) >= previous:
            assert interval(outcome[rating]).days >= previous


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
    assert max(1, round(days - expected)) <= _days(days, factor) <= max(1, round(days + expected)) + (days >= 2.5)


def _days(ideal: float, factor: float) -> int:
    return fuzzed(ideal, 1, Bounds(factor, longest=36_500))


def test_fuzz_reaches_both_ends_of_its_range_and_every_day_between() -> None:
    assert {_days(10.0, n / 1000) for n in range(1000)} == set(range(8, 13))
    assert _days(2.4, 0.999) == 2


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
