"""Cards that are forgotten again and again are tagged as leeches."""

from datetime import datetime

import pytest

from studyapp.database import Database
from studyapp.models import Deck, Rating, User
from studyapp.services.cards import lists
from tests.services.conftest import Make
from tests.services.study.answering import lapsing, undo
from tests.services.study.conftest import Answer

AGAIN, HARD, GOOD, EASY = Rating


@pytest.mark.parametrize(("lapses", "is_leech"), [(6, False), (7, True), (8, False), (10, False), (11, True)])
def test_a_card_is_a_leech_at_the_eighth_lapse_and_every_fourth_after(
    make: Make, answer: Answer, now: datetime, lapses: int, is_leech: bool
) -> None:
    answered = answer(lapsing(make, now, lapses), AGAIN)
    assert answered.is_leech is is_leech
    assert ("leech" in answered.card.tags) is is_leech


def test_a_leech_can_be_searched_for(
    database: Database, owner: User, deck: Deck, make: Make, answer: Answer, now: datetime
) -> None:
    answer(lapsing(make, now, 7, tags=["cell"]), AGAIN)
    with database.read() as session:
        (found,) = lists.list_cards(session, owner.id, deck.id, search="leech", now=now).cards
    assert found.tags == ["cell", "leech"]


def test_undoing_takes_off_the_tag_only_if_that_answer_put_it_on(
    database: Database, owner: User, make: Make, answer: Answer, now: datetime
) -> None:
    answer(lapsing(make, now, 7, tags=["cell"]), AGAIN)
    assert undo(database, owner, now).tags == ["cell"]
    answer(lapsing(make, now, 11, tags=["leech"]), AGAIN)
    assert undo(database, owner, now).tags == ["leech"]


def test_recalling_a_card_makes_no_leech(make: Make, answer: Answer, now: datetime) -> None:
    assert not answer(lapsing(make, now, 8), GOOD).is_leech
