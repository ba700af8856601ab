"""The state machine would notice: every bug we can think of is planted and found."""

import pytest

from studyapp.database import Database
from tests.engine.planted_bugs import BUGS, Bug, hunt


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_state_machine_catches_every_planted_bug(hasty: Database, bug: Bug) -> None:
    assert hunt(bug, hasty).by
