"""Intervals are those of Anki 26.9.3.

`anki_26_9.json` holds states of cards and all intervals Anki gave them under 1,500 seeds of its fuzz: FSRS-6 with its
default parameters, without the load balancer. Without steps Anki may bring a card back within hours where we wait for
a day; such states were left out.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from studyapp.models import CardState, Rating
from studyapp.services.scheduling import fsrs
from studyapp.services.scheduling.fsrs import Memory, Preferences
from studyapp.services.scheduling.intervals import Bounds, graduating_intervals, review_intervals
from tests.services.scheduling.fsrs.memories import ideal, interval

FACTORS = 400
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
STATES = json.loads(Path(__file__).with_name("anki_26_9.json").read_text())


@pytest.mark.parametrize("seen", STATES)
def test_fuzz_reaches_the_intervals_of_anki_and_no_others(seen: dict[str, Any]) -> None:
    outcomes = _foretold(seen)
    in_days = [rating for rating, outcome in outcomes.items() if outcome.state is CardState.REVIEW]
    found = [_intervals(seen, outcomes, number / FACTORS) for number in range(FACTORS)]
    reached = {rating.name.lower(): sorted({days[rating] for days in found}) for rating in in_days}
    assert reached == seen["days"]


@pytest.mark.parametrize("seen", STATES)
def test_a_card_gets_one_of_the_intervals_of_anki(seen: dict[str, Any]) -> None:
    for rating, outcome in _foretold(seen).items():
        if outcome.state is CardState.REVIEW:
            assert interval(outcome).days in seen["days"][rating.name.lower()]


def _intervals(seen: dict[str, Any], outcomes: Mapping[Rating, Memory], factor: float) -> dict[Rating, int]:
    wanted = {rating: ideal(outcome, seen["retention"]) for rating, outcome in outcomes.items()}
    bounds = Bounds(factor, seen["longest"])
    if seen["state"] == CardState.REVIEW:
        return review_intervals(wanted, seen["interval"], bounds)
    return graduating_intervals(wanted, bounds)


def _foretold(seen: dict[str, Any]) -> dict[Rating, Memory]:
    state = CardState(seen["state"])
    last = None if state is CardState.NEW else NOW - timedelta(days=seen["elapsed"])
    due_at = NOW if last is None else last + timedelta(days=seen["interval"])
    memory = Memory(state, seen["step"], seen["stability"], seen["difficulty"], due_at, last, reps=4, lapses=0)
    preferences = Preferences(
        seen["retention"],
        learning_steps=tuple(seen["learning_steps"]),
        relearning_steps=tuple(seen["relearning_steps"]),
        maximum_interval_days=seen["longest"],
    )
    return fsrs.preview(memory, card_id="card", now=NOW, preferences=preferences)
