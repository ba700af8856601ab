from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, func, select

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict
from studyapp.models import Card, CardState, Deck, Review, StudySession, User
from studyapp.services.cards import editing
from tests.factories import make_card, make_deck
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab
from tests.ui.pages.studying import LONG_AGO, add, answer, grade, reveal, sit_down


def count(database: Database, table: type[Review] | type[StudySession]) -> int:
    with database.read() as session:
        return session.exec(select(func.count()).select_from(table)).one()


async def test_a_card_is_asked_then_answered_then_the_next_one_is_asked(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    first, second = add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    assert (study.face.card_id, study.is_revealed) == (first.id, False)
    await reveal(study)
    assert study.is_revealed
    assert study.face.intervals.again == "1 min"
    await grade(study, 3)
    assert (study.face.card_id, study.is_revealed) == (second.id, False)
    assert (study.progress.answered, study.progress.correct) == (1, "100 %")


async def test_a_card_is_not_graded_before_its_answer_was_seen(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First question?")
    study = await sit_down(tab)
    await grade(study, 4)
    assert count(use_database, Review) == 0


async def test_the_second_click_of_a_double_click_grades_nothing(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    shown = study.face
    await reveal(study)
    await study.grade(shown.id, 3)
    await reveal(study)
    await study.grade(shown.id, 3)
    assert count(use_database, Review) == 1


async def test_a_late_click_on_an_earlier_presentation_of_the_same_card_grades_nothing(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "The only question?")
    study = await sit_down(tab)
    earlier = study.face
    await answer(study, 1)
    await study.study_now()
    assert (study.face.card_id, study.face.id != earlier.id) == (earlier.card_id, True)
    await study.reveal(earlier.id)
    assert not study.is_revealed
    await reveal(study)
    await study.grade(earlier.id, 3)
    assert count(use_database, Review) == 1


async def test_a_card_answered_in_another_tab_is_not_answered_again_and_this_tab_moves_on(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    first, second = add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    await reveal(study)
    elsewhere(use_database, first)
    await grade(study, 1)
    assert count(use_database, Review) == 1
    assert (study.face.card_id, study.is_revealed) == (second.id, False)


def elsewhere(database: Database, card: Card) -> None:
    from studyapp.services.study import answers as service  # noqa: PLC0415

    with database.write() as session:
        service.record_answer(session, card.user_id, card.id, rating=3, duration_ms=1000, now=datetime.now(UTC))


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


async def test_undo_asks_the_same_card_again_as_it_was(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    first, _ = add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    before = study.face
    await answer(study, 4)
    await study.undo()
    assert (study.face, study.is_revealed) == (before, False)
    assert (study.progress.answered, count(use_database, Review)) == (0, 0)
    with use_database.read() as session:
        assert editing.get_card(session, first.user_id, first.id).state is CardState.NEW


async def test_undo_with_nothing_to_undo_says_so_and_changes_nothing(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First question?")
    study = await sit_down(tab)
    shown = study.face
    with pytest.raises(Conflict):
        await study.undo()
    assert study.face == shown


async def test_a_suspended_card_makes_room_and_comes_back_when_resumed(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    first, second = add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    await study.suspend(first.id)
    assert study.face.card_id == second.id
    await study.suspend(second.id)
    assert study.face.id == ""
    await study.take_up_again(first.id)
    assert study.face.card_id == first.id


async def test_undo_brings_back_what_was_put_aside_before_it_takes_back_an_answer(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    first, second = add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    await reveal(study)
    await study.grade(study.face.id, 3)
    await study.suspend(second.id)
    offer_goes, _ = await study.undo()
    assert second.id in str(offer_goes)
    assert study.face.card_id == second.id
    assert study.progress.answered == 1
    await study.undo()
    assert (study.face.card_id, study.progress.answered) == (first.id, 0)


async def test_a_card_edited_while_studying_stays_on_the_screen(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (card,) = add(use_database, deck, "First question?")
    study = await sit_down(tab)
    await reveal(study)
    await study.start_editing()
    await study.save_card({"question": "A better question?", "answer": "Yes, better", "tags": "a, b"})
    assert (study.face.card_id, study.back.question, study.back.tags) == (
        card.id,
        "<p>A better question?</p>",
        ["a", "b"],
    )
    assert study.is_revealed
    assert not study.editor.card_id


async def test_what_is_refused_stays_in_the_editor(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First question?")
    study = await sit_down(tab)
    await study.start_editing()
    with pytest.raises(BadInput):
        await study.save_card({"question": "x", "answer": "y"})
    assert study.editor.card_id


async def test_what_is_being_typed_stays_although_the_card_is_answered_elsewhere(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    card, _ = add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    await study.start_editing()
    elsewhere(use_database, card)
    await study._read()
    assert (study.editor.card_id, study.face.card_id) == (card.id, card.id)
    await study.stop_editing()
    assert study.face.card_id != card.id


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
    assert (study.face.front, study.deck_title, study.way_out) == (
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


async def test_a_cloze_card_answers_by_filling_its_blank(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "Cells burn {{c1::glucose}} in {{c2::mitochondria}}.", answer="glucose", cloze_ordinal=1)
    study = await sit_down(tab)
    assert study.face.front == '<p>Cells burn <span class="blank">[…]</span> in mitochondria.</p>'
    await reveal(study)
    assert study.back.question == '<p>Cells burn <mark class="term">glucose</mark> in mitochondria.</p>'
    assert study.back.answer == ""


async def test_the_time_of_an_answer_counts_from_when_its_card_was_shown(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First question?", "Second question?")
    study = await sit_down(tab)
    study._shown_at = datetime.now(UTC) - timedelta(seconds=30)
    await answer(study, 3)
    await answer(study, 3)
    with use_database.read() as session:
        first, second = durations(session)
    assert first >= 30_000
    assert second < 30_000


def durations(session: Session) -> list[int]:
    return list(session.exec(select(Review.duration_ms).order_by(Review.number)))  # pyright: ignore[reportArgumentType]
