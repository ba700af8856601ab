"""The options of a card: its right answer among the wrong ones, as they were when the learner saw them."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.models import Card, CardKind, Rating, StudyMode, User
from studyapp.services.cards import choices, editing
from tests.services.conftest import Make
from tests.services.study.presentations.conftest import Sit
from tests.services.study.presentations.desk import WRONG, stored

AGAIN, HARD, GOOD, EASY = Rating


def test_the_options_are_the_right_answer_and_the_wrong_ones(make: Make, sit: Sit) -> None:
    make(distractors=WRONG)
    assert sorted(sit().look().options) == sorted([*WRONG, "The mitochondrion"])


def test_each_presentation_shuffles_anew(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG)
    desk = sit()
    orders: set[tuple[str, ...]] = set()
    for _ in range(12):
        orders.add(tuple(desk.look().options))
        with database.write() as session:
            session.delete(stored(database)[0])
    assert len(orders) > 1


@pytest.mark.parametrize(
    ("mode", "is_choice"),
    [
        (StudyMode.FLASHCARD, False),
        (StudyMode.MULTIPLE_CHOICE, True),
        (StudyMode.MIXED, True),
        (StudyMode.TIMED, True),
        (StudyMode.CUSTOM, True),
    ],
)
def test_a_card_with_wrong_answers_is_asked_by_choice_unless_the_mode_is_flashcards(
    make: Make, sit: Sit, mode: StudyMode, is_choice: bool
) -> None:
    make(distractors=WRONG)
    assert bool(sit(mode).look().options) is is_choice


@pytest.mark.parametrize("mode", list(StudyMode))
@pytest.mark.parametrize("answer", ["True", "False"])
def test_true_or_false_is_a_choice_in_that_order_in_every_mode(
    make: Make, sit: Sit, mode: StudyMode, answer: str
) -> None:
    make(kind=CardKind.TRUE_FALSE, answer=answer)
    desk = sit(mode)
    shown = desk.look()
    assert (shown.options, shown.needs_distractors) == (["True", "False"], False)
    assert desk.choose(shown, ["True", "False"].index(answer)).correct


def test_only_multiple_choice_asks_for_wrong_answers_to_be_made(make: Make, sit: Sit) -> None:
    make()
    assert {mode: sit(mode).look().needs_distractors for mode in StudyMode} == {
        StudyMode.FLASHCARD: False,
        StudyMode.MULTIPLE_CHOICE: True,
        StudyMode.MIXED: False,
        StudyMode.TIMED: False,
        StudyMode.CUSTOM: False,
    }


def give_distractors(database: Database, card: Card, now: datetime, wrong: list[str] = WRONG) -> None:
    with database.write() as session:
        choices.set_distractors(session, card.user_id, card.id, wrong)


def test_choices_that_arrive_replace_the_plain_form_of_the_same_presentation(
    make: Make, sit: Sit, database: Database, now: datetime
) -> None:
    card, desk = make(), sit()
    plain = desk.look()
    give_distractors(database, card, now)
    shown = desk.look()
    assert (plain.options, plain.needs_distractors) == ([], True)
    assert (shown.id, len(shown.options), shown.needs_distractors) == (plain.id, 4, False)


def test_waiting_for_choices_to_be_made_does_not_make_a_right_choice_slow(
    make: Make, sit: Sit, database: Database, now: datetime
) -> None:
    card, desk = make(), sit()
    desk.look()
    desk.now = now + timedelta(seconds=60)
    give_distractors(database, card, desk.now)
    shown = desk.look()
    assert desk.choose_rightly(shown, now=desk.now + timedelta(seconds=4)).rating is GOOD


def test_choices_that_arrive_after_the_answer_was_revealed_wait_for_the_next_time(
    make: Make, sit: Sit, database: Database, now: datetime
) -> None:
    card, desk = make(), sit()
    desk.reveal(desk.look())
    give_distractors(database, card, now)
    shown = desk.look()
    assert (shown.options, shown.revealed, shown.needs_distractors) == ([], True, False)
    assert desk.grade(shown, GOOD).rating is GOOD


def test_the_options_a_learner_has_seen_stay_whatever_becomes_of_the_card(
    make: Make, sit: Sit, database: Database, owner: User, now: datetime
) -> None:
    card, desk = make(distractors=WRONG), sit()
    shown = desk.look()
    give_distractors(database, card, now, ["Chlorophyll", "A vacuole", "The membrane"])
    with database.write() as session:
        editing.edit_card(session, owner.id, card.id, answer="Mitochondria", now=now)
    assert desk.look().options == shown.options
    assert desk.choose(shown, shown.options.index("The mitochondrion")).correct


@pytest.mark.parametrize("kind", [CardKind.MULTIPLE_CHOICE, CardKind.TRUE_FALSE])
def test_a_choice_is_judged_as_it_was_shown_also_when_the_card_became_of_another_kind(
    make: Make, sit: Sit, database: Database, kind: CardKind
) -> None:
    desk = sit()
    for number in range(6):
        card = make(question=f"{number}?", kind=kind, answer="True", distractors=[] if kind == "true_false" else WRONG)
        shown = desk.look()
        with database.write() as session:
            changed = session.exec(select(Card).where(col(Card.id) == card.id)).one()
            other = CardKind.TRUE_FALSE if kind == CardKind.MULTIPLE_CHOICE else CardKind.BASIC
            changed.kind, changed.distractors = other, WRONG
        assert desk.choose(shown, shown.options.index("True")).correct
