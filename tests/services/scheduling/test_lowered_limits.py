"""A limit that is lowered while a card is on the screen."""

from collections.abc import Callable
from datetime import datetime

import pytest

from studyapp.database import Database
from studyapp.models import CardState, Deck, User
from studyapp.services import decks
from studyapp.services.study import presentations, sessions
from tests.services.conftest import Make
from tests.services.scheduling.conftest import Prefer


def presentation_of(database: Database, owner: User, now: datetime) -> Callable[[], str | None]:
    """A function that returns what is on the screen of one study session."""
    with database.write() as session:
        study_session = sessions.start_session(session, owner.id, now=now)

    def show() -> str | None:
        with database.write() as session:
            shown = presentations.present(session, owner.id, study_session.id, now=now)
            return shown.id if shown else None

    return show


SMALLER = {"new_per_day": 0, "reviews_per_day": 0}


@pytest.mark.parametrize("state", [CardState.NEW, CardState.REVIEW])
def test_a_limit_that_was_lowered_takes_the_card_off_the_screen(
    database: Database, owner: User, make: Make, prefer: Prefer, now: datetime, state: CardState
) -> None:
    make(state=state)
    show = presentation_of(database, owner, now)
    assert show() is not None
    prefer(**SMALLER)
    assert show() is None
    prefer(new_per_day=5, reviews_per_day=5)
    assert show() is not None


def test_a_deck_that_begins_no_more_today_takes_its_card_off_the_screen(
    database: Database, owner: User, deck: Deck, make: Make, now: datetime
) -> None:
    make()
    show = presentation_of(database, owner, now)
    assert show() is not None
    with database.write() as session:
        decks.edit_deck(session, owner.id, deck.id, new_per_day=0, now=now)
    assert show() is None


def test_a_lowered_limit_leaves_what_is_being_learned(
    database: Database, owner: User, make: Make, prefer: Prefer, now: datetime
) -> None:
    make(state=CardState.LEARNING)
    show = presentation_of(database, owner, now)
    learning = show()
    prefer(**SMALLER)
    assert learning is not None
    assert show() == learning


def test_a_lowered_limit_leaves_a_card_whose_answer_has_been_seen(
    database: Database, owner: User, make: Make, prefer: Prefer, now: datetime
) -> None:
    make()
    show = presentation_of(database, owner, now)
    seen = show()
    assert seen is not None
    with database.write() as session:
        presentations.reveal(session, owner.id, seen, now=now)
    prefer(**SMALLER)
    assert show() == seen
