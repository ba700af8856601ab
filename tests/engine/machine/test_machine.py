"""All invariants of the engine, with random events in random order."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from studyapp.database import Database
from tests.engine.machine.machine import Machine

PLENTY = settings(
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def test_no_order_of_events_breaks_an_invariant(hasty: Database) -> None:
    bound = type("MachineOnThisDatabase", (Machine,), {"database": hasty})
    run_state_machine_as_test(bound, settings=PLENTY)
