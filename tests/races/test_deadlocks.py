"""Two transactions that wait for each other: one is done, and the other is refused with a sentence."""

from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import DatabaseBusy
from studyapp.models import User
from studyapp.models.columns import new_id
from studyapp.services.accounts import hold_user
from tests.factories import make_user
from tests.races.overlaps import Act, overlaps


def two(session: Session) -> list[User]:
    return [make_user(session, id=new_id()) for _ in range(2)]


def hold(first: int, then: int) -> Act[list[User]]:
    def both(session: Session, users: list[User]) -> None:
        hold_user(session, users[first].id)
        hold_user(session, users[then].id)

    return both


def test_one_of_two_that_wait_for_each_other_is_told_to_try_again(either: Database) -> None:
    ended = list(overlaps(either, two, hold(0, 1), hold(1, 0), both_ways=False))
    assert all(met.one.is_done or met.other.is_done for met in ended)
    refused = [each.refused for met in ended for each in (met.one, met.other) if each.refused]
    assert all(isinstance(error, DatabaseBusy) for error in refused)
    assert bool(refused) == (either.engine.dialect.name == "postgresql")
