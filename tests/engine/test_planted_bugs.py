"""The state machine would notice: every bug we can think of is planted and found."""

from studyapp.database import Database
from tests.engine.planted_bugs import hunt_all, table


def test_the_state_machine_catches_every_planted_bug(hasty: Database) -> None:
    found = hunt_all(hasty)
    print(table(found))
    assert [each.bug.name for each in found if each.by is None] == []
