"""A study session goes on after a reload, waits, and ends."""

from datetime import UTC, datetime, timedelta
from typing import Any

from studyapp.database import Database
from studyapp.models import CardState, Deck, StudySession, User
from studyapp.services import accounts
from studyapp.services.cards import editing
from tests.factories import make_card, make_deck
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab
from tests.ui.pages.study.studying import LONG_AGO, add, answer, count, reveal, sit_down


async def test_what_a_limit_holds_back_is_told_at_the_end(
    tab: Tab[Any], use_database: Database, owner: User, deck: Deck
) -> None:
    with use_database.write() as session:
        accounts.save_preferences(session, owner.id, new_per_day=1)
    add(use_database, deck, "First?", "Second?", "Third?")
    study = await sit_down(tab)
    await answer(study, 4)
    assert (study.face.id, study.held_back) == ("", 2)
    assert study.custom_address == "/study?mode=custom"


async def test_a_reload_shows_the_same_card_and_goes_on_with_the_same_study_session(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    await answer(study, 3)
    await reveal(study)
    shown = study.face
    await study.open_study()
    assert (study.face, study.is_revealed, study.progress.answered) == (shown, True, 1)
    assert count(use_database, StudySession) == 1


async def test_a_card_that_comes_due_meanwhile_does_not_take_the_place_of_the_one_shown(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    first, *_ = add(use_database, deck, "First question?")
    study = await sit_down(tab)
    add(use_database, deck, "Urgent question?", state=CardState.LEARNING, step=0, stability=1.0, difficulty=5.0)
    await study._read()
    assert study.face.card_id == first.id


async def test_learning_cards_are_waited_for_unless_the_learner_goes_on(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    card, other = add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    await answer(study, 3)
    await answer(study, 1)
    assert study.face.id == ""
    with use_database.read() as session:
        soonest = editing.get_card(session, other.user_id, other.id).due_at
    assert study.waits_until == soonest.isoformat()
    await study.study_now()
    assert (study.face.card_id, study.waits_until) == (card.id, "")


async def test_the_next_learning_card_appears_when_it_is_due(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=5)
    (card,) = add(
        use_database, deck, "Soon?", state=CardState.LEARNING, step=0, stability=1.0, difficulty=5.0, due_at=soon
    )
    study = await sit_down(tab)
    assert (study.face.id, study.waits_until) == ("", soon.isoformat())
    with use_database.write() as session:
        editing.get_card(session, card.user_id, card.id).due_at = datetime.now(UTC)
    await study._read()
    assert study.face.card_id == card.id


async def test_the_end_sums_up_and_finishing_starts_the_next_study_session_afresh(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    await answer(study, 4)
    await answer(study, 4)
    assert (study.face.id, study.waits_until) == ("", "")
    assert (study.progress.answered, study.progress.correct, study.progress.percent) == (2, "100 %", 100)
    assert study.progress.next_due_at
    await study.finish()
    await study.open_study()
    assert study.progress.answered == 0
    assert count(use_database, StudySession) == 2


async def test_a_deck_is_studied_alone(tab: Tab[Any], use_database: Database, owner: User, deck: Deck) -> None:
    add(use_database, deck, "Of this deck?")
    with use_database.write() as session:
        other = make_deck(session, owner, title="Chemistry")
        make_card(session, other, created_at=LONG_AGO - timedelta(days=1))
    study = await sit_down(tab, f"/study/{deck.id}")
    assert (study.face.front, study.subject.title, study.subject.way_out) == (
        "<p>Of this deck?</p>",
        "Biology",
        f"/decks/{deck.id}",
    )
    await study.finish()
    go_to(study, "/study")
    await study.open_study()
    assert study.face.front != "<p>Of this deck?</p>"


async def test_a_deck_of_somebody_else_is_not_there(tab: Tab[Any], use_database: Database, stranger: User) -> None:
    with use_database.write() as session:
        foreign = make_deck(session, stranger)
        make_card(session, foreign)
    study = await sit_down(tab, f"/study/{foreign.id}")
    assert study.face.id == ""
    assert study.problem == "This deck is not there."
