"""Steps of minutes: of cards being learned and of lapsed ones, as the learner sets them."""

from datetime import timedelta

import pytest

from studyapp.models import CardState, Rating
from studyapp.services.scheduling.fsrs import Memory
from tests.services.scheduling.fsrs.memories import PUBLISHED_START, answered, foretold, in_review, interval, new_memory

AGAIN, HARD, GOOD, EASY = Rating


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
