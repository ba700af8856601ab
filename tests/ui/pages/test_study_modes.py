from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, func, select

from studyapp.database import Database
from studyapp.errors import BadInput, Conflict
from studyapp.models import Card, CardKind, CardState, Deck, Job, JobStatus, Rating, Review, StudySession, User
from studyapp.services import accounts
from studyapp.services.cards import choices, editing
from studyapp.services.study import presentations
from studyapp.ui.how_to_study import HowToStudyState, study_address
from studyapp.ui.pages.study import StudyActionsState
from studyapp.ui.pages.study.rows import Rest
from tests.ui.conftest import Tab
from tests.ui.pages.studying import WRONG, add, answer, choose, grade, reveal, sit_down

CHOICES = "/study?mode=multiple_choice"
MITOCHONDRION = "The mitochondrion"
"""The answer of every card from the factory."""


@pytest.fixture
def begun(use_database: Database) -> list[str]:
    """How each transaction began."""
    begun: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("BEGIN"):
            begun.append(statement)

    event.listen(use_database.engine, "before_cursor_execute", note)
    return begun


def jobs(database: Database) -> list[Job]:
    with database.read() as session:
        return list(session.exec(select(Job).order_by(col(Job.priority).desc(), col(Job.id))))


def end_job(database: Database, card: Card, status: JobStatus, **fields: Any) -> None:
    with database.write() as session:
        job = session.exec(select(Job).where(col(Job.target_id) == card.id)).one()
        job.sqlmodel_update({"status": status, "finished_at": datetime.now(UTC), **fields})
        session.add(job)


def give_choices(database: Database, card: Card) -> None:
    with database.write() as session:
        choices.set_distractors(session, card.user_id, card.id, WRONG, now=datetime.now(UTC))


def told(study: StudyActionsState) -> str:
    """Everything a browser gets of the page's state."""
    root: Any = study.parent_state
    while root.parent_state is not None:
        root = root.parent_state
    return repr(root.dict())


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


