"""A card is asked, answered and graded once; undo asks it again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from studyapp.database import Database
from studyapp.errors import Conflict
from studyapp.models import CardState, Deck, Review
from studyapp.services.cards import editing
from tests.ui.conftest import Tab
from tests.ui.pages.study.studying import add, answer, count, elsewhere, grade, reveal, sit_down


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
