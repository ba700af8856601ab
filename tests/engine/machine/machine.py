"""The engine as a state machine: learners, workers, zombies and a jumping clock do anything in any order.

Each rule knows what the design says must follow, and compares every row. Failures name the invariant by its number.
"""

from tests.engine.machine.clockwork import Clockwork
from tests.engine.machine.learners import Learners
from tests.engine.machine.outages import Outages
from tests.engine.machine.workers import Workers


class Machine(Learners, Workers, Outages, Clockwork):
    """All of them at once."""