async def test_a_card_without_choices_is_plain_at_once_while_they_are_made(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    asked = add(use_database, deck, *(f"Number {number}?" for number in range(9)))
    study = await sit_down(tab, CHOICES)
    assert (study.face.card_id, study.face.options, study.awaited.kind) == (asked[0].id, [], "making")
    ordered = jobs(use_database)
    assert ordered[0].target_id == asked[0].id
    assert ordered[0].priority > ordered[1].priority
    assert {job.target_id for job in ordered} <= {card.id for card in asked[:6]}
    assert len(ordered) >= 5


async def test_a_second_look_orders_nothing_twice(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", "Second?")
    study = await sit_down(tab, CHOICES)
    await study._read()
    await study.open_study()
    assert len(jobs(use_database)) == 2


async def test_choices_come_live_to_a_card_that_was_not_revealed(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    first, second = add(use_database, deck, "First?", "Second?")
    study = await sit_down(tab, CHOICES)
    shown = study.face.id
    give_choices(use_database, first)
    await study._read()
    assert (study.face.id, len(study.face.options), study.awaited.kind) == (shown, 4, "")
    await choose(study, MITOCHONDRION)
    await study.go_on(shown)
    await reveal(study)
    give_choices(use_database, second)
    await study._read()
    assert (study.face.options, study.is_revealed) == ([], True)


async def test_a_learner_who_reveals_before_seeing_the_choices_keeps_the_plain_card(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (first,) = add(use_database, deck, "First?")
    study = await sit_down(tab, CHOICES)
    give_choices(use_database, first)
    await reveal(study)
    assert (study.is_revealed, study.face.options) == (True, [])


async def test_choices_seen_on_another_device_are_shown_instead_of_the_answer(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (first,) = add(use_database, deck, "First?")
    study = await sit_down(tab, CHOICES)
    give_choices(use_database, first)
    with use_database.write() as session:
        presentations.present(session, first.user_id, study._study_session_id or "", now=datetime.now(UTC))
    await reveal(study)
    assert (study.is_revealed, len(study.face.options)) == (False, 4)


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


async def test_failed_choices_leave_the_plain_card_with_the_reason_and_a_retry(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (card,) = add(use_database, deck, "First?")
    study = await sit_down(tab, CHOICES)
    end_job(use_database, card, JobStatus.FAILED, error="The model is overloaded.", error_code="OVERLOADED")
    await study._read()
    assert (study.awaited.kind, study.awaited.sentence) == ("failed", "The model is overloaded.")
    await study.retry_choices()
    assert study.awaited.kind == "making"
    await answer(study, 3)
    assert study.progress.answered == 1


async def test_without_a_model_the_card_says_how_to_set_one_and_offers_no_retry(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    (card,) = add(use_database, deck, "First?")
    study = await sit_down(tab, CHOICES)
    end_job(use_database, card, JobStatus.FAILED, error="Set a model in …", error_code="NO_MODEL")
    await study._read()
    assert (study.awaited.needs_model, study.awaited.job_id) == (True, "")
    await study.retry_choices()
    assert len(jobs(use_database)) == 1


async def test_mixed_shows_choices_where_there_are_some_and_orders_none(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First?", distractors=WRONG)
    add(use_database, deck, "Second?", due_at=datetime(2025, 2, 1, tzinfo=UTC))
    study = await sit_down(tab, "/study?mode=mixed")
    await choose(study, MITOCHONDRION)
    await study.go_on(study.result.id)
    assert (study.face.front, study.face.options, study.awaited.kind) == ("<p>Second?</p>", [], "")
    assert jobs(use_database) == []


async def test_true_or_false_is_chosen_in_every_mode(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "Cells live.", answer="True", kind=CardKind.TRUE_FALSE)
    study = await sit_down(tab)
    assert [option.html for option in study.face.options] == ["True", "False"]
    await choose(study, "True")
    assert study.result.is_right


async def test_a_timed_study_session_begins_when_the_learner_does_and_ends_by_the_clock(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First?", "Second?", "Third?")
    study = await sit_down(tab, "/study?mode=timed")
    assert (study.rest, study.ends_at, study.face.id) == (Rest.READY, "", "")
    await study.begin()
    assert (study.rest, study.face.front) == ("", "<p>First?</p>")
    left = datetime.fromisoformat(study.ends_at) - datetime.now(UTC)
    assert timedelta(minutes=4) < left <= timedelta(minutes=5)
    await answer(study, 3)
    await reveal(study)
    let_time_run_out(use_database)
    await grade(study, 3)
    assert (study.rest, study.is_over, study.face.id) == (Rest.TIME_UP, True, "")
    assert (study.progress.right, study.progress.answered) == (1, 1)
    await study.study_again()
    assert (study.rest, study.is_over, study.progress.answered) == (Rest.READY, False, 0)


def let_time_run_out(database: Database) -> None:
    with database.write() as session:
        study_session = session.exec(select(StudySession)).one()
        study_session.ends_at = datetime.now(UTC)
        session.add(study_session)


async def test_a_reload_of_a_timed_study_session_goes_on_without_another_start(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First?", "Second?")
    study = await sit_down(tab, "/study?mode=timed")
    await study.begin()
    study._has_begun = False  # as on another device
    shown = study.face.id
    await study.open_study()
    assert (study.rest, study.face.id) == ("", shown)


async def test_custom_study_schedules_nothing_and_says_so(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    (card,) = add(use_database, deck, "First?", distractors=WRONG)
    study = await sit_down(tab, "/study?mode=custom")
    assert study.face.intervals.good == ""
    await choose(study, MITOCHONDRION)
    assert study.result.returns_in == ""
    await study.go_on(study.result.id)
    assert (study.face.id, study.progress.answered) == ("", 1)
    with use_database.read() as session:
        assert session.exec(select(func.count()).select_from(Review)).one() == 0
        assert editing.get_card(session, card.user_id, card.id).state is CardState.NEW


async def test_custom_study_can_be_gone_through_once_more(tab: Tab[Any], use_database: Database, deck: Deck) -> None:
    add(use_database, deck, "First?", distractors=WRONG)
    study = await sit_down(tab, "/study?mode=custom")
    await choose(study, MITOCHONDRION)
    await study.go_on(study.result.id)
    await study.study_again()
    assert (study.face.front, study.progress.answered) == ("<p>First?</p>", 0)


async def test_a_tag_is_studied_alone_and_another_way_is_another_study_session(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "Untagged?")
    add(use_database, deck, "Tagged?", tags=["week 1"])
    study = await sit_down(tab, study_address(mode="flashcard", deck_id=deck.id, tag="week 1"))
    assert study.face.front == "<p>Tagged?</p>"
    await answer(study, 4)
    assert study.face.id == ""
    study = await sit_down(tab, f"/study/{deck.id}?mode=mixed")
    assert (study.face.front, study.progress.answered) == ("<p>Untagged?</p>", 0)


async def test_an_address_without_a_way_takes_the_one_this_browser_remembers(
    tab: Tab[Any], use_database: Database, deck: Deck
) -> None:
    add(use_database, deck, "First?", distractors=WRONG)
    how = await tab(HowToStudyState)
    how.study({"mode": "mixed", "deck": deck.id, "tag": "week 1"})
    assert (await sit_down(tab)).mode == "mixed"
    assert (await sit_down(tab, "/study?mode=nonsense")).mode == "flashcard"


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
