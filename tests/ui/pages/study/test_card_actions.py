"""The card on the screen is flagged, put aside and edited."""

from typing import Any

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput
from studyapp.models import CardState, Deck
from studyapp.services.cards import editing
from tests.ui.conftest import Tab
from tests.ui.pages.study.studying import CHOICES, MITOCHONDRION, WRONG, add, choose, elsewhere, reveal, sit_down, told


async def test_a_card_is_flagged_and_put_aside_from_the_screen(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    first, second = add(use_database, deck, "First?", "Second?")
    study = await sit_down(tab)
    await study.flag(first.id)
    assert study.face.is_flagged
    await study.flag(first.id)
    assert not study.face.is_flagged
    await study.bury(first.id)
    assert study.face.card_id == second.id
    await study.take_up_again(first.id)
    with use_database.read() as session:
        assert editing.get_card(session, first.user_id, first.id).buried_until is None


async def test_a_leech_is_offered_to_be_reformulated(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    (card,) = add(use_database, deck, "Forgotten?", state=CardState.REVIEW, lapses=7)
    study = await sit_down(tab)
    await reveal(study)
    events: Any = await study.grade(study.face.id, 1)
    assert any("Reformulate" in repr(event.args) for event in events)
    await study.reformulate(card.id)
    assert (study.editor.card_id, study.editor.question) == (card.id, "Forgotten?")
    await study.save_card({"question": "Asked differently, which is it?", "answer": "That one"})
    assert study.editor.card_id == ""


async def test_the_answer_reaches_the_page_for_editing_only_when_asked_for(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First?")
    study = await sit_down(tab)
    await study.start_editing()
    assert study.editor.answer == MITOCHONDRION
    await study.stop_editing()
    assert MITOCHONDRION not in told(study)


async def test_an_edit_after_a_choice_shows_at_once(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", distractors=WRONG)
    study = await sit_down(tab, CHOICES)
    await choose(study, WRONG[0])
    await study.start_editing()
    await study.save_card({"question": "First of all, which is it?", "answer": MITOCHONDRION, "explanation": "Mended."})
    assert (study.face.front, study.back.explanation) == ("<p>First of all, which is it?</p>", "<p>Mended.</p>")
    assert study.result.id


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
