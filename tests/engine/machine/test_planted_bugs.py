"""Proof that the state machine works: every planted bug is found."""

from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from studyapp.database import Database
from tests.engine.machine.planted_bugs import BUGS, Bug, hunt


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_state_machine_catches_every_planted_bug(hasty: Database, bug: Bug) -> None:
    assert hunt(bug, hasty).by


def test_a_database_that_cannot_be_opened_is_no_bug_that_was_caught(tmp_path: Path) -> None:
    nowhere = Database(f"sqlite:///{tmp_path}")
    with pytest.raises(OperationalError):
        hunt(BUGS[0], nowhere)
