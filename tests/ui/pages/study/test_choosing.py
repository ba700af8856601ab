"""A choice is judged and explained, and tells nothing before."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict
from studyapp.models import Deck, Rating, Review
from tests.ui.conftest import Tab
from tests.ui.pages.study.studying import CHOICES, MITOCHONDRION, WRONG, add, choose, reveal, sit_down, told


@pytest.fixture
def begun(use_database: Database) -> list[str]:
    """How each transaction began."""
    begun: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("BEGIN"):
            begun.append(statement)

    event.listen(use_database.engine, "before_cursor_execute", note)
    return begun


async def test_a_choice_is_judged_explained_and_gone_on_from(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", "Second?", distractors=WRONG, explanation="It burns sugar.")
    study = await sit_down(tab, CHOICES)
    assert sorted(option.html for option in study.face.options) == sorted([MITOCHONDRION, *WRONG])
    await choose(study, MITOCHONDRION)
    assert (study.result.is_right, study.result.grade) == (True, "Good")
    assert [option.html for option in study.result.options if option.mark == "right"] == [MITOCHONDRION]
    assert study.back.explanation == "<p>It burns sugar.</p>"
    assert study.face.front == "<p>First?</p>"
    await study.go_on(study.result.id)
    assert (study.face.front, study.result.id, study.back.explanation) == ("<p>Second?</p>", "", "")


async def test_a_wrong_choice_is_told_with_the_right_one_and_comes_again(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (card,) = add(use_database, deck, "First?", distractors=WRONG)
    study = await sit_down(tab, CHOICES)
    await choose(study, WRONG[1])
    marks = {option.html: option.words for option in study.result.options if option.mark}
    assert marks == {WRONG[1]: "Your answer", MITOCHONDRION: "The right answer"}
    assert (study.result.is_right, study.result.grade, study.result.lower) == (False, "Again", [])
    with use_database.read() as session:
        assert session.exec(select(Review.rating).where(col(Review.card_id) == card.id)).all() == [Rating.AGAIN]


async def test_nothing_tells_the_key_before_the_answer(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    hidden = {"explanation": "Because it burns.", "source_quote": "Verbatim words", "tags": ["energy"]}
    add(use_database, deck, "First?", distractors=WRONG, **hidden)
    study = await sit_down(tab, CHOICES)
    before = told(study)
    assert MITOCHONDRION in before
    assert not any(words in before for words in ("Because it burns.", "Verbatim words", "energy", "right'"))
    await choose(study, MITOCHONDRION)
    assert all(words in told(study) for words in ("Because it burns.", "Verbatim words", "energy", "right'"))


async def test_a_plain_answer_comes_with_its_reveal_only(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", distractors=WRONG, explanation="Because it burns.")
    study = await sit_down(tab)
    before = told(study)
    assert not any(words in before for words in (MITOCHONDRION, *WRONG, "Because it burns."))
    await reveal(study)
    assert MITOCHONDRION in told(study)
    assert WRONG[0] not in told(study)


async def test_a_lucky_choice_may_be_graded_lower(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", distractors=WRONG)
    study = await sit_down(tab, CHOICES)
    await choose(study, MITOCHONDRION)
    assert study.result.lower == [Rating.HARD, Rating.AGAIN]
    await study.lower(Rating.HARD)
    assert (study.result.grade, study.result.lower) == ("Hard", [Rating.AGAIN])
    with pytest.raises(Conflict, match="not higher"):
        await study.lower(Rating.GOOD)
    assert study.result.is_right


async def test_a_right_choice_after_long_thought_is_hard(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", distractors=WRONG)
    study = await sit_down(tab, CHOICES)
    study._shown_at = datetime.now(UTC) - timedelta(seconds=11)
    await choose(study, MITOCHONDRION)
    assert study.result.grade == "Hard"


async def test_a_choice_that_is_none_or_late_changes_nothing(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", "Second?", distractors=WRONG)
    study = await sit_down(tab, CHOICES)
    for form in ({}, {"choice": "x"}, {"choice": "²"}):
        with pytest.raises(BadInput):
            await study.choose(study.face.id, form)
    for number in ("0", "9"):  # none of the options, so the screen may be an old one: it is read again
        await study.choose(study.face.id, {"choice": number})
        assert (study.result.id, study.progress.answered) == ("", 0)
    shown = study.face.id
    await choose(study, MITOCHONDRION)
    first = study.result
    await study.choose(shown, {"choice": "1"})
    await study.reveal(shown)
    await study.grade(shown, 4)
    assert study.result == first
    assert study.progress.answered == 1


async def test_undo_asks_for_the_same_choice_again(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", "Second?", distractors=WRONG)
    study = await sit_down(tab, CHOICES)
    before = study.face
    await choose(study, WRONG[0])
    await study.undo()
    assert (study.face, study.result.id, study.progress.answered) == (before, "", 0)
    await choose(study, MITOCHONDRION)
    await study.go_on(study.result.id)
    await study.undo()
    assert study.face == before


async def test_only_showing_a_card_waits_for_those_who_write(
    tab: Tab[Any], use_database: Database, deck: Deck, begun: list[str]
) -> None:
    add(use_database, deck, "First?", "Second?", distractors=WRONG)
    study = await sit_down(tab, CHOICES)
    begun.clear()
    await study._read()
    assert begun == ["BEGIN"]
    await choose(study, MITOCHONDRION)
    begun.clear()
    await study._read()
    assert begun == ["BEGIN"]
    await study.go_on(study.result.id)
    assert begun[-1] == "BEGIN IMMEDIATE"
    assert study.face.id
