"""A clock that was set is told from time that has passed."""

from datetime import timedelta

import pytest

from studyapp.jobs.clock import JumpDetector
from tests.factories import NOON


@pytest.mark.parametrize(
    ("wall", "steady", "jumped"),
    [(10, 10, False), (10, 12, False), (10, 0, True), (28_800, 10, True), (-3600, 10, True), (0, 300, True)],
)
def test_the_two_clocks_going_apart_is_a_jump(wall: int, steady: int, jumped: bool) -> None:
    moments = [NOON, NOON + timedelta(seconds=wall), NOON + timedelta(seconds=wall)]
    seconds = [100.0, 100.0 + steady, 100.0 + steady]
    detector = JumpDetector(lambda: moments.pop(0), lambda: seconds.pop(0))
    assert detector.jumped() is jumped
    assert detector.jumped() is False, "once is enough"
