"""A disk that becomes full while somebody studies."""

from collections.abc import Generator
from pathlib import Path

import pytest

from studyapp import signals
from studyapp.database import Database
from studyapp.models import User
from studyapp.services.cards import bulk
from studyapp.ui.pages.study import StudyActionsState
from tests.disk import database_in, filled
from tests.factories import NOON, make_deck
from tests.ui.conftest import Tab
from tests.ui.pages.study.studying import add, sit_down


@pytest.fixture
def database(small_disk: Path, migrated_file: Path) -> Generator[Database]:
    with database_in(small_disk, migrated_file) as database:
        yield database


async def test_the_screen_stays_as_it_is_and_goes_on_by_itself(
    tab: Tab[StudyActionsState], use_database: Database, owner: User, small_disk: Path
) -> None:
    with use_database.write() as session:
        deck = make_deck(session, owner)
    first, second = add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    with use_database.write() as session:
        bulk.suspend_cards(session, owner.id, [first.id], now=NOON)
    use_database.dispose()
    async with signals.subscribe(owner.id) as changes:
        with filled(small_disk):
            await study._catch_up()
        assert (study.problem, study.face.card_id) == ("", first.id)
        await anext(changes)
    await study._catch_up()
    assert (study.problem, study.face.card_id) == ("", second.id)
