"""Presentations: one at a time, the same on every device, judged on the server, undone exactly."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from studyapp.database import Database
from studyapp.errors import Conflict, NotFound
from studyapp.models import Card, CardKind, CardState, Deck, Presentation, Rating, StudyMode, User
from studyapp.services.cards import choices, editing
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import answers, presentations, sessions
from studyapp.services.study.judging import Chosen
from studyapp.services.study.presentations import Presented
from tests.factories import make_card
from tests.services.reading import all_reviews, card_now

AGAIN, HARD, GOOD, EASY = Rating
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
WRONG = ["The nucleus", "The ribosome", "The Golgi apparatus"]

Make = Callable[..., Card]


@pytest.fixture
def make(database: Database, deck: Deck) -> Make:
    def make(**fields: Any) -> Card:
        with database.write() as session:
            return make_card(session, fields.pop("deck", deck), **fields)

    return make


class Desk:
    """A learner in one study session."""

    def __init__(self, database: Database, owner: User, mode: StudyMode, scope: Scope, now: datetime) -> None:
        self.database, self.owner_id, self.now = database, owner.id, now
        with database.write() as session:
            self.study_session = sessions.start_session(session, owner.id, mode=mode, scope=scope, now=now).id

    def look(self, *, early: bool = True) -> Presented:
        shown = self.look_for(early=early)
        assert shown is not None
        return shown

    def look_for(self, *, early: bool = True) -> Presented | None:
        with self.database.write() as session:
            return presentations.present(session, self.owner_id, self.study_session, early=early, now=self.now)

    def glance(self) -> Presented | None:
        with self.database.read() as session:
            standing = presentations.standing(session, self.owner_id, self.study_session, now=self.now)
            assert not any((session.dirty, session.new, session.deleted))
            return standing

    def choose(self, shown: Presented, choice: int, **more: Any) -> Chosen:
        arguments: dict[str, Any] = {"now": self.now} | more
        with self.database.write() as session:
            return presentations.choose(session, self.owner_id, shown.id, choice=choice, **arguments)

    def choose_rightly(self, shown: Presented, **more: Any) -> Chosen:
        return self.choose(shown, shown.options.index(shown.card.answer), **more)

    def choose_wrongly(self, shown: Presented, **more: Any) -> Chosen:
        return self.choose(shown, 1 - min(1, shown.options.index(shown.card.answer)), **more)

    def grade(self, shown: Presented, rating: Rating, **more: Any) -> Chosen:
        arguments: dict[str, Any] = {"now": self.now} | more
        with self.database.write() as session:
            return presentations.grade(session, self.owner_id, shown.id, rating=rating, **arguments)

    def lower(self, shown: Presented, rating: Rating) -> Chosen:
        with self.database.write() as session:
            return presentations.lower(session, self.owner_id, shown.id, rating=rating, now=self.now)

    def reveal(self, shown: Presented) -> None:
        with self.database.write() as session:
            presentations.reveal(session, self.owner_id, shown.id, now=self.now)

    def undo(self) -> Card:
        with self.database.write() as session:
            return presentations.undo(session, self.owner_id, self.study_session, now=self.now)

    def progress(self) -> sessions.SessionProgress:
        with self.database.read() as session:
            return sessions.session_progress(session, self.owner_id, self.study_session, now=self.now)


Sit = Callable[..., Desk]


@pytest.fixture
def sit(database: Database, owner: User, now: datetime) -> Sit:
    def sit(mode: StudyMode = StudyMode.MULTIPLE_CHOICE, scope: Scope = Scope()) -> Desk:  # noqa: B008
        return Desk(database, owner, mode, scope, now)

    return sit


def stored(database: Database) -> list[Presentation]:
    with database.read() as session:
        return list(session.exec(select(Presentation).order_by(col(Presentation.number))))


# What is shown


def test_a_reload_and_another_device_get_the_same_presentation(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG)
    desk = sit()
    shown = desk.look()
    again, elsewhere = desk.look(), sit().look()
    assert shown.id == again.id == elsewhere.id
    assert shown.options == again.options == elsewhere.options
    assert len(stored(database)) == 1


def test_what_stands_on_the_screen_can_be_read_without_writing(make: Make, sit: Sit) -> None:
    make(distractors=WRONG)
    make()
    desk = sit(StudyMode.MIXED)
    assert desk.glance() is None
    shown = desk.look()
    assert desk.glance() == shown == desk.look()
    desk.choose_rightly(shown)
    assert desk.glance() is None


@pytest.mark.parametrize("change", [{"suspended": True}, {"reps": 1}, {"distractors": WRONG}])
def test_a_card_that_is_not_to_stand_as_it_does_is_left_to_the_next_presentation(
    make: Make, sit: Sit, database: Database, change: dict[str, Any]
) -> None:
    card = make()
    desk = sit(StudyMode.MIXED)
    desk.look()
    with database.write() as session:
        session.add(card)
        card.sqlmodel_update(change)
    assert desk.glance() is None


def test_a_learner_who_was_away_or_whose_time_is_up_is_not_shown_the_card_as_it_was(make: Make, sit: Sit) -> None:
    make()
    for mode, later in ((StudyMode.MIXED, 11 * MINUTE), (StudyMode.TIMED, 6 * MINUTE)):
        desk = sit(mode)
        desk.look()
        desk.now += later
        assert desk.glance() is None


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
    assert (shown.options, shown.needs_choices) == (["True", "False"], False)
    assert desk.choose(shown, ["True", "False"].index(answer)).correct


def test_only_multiple_choice_asks_for_wrong_answers_to_be_made(make: Make, sit: Sit) -> None:
    make()
    assert {mode: sit(mode).look().needs_choices for mode in StudyMode} == {
        StudyMode.FLASHCARD: False,
        StudyMode.MULTIPLE_CHOICE: True,
        StudyMode.MIXED: False,
        StudyMode.TIMED: False,
        StudyMode.CUSTOM: False,
    }


def give_choices(database: Database, card: Card, now: datetime, wrong: list[str] = WRONG) -> None:
    with database.write() as session:
        choices.set_distractors(session, card.user_id, card.id, wrong, now=now)


def test_choices_that_arrive_replace_the_plain_form_of_the_same_presentation(
    make: Make, sit: Sit, database: Database, now: datetime
) -> None:
    card, desk = make(), sit()
    plain = desk.look()
    give_choices(database, card, now)
    shown = desk.look()
    assert (plain.options, plain.needs_choices) == ([], True)
    assert (shown.id, len(shown.options), shown.needs_choices) == (plain.id, 4, False)


def test_waiting_for_choices_to_be_made_does_not_make_a_right_choice_slow(
    make: Make, sit: Sit, database: Database, now: datetime
) -> None:
    card, desk = make(), sit()
    desk.look()
    desk.now = now + timedelta(seconds=60)
    give_choices(database, card, desk.now)
    shown = desk.look()
    assert desk.choose_rightly(shown, now=desk.now + timedelta(seconds=4)).rating is GOOD


def test_choices_that_arrive_after_the_answer_was_revealed_wait_for_the_next_time(
    make: Make, sit: Sit, database: Database, now: datetime
) -> None:
    card, desk = make(), sit()
    desk.reveal(desk.look())
    give_choices(database, card, now)
    shown = desk.look()
    assert (shown.options, shown.revealed, shown.needs_choices) == ([], True, False)
    assert desk.grade(shown, GOOD).rating is GOOD


def test_the_options_a_learner_has_seen_stay_whatever_becomes_of_the_card(
    make: Make, sit: Sit, database: Database, owner: User, now: datetime
) -> None:
    card, desk = make(distractors=WRONG), sit()
    shown = desk.look()
    give_choices(database, card, now, ["Chlorophyll", "A vacuole", "The membrane"])
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


def test_nothing_is_shown_when_nothing_is_due(make: Make, sit: Sit, now: datetime) -> None:
    make(state=CardState.REVIEW, due_at=now + 5 * DAY)
    make(suspended=True)
    make(deleted_at=now)
    make(is_candidate=True)
    make(buried_until=now + MINUTE)
    for mode in StudyMode:
        desk = sit(mode)
        if mode is StudyMode.CUSTOM:
            assert desk.look().card.state == CardState.REVIEW
        else:
            assert desk.look_for() is None


@pytest.mark.parametrize("change", ["suspended", "is_candidate", "buried_until", "deleted_at"])
@pytest.mark.parametrize("mode", [StudyMode.MULTIPLE_CHOICE, StudyMode.CUSTOM])
def test_a_card_that_is_put_aside_leaves_the_screen(
    make: Make, sit: Sit, database: Database, now: datetime, change: str, mode: StudyMode
) -> None:
    card, other = make(), make(created_at=now + SECOND)
    desk = sit(mode)
    shown = desk.look()
    with database.write() as session:
        put_aside = session.exec(select(Card).where(col(Card.id) == shown.card.id)).one()
        value = now + DAY if change == "buried_until" else now if change == "deleted_at" else True
        setattr(put_aside, change, value)
    assert desk.look().card.id in {card.id, other.id} - {shown.card.id}


def test_a_card_being_learned_can_be_left_to_wait(make: Make, sit: Sit, now: datetime) -> None:
    make(state=CardState.LEARNING, due_at=now + 5 * MINUTE)
    desk = sit(StudyMode.FLASHCARD)
    assert desk.look_for(early=False) is None
    assert desk.progress().resumes_at == now + 5 * MINUTE
    assert desk.look().card.state == CardState.LEARNING
    assert desk.look_for(early=False) is not None, "what is on the screen stays there"


def test_the_cards_that_come_next_are_known_ahead(make: Make, sit: Sit, database: Database, owner: User) -> None:
    made = [make(question=f"number {number}") for number in range(8)]
    desk = sit()
    desk.look()
    with database.read() as session:
        ahead = presentations.coming(session, owner.id, desk.study_session, now=desk.now)
    assert [card.id for card in ahead] == [card.id for card in made[1:6]]


# Answers


@pytest.mark.parametrize(
    ("after", "rating"), [(0 * SECOND, GOOD), (10 * SECOND, GOOD), (11 * SECOND, HARD), (DAY, HARD)]
)
def test_a_right_choice_is_good_and_hard_when_it_took_more_than_ten_seconds(
    make: Make, sit: Sit, after: timedelta, rating: Rating
) -> None:
    make(distractors=WRONG)
    desk = sit()
    shown = desk.look()
    chosen = desk.choose_rightly(shown, now=desk.now + min(after, 20 * MINUTE))
    assert (chosen.correct, chosen.rating) == (True, rating)


def test_a_wrong_choice_is_again(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG, explanation="It makes ATP.")
    desk = sit()
    shown = desk.look()
    chosen = desk.choose_wrongly(shown)
    assert (chosen.correct, chosen.rating, chosen.explanation) == (False, AGAIN, "It makes ATP.")
    assert chosen.key == shown.options.index("The mitochondrion") != chosen.chosen
    assert [review.rating for review in all_reviews(database)] == [AGAIN]


def test_the_interval_is_the_one_that_was_foretold(make: Make, sit: Sit) -> None:
    make(distractors=WRONG, state=CardState.REVIEW)
    desk = sit()
    shown = desk.look()
    assert desk.choose_rightly(shown).scheduled == shown.intervals[GOOD]


@pytest.mark.parametrize("wanted", list(Rating))
def test_a_choice_may_be_graded_lower_and_never_higher(make: Make, sit: Sit, wanted: Rating) -> None:
    make(distractors=WRONG)
    desk = sit()
    shown = desk.look()
    if wanted > GOOD:
        with pytest.raises(Conflict, match="not higher"):
            desk.choose_rightly(shown, rating=wanted)
    else:
        assert desk.choose_rightly(shown, rating=wanted).rating is wanted


@pytest.mark.parametrize("choice", [-1, 4, 99])
def test_only_what_is_shown_can_be_chosen(make: Make, sit: Sit, choice: int) -> None:
    make(distractors=WRONG)
    desk = sit()
    with pytest.raises(Conflict, match="that are shown"):
        desk.choose(desk.look(), choice)


def test_a_choice_is_chosen_and_a_plain_card_rated(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG)
    chooses, rates = sit(), sit(StudyMode.FLASHCARD)
    with pytest.raises(Conflict, match="Choose one"):
        chooses.grade(chooses.look(), EASY)
    with pytest.raises(Conflict, match="Choose one"):
        chooses.reveal(chooses.look())
    with pytest.raises(Conflict, match="that are shown"):
        rates.choose(rates.look(), 0)
    assert all_reviews(database) == []


@pytest.mark.parametrize("mode", [StudyMode.MULTIPLE_CHOICE, StudyMode.CUSTOM])
def test_of_two_answers_to_one_presentation_the_first_stands(
    make: Make, sit: Sit, database: Database, mode: StudyMode
) -> None:
    for question in ("The first?", "The second?"):
        make(question=question, distractors=WRONG)
    here, there = sit(mode), sit(mode)
    shown = here.look()
    here.choose_rightly(shown)
    with pytest.raises(Conflict, match="already"):
        there.choose_wrongly(shown)
    assert stored(database)[0].rating == GOOD
    assert len(all_reviews(database)) == (0 if mode is StudyMode.CUSTOM else 1)
    assert there.look().id != shown.id


def test_a_card_answered_in_another_study_session_is_not_answered_again(
    make: Make, sit: Sit, database: Database
) -> None:
    make(distractors=WRONG)
    here, there = sit(), sit(StudyMode.MIXED)
    shown, elsewhere = here.look(), there.look()
    there.choose_rightly(elsewhere)
    with pytest.raises(Conflict, match="already"):
        here.choose_rightly(shown)
    assert here.look().id != shown.id
    assert len(all_reviews(database)) == 1


def test_the_time_of_a_card_is_counted_from_its_presentation_and_bounded(
    make: Make, sit: Sit, database: Database, now: datetime
) -> None:
    make(distractors=WRONG)
    make(distractors=WRONG, question="And another?")
    desk = sit()
    desk.choose_rightly(desk.look(), now=now + 7 * SECOND)
    desk.now += MINUTE
    desk.choose_rightly(desk.look(), now=now + DAY)
    assert [review.duration_ms for review in all_reviews(database)] == [7_000, 600_000]


def test_a_learner_who_comes_back_after_a_while_starts_the_card_anew(make: Make, sit: Sit, now: datetime) -> None:
    make(distractors=WRONG)
    desk = sit()
    first = desk.look()
    desk.now += 3 * MINUTE
    assert desk.look().shown_at == now
    desk.now += DAY / 2
    back = desk.look()
    assert (back.id, back.options, back.shown_at) == (first.id, first.options, desk.now)
    assert desk.choose_rightly(back).rating is GOOD


def test_the_answer_names_its_study_session_and_mode(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG)
    desk = sit(StudyMode.MIXED)
    desk.choose_rightly(desk.look())
    (review,) = all_reviews(database)
    assert (review.session_id, review.mode) == (desk.study_session, "mixed")


# Lowering


@pytest.mark.parametrize("lowered", [(HARD,), (AGAIN,), (HARD, AGAIN)])
def test_lowering_leaves_one_review_and_the_card_as_that_rating_would_have_left_it(
    make: Make, sit: Sit, database: Database, owner: User, lowered: tuple[Rating, ...]
) -> None:
    card = make(distractors=WRONG, state=CardState.REVIEW, lapses=7)
    desk = sit()
    shown = desk.look()
    with database.write() as session:
        answers.record_answer(session, owner.id, card.id, rating=lowered[-1], duration_ms=0, now=desk.now)
        expected = session.exec(select(Card)).one().model_dump()
        answers.undo_answer(session, owner.id, now=desk.now)
    desk.choose_rightly(shown)
    for rating in lowered:
        chosen = desk.lower(shown, rating)
        assert (chosen.rating, chosen.correct) == (rating, True)
    assert card_now(database, card.id).model_dump() == expected
    (review,) = all_reviews(database)
    assert (review.rating, review.marked_leech) == (lowered[-1], lowered[-1] is AGAIN)
    assert stored(database)[0].rating == lowered[-1]


def test_a_grade_cannot_be_raised_again(make: Make, sit: Sit) -> None:
    make(distractors=WRONG)
    desk = sit()
    shown = desk.look()
    desk.choose_rightly(shown)
    desk.lower(shown, HARD)
    with pytest.raises(Conflict, match="not higher"):
        desk.lower(shown, GOOD)


def test_a_lowered_answer_is_taken_back_like_any_other(make: Make, sit: Sit, database: Database) -> None:
    card = make(distractors=WRONG, state=CardState.REVIEW, lapses=7)
    before = card_now(database, card.id).model_dump()
    desk = sit()
    shown = desk.look()
    desk.choose_rightly(shown)
    desk.lower(shown, AGAIN)
    desk.undo()
    assert card_now(database, card.id).model_dump() == before
    assert all_reviews(database) == []


def test_only_a_choice_that_stands_can_be_lowered(make: Make, sit: Sit) -> None:
    make(distractors=WRONG)
    desk, rates = sit(), sit(StudyMode.FLASHCARD)
    shown, plain = desk.look(), rates.look()
    with pytest.raises(Conflict, match="not been answered"):
        desk.lower(shown, AGAIN)
    rates.grade(plain, GOOD)
    with pytest.raises(Conflict, match="rated this card yourself"):
        rates.lower(plain, AGAIN)


# Undo


def test_undo_restores_the_card_and_opens_its_presentation_again(make: Make, sit: Sit, database: Database) -> None:
    card = make(distractors=WRONG, state=CardState.REVIEW)
    make(question="The next one?", state=CardState.REVIEW, due_at=card.due_at + MINUTE)
    before = card_now(database, card.id).model_dump()
    desk = sit()
    shown = desk.look()
    first = desk.choose_rightly(shown)
    assert desk.look().card.id != card.id
    assert desk.undo().id == card.id
    assert card_now(database, card.id).model_dump() == before
    again = desk.look()
    assert (again.id, again.options) == (shown.id, shown.options)
    assert desk.choose_rightly(again).scheduled == first.scheduled


def test_undo_asks_a_card_that_was_edited_since_with_the_choices_it_has_now(
    make: Make, sit: Sit, database: Database
) -> None:
    card = make(distractors=WRONG)
    desk = sit()
    desk.choose_rightly(desk.look())
    with database.write() as session:
        editing.edit_card(
            session, desk.owner_id, card.id, question="What copies DNA?", answer="The polymerase", now=desk.now
        )
    desk.undo()
    shown = desk.look()
    assert sorted(shown.options) == sorted([*WRONG, "The polymerase"])
    assert desk.choose_rightly(shown).correct


def test_undo_goes_back_answer_by_answer_of_this_study_session(make: Make, sit: Sit, database: Database) -> None:
    made = [make(question=f"number {number}", distractors=WRONG) for number in range(3)]
    desk, other = sit(), sit(StudyMode.FLASHCARD)
    for _ in range(2):
        desk.choose_rightly(desk.look())
    other.grade(other.look(), GOOD)
    assert [desk.undo().id for _ in range(2)] == [made[1].id, made[0].id]
    with pytest.raises(Conflict, match="no answer to take back"):
        desk.undo()
    assert [review.card_id for review in all_reviews(database)] == [made[2].id]


def test_an_answer_taken_back_elsewhere_leaves_no_presentation_behind(
    make: Make, sit: Sit, database: Database, owner: User
) -> None:
    make(distractors=WRONG)
    desk = sit()
    desk.choose_rightly(desk.look())
    with database.write() as session:
        answers.undo_answer(session, owner.id, now=desk.now)
    assert stored(database) == []
    desk.choose_rightly(desk.look())
    assert len(all_reviews(database)) == 1


# Custom study


def test_custom_study_goes_once_through_every_card_and_leaves_schedule_and_log_alone(
    make: Make, sit: Sit, database: Database, now: datetime
) -> None:
    for number in range(10):
        state = list(CardState)[number % 4]
        make(question=f"number {number}", state=state, due_at=now + number * 100 * DAY, distractors=WRONG)
    with database.read() as session:
        before = [card.model_dump() for card in session.exec(select(Card))]
    desk = sit(StudyMode.CUSTOM)
    asked: list[str] = []
    while shown := desk.look_for():
        assert shown.intervals == {}
        assert shown.left.total == 10 - len(asked)
        asked.append(shown.card.id)
        chosen = desk.choose_wrongly(shown)
        assert (chosen.scheduled, chosen.next_due_at, chosen.review_id) == (None, None, None)
    assert Counter(asked) == Counter(row["id"] for row in before)
    assert all_reviews(database) == []
    with database.read() as session:
        assert [card.model_dump() for card in session.exec(select(Card))] == before
    progress = desk.progress()
    assert (progress.answered, progress.correct, progress.again, progress.left.total) == (10, 0, 10, 0)


def test_each_custom_study_session_has_an_order_of_its_own(
    make: Make, sit: Sit, database: Database, owner: User
) -> None:
    for number in range(12):
        make(question=f"number {number}")
    orders: set[tuple[str, ...]] = set()
    for _ in range(3):
        desk = sit(StudyMode.CUSTOM)
        with database.read() as session:
            ahead = presentations.coming(session, owner.id, desk.study_session, count=12, now=desk.now)
            assert presentations.coming(session, owner.id, desk.study_session, count=12, now=desk.now) == ahead
        orders.add(tuple(card.id for card in ahead))
        with database.write() as session:
            sessions.end_session(session, owner.id, desk.study_session, now=desk.now)
    assert len(orders) == 3


def test_custom_answers_are_taken_back_and_lowered_without_a_review(make: Make, sit: Sit, database: Database) -> None:
    make(distractors=WRONG)
    desk = sit(StudyMode.CUSTOM)
    shown = desk.look()
    desk.choose_rightly(shown)
    assert desk.lower(shown, AGAIN).rating is AGAIN
    assert desk.look_for() is None
    desk.undo()
    assert desk.look().id == shown.id
    assert all_reviews(database) == []


# Timed


def test_a_timed_study_session_ends_five_minutes_after_its_first_card(make: Make, sit: Sit, now: datetime) -> None:
    for number in range(9):
        make(question=f"number {number}", distractors=WRONG)
    desk = sit(StudyMode.TIMED)
    assert desk.progress().ends_at is None
    desk.now += 2 * MINUTE
    assert desk.look().ends_at == now + 7 * MINUTE
    desk.choose_rightly(desk.look())
    desk.choose_wrongly(desk.look())
    last = desk.look()
    desk.now = now + 7 * MINUTE
    with pytest.raises(Conflict, match="over"):
        desk.choose_rightly(last)
    assert desk.look_for() is None
    done = desk.progress()
    assert (done.is_over, done.answered, done.correct, done.accuracy) == (True, 2, 1, 0.5)


# Whose


def test_nobody_else_sees_or_answers_a_presentation(
    make: Make, sit: Sit, database: Database, stranger: User, now: datetime
) -> None:
    make(distractors=WRONG)
    desk = sit()
    shown = desk.look()
    me, here = stranger.id, desk.study_session
    with database.write() as session:
        for attempt in (
            lambda: presentations.present(session, me, here, now=now),
            lambda: presentations.standing(session, me, here, now=now),
            lambda: presentations.coming(session, me, here, now=now),
            lambda: presentations.reveal(session, me, shown.id, now=now),
            lambda: presentations.choose(session, me, shown.id, choice=0, now=now),
            lambda: presentations.grade(session, me, shown.id, rating=GOOD, now=now),
            lambda: presentations.lower(session, me, shown.id, rating=AGAIN, now=now),
            lambda: presentations.undo(session, me, here, now=now),
        ):
            with pytest.raises(NotFound):
                attempt()
