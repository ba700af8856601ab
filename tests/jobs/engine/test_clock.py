"""A clock that was set is distinguished from time that has passed."""

from datetime import timedelta

import pytest

from studyapp.jobs.engine.clock import JumpDetector
from tests.factories import NOON


@pytest.mark.parametrize(
    ("wall", "steady", "jump"),
    [(10, 10, 0), (10, 12, 0), (10, 0, 10), (28_800, 10, 28_790), (-3600, 10, -3610), (0, 300, -300)],
)
def test_the_two_clocks_going_apart_is_a_jump(wall: int, steady: int, jump: int) -> None:
    now, seconds = NOON, 100.0
    detector = JumpDetector(lambda: now, lambda: seconds)
    now, seconds = now + timedelta(seconds=wall), seconds + steady
    assert detector.jump() == timedelta(seconds=jump)
    assert detector.jump() == timedelta(seconds=jump), "nobody has allowed for it yet"
    detector.allow_for(timedelta(seconds=jump))
    assert detector.jump() == timedelta()


def test_a_clock_that_goes_a_little_wrong_for_long_does_not_jump() -> None:
    now, seconds = NOON, 0.0
    detector = JumpDetector(lambda: now, lambda: seconds)
    for _ in range(100):
        now, seconds = now + timedelta(seconds=61), seconds + 60
        assert detector.jump() == timedelta()
