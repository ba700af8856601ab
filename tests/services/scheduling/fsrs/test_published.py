"""Memory and intervals are those that FSRS-6 was published with; `vectors.py` says where."""

from datetime import timedelta
from itertools import pairwise
from random import Random

import fsrs
import pytest

from studyapp.models import CardState, Rating
from tests.services.scheduling.fsrs import vectors
from tests.services.scheduling.fsrs.memories import PUBLISHED_START, answered, ideal, interval, new_memory

AGAIN, HARD, GOOD, EASY = Rating


@pytest.mark.parametrize(("ratings", "published"), vectors.INTERVALS)
def test_published_intervals_of_fsrs_6_follow_from_our_stability(
    ratings: tuple[int, ...], published: tuple[int, ...]
) -> None:
    memory, now, days = new_memory(), PUBLISHED_START, []
    for rating, wait in zip(ratings, published, strict=True):
        memory = answered(memory, Rating(rating), now)
        days.append(round(ideal(memory)) if memory.state is CardState.REVIEW else 0)
        now = now + timedelta(days=wait) if wait else memory.due_at
    assert tuple(days) == published


@pytest.mark.parametrize(("ratings", "waits", "stability", "difficulty"), vectors.MEMORY)
def test_published_memory_state_of_fsrs_6(
    ratings: tuple[int, ...], waits: tuple[int, ...], stability: float, difficulty: float
) -> None:
    memory, now = new_memory(), PUBLISHED_START
    for rating, wait in zip(ratings, waits, strict=True):
        now += timedelta(days=wait)
        memory = answered(memory, Rating(rating), now)
    assert memory.stability == pytest.approx(stability, abs=1e-4)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-4)


@pytest.mark.parametrize(("rating", "stability", "difficulty", "days"), vectors.FIRST_ANSWER)
def test_published_memory_after_the_first_answer(rating: int, stability: float, difficulty: float, days: int) -> None:
    memory = answered(new_memory(), Rating(rating), PUBLISHED_START)
    assert memory.stability == pytest.approx(stability, abs=1e-4)
    assert memory.difficulty == pytest.approx(difficulty, abs=1e-4)
    assert (memory.state is CardState.REVIEW) is (days > 0)
    assert days in (0, round(ideal(memory)))


def test_published_difficulty_of_a_card_that_is_always_easy() -> None:
    ratings, difficulty = vectors.EASIEST
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
            now += random.choice([timedelta(minutes=1), timedelta(hours=1), timedelta(days=random.randrange(60))])
            ours = answered(ours, rating, now, card_id=f"card {card_number}")
            theirs, _ = library.review_card(theirs, fsrs.Rating(rating), now)
            steps += 1
            assert (ours.stability, ours.difficulty, ours.step) == (theirs.stability, theirs.difficulty, theirs.step)
            assert ours.state == theirs.state.name.lower()
            if ours.state is CardState.REVIEW:
                assert round(ideal(ours)) == (theirs.due - now).days or theirs.due - now == timedelta(1)
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
