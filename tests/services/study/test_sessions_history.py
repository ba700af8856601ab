"""Study sessions of all modes at once: a card's state always follows from its reviews, one for each answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from sqlmodel import Session, col, select

from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import Presentation, Rating, Review, StudyMode, StudySession
from studyapp.services import accounts, decks
from studyapp.services.cards import bulk, choices, editing
from studyapp.services.study import answers, presentations, sessions
from studyapp.services.study.presentations import Presented
from tests.factories import NOON
from tests.services.history import LearnerHistory

CARDS = 5
which = st.integers(0, CARDS - 1)
modes = st.sampled_from(StudyMode)
ratings = st.sampled_from(Rating)
WRONG = ["a nucleus", "a ribosome", "a vacuole"]


class StudySessions(LearnerHistory):
    """A learner with a study session of each mode, and everything that can happen between a card and its answer."""

    size = CARDS

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[StudyMode, Presented] = {}
        self.given: list[str] = []
        """Scheduled presentations whose answers were not undone, in any order."""

    def add_card(self, session: Session, number: int) -> str:
        made = editing.add_card(
            session,
            self.owner,
            self.deck,
            question=f"What is number {number}?",
            answer="True" if number == 0 else f"a thing {number}",
            distractors=WRONG if number in (1, 2) else (),
            kind="true_false" if number == 0 else "basic",
            now=NOON,
        )
        return made.id

    # Studying

    @rule(mode=modes, early=st.booleans())
    def look(self, mode: StudyMode, early: bool) -> None:
        with self.database.write() as session:
            study_session = sessions.start_session(session, self.owner, mode=mode, now=self.now).id
            shown = presentations.present(session, self.owner, study_session, early=early, now=self.now)
            again = presentations.present(session, self.owner, study_session, early=early, now=self.now)
        assert shown == again
        if shown is None:
            self.shown.pop(mode, None)
            return
        self.shown[mode] = shown
        assert not any((shown.card.suspended, shown.card.is_candidate, shown.card.deleted_at))
        assert shown.card.buried_until is None or shown.card.buried_until <= self.now
        assert len(shown.options) in (0, 2, 3, 4)

    @rule(mode=modes, rightly=st.booleans(), rating=ratings, seconds=st.integers(0, 20))
    def look_and_answer(self, mode: StudyMode, rightly: bool, rating: Rating, seconds: int) -> None:
        self.look(mode, early=True)
        self.answer(mode, rightly, rating, seconds)

    @rule(mode=modes, rightly=st.booleans(), rating=ratings, seconds=st.integers(0, 20))
    def answer(self, mode: StudyMode, rightly: bool, rating: Rating, seconds: int) -> None:
        """Answer the card that was on the screen when it was last read; it may be answered, buried or deleted now."""
        shown = self.shown.get(mode)
        if shown is None:
            return
        took: dict[str, Any] = {"duration_ms": seconds * 1_000, "now": self.now}
        with self.database.write() as session:
            try:
                if shown.options:
                    place = (shown.options.index(shown.card.answer) + (not rightly)) % len(shown.options)
                    chosen = presentations.choose(session, self.owner, shown.id, choice=place, **took)
                    assert (chosen.correct, chosen.chosen, chosen.key == place) == (rightly, place, rightly)
                    assert chosen.rating == ((3 if seconds <= 10 else 2) if rightly else 1)
                else:
                    chosen = presentations.grade(session, self.owner, shown.id, rating=rating, **took)
                    assert chosen.rating is rating
            except (Conflict, NotFound):
                session.rollback()
                return
        assert (chosen.review_id is None) is (mode is StudyMode.CUSTOM)
        if mode is not StudyMode.CUSTOM:
            self.given.append(shown.id)

    @rule(mode=modes, rating=ratings)
    def lower(self, mode: StudyMode, rating: Rating) -> None:
        if shown := self.shown.get(mode):
            self._try(lambda s: presentations.lower(s, self.owner, shown.id, rating=rating, now=self.now))

    @rule(mode=modes)
    def undo(self, mode: StudyMode) -> None:
        with self.database.write() as session:
            study_session = sessions.start_session(session, self.owner, mode=mode, now=self.now).id
            try:
                presentations.undo(session, self.owner, study_session, now=self.now)
            except Conflict:
                session.rollback()
                return
            opened = session.exec(self._open(study_session)).one().id
        if mode is not StudyMode.CUSTOM:
            self.given.remove(opened)

    @rule(mode=modes)
    def reveal(self, mode: StudyMode) -> None:
        if shown := self.shown.get(mode):
            self._try(lambda s: presentations.reveal(s, self.owner, shown.id, now=self.now))

    @rule(mode=modes)
    def end(self, mode: StudyMode) -> None:
        with self.database.write() as session:
            study_session = sessions.start_session(session, self.owner, mode=mode, now=self.now).id
            sessions.end_session(session, self.owner, study_session, now=self.now)

    @rule(card=which, rating=ratings)
    def answer_without_a_presentation(self, card: int, rating: Rating) -> None:
        """Answer a card without a presentation, as programs may over REST."""
        self._try(
            lambda s: answers.record_answer(s, self.owner, self.cards[card], rating=rating, duration_ms=1, now=self.now)
        )

    # What else happens to cards

    @rule(card=which, change=st.sampled_from(["suspend", "resume", "bury", "unbury", "delete", "restore"]))
    def change(self, card: int, change: str) -> None:
        call: Any = getattr(bulk, f"{change}_cards")
        self._try(lambda s: call(s, self.owner, [self.cards[card]], now=self.now))

    @rule(card=which)
    def edit(self, card: int) -> None:
        self._try(
            lambda s: editing.edit_card(s, self.owner, self.cards[card], question=f"Is it {self.now}?", now=self.now)
        )

    @rule(card=which, wrong=st.sampled_from([WRONG, WRONG[::-1], []]))
    def give_distractors(self, card: int, wrong: list[str]) -> None:
        self._try(lambda s: choices.set_distractors(s, self.owner, self.cards[card], wrong))

    @rule(new=st.integers(0, 5), reviews=st.integers(0, 5), of_deck=st.sampled_from([None, 0, 2]))
    def set_limits(self, new: int, reviews: int, of_deck: int | None) -> None:
        with self.database.write() as session:
            accounts.save_preferences(session, self.owner, new_per_day=new, reviews_per_day=reviews)
            decks.edit_deck(session, self.owner, self.deck, new_per_day=of_deck, now=self.now)

    @rule(seconds=st.sampled_from([1, 10, 600, 86_400, 3 * 86_400, 90 * 86_400, -3600, -2 * 86_400]))
    def the_clock_moves(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    # What always holds

    @invariant()
    def each_scheduled_answer_has_its_one_review(self) -> None:
        with self.database.read() as session:
            answered = session.exec(select(Presentation).where(col(Presentation.answered_at).is_not(None))).all()
            reviews = session.exec(select(Review).where(col(Review.session_id).is_not(None))).all()
            custom = set(session.exec(select(StudySession.id).where(col(StudySession.mode) == StudyMode.CUSTOM)))
        scheduled = {shown.id: shown for shown in answered if shown.session_id not in custom}
        assert scheduled.keys() == set(self.given)
        assert len(self.given) == len(set(self.given)) == len(reviews)
        by_id = {review.id: review for review in reviews}
        for shown in scheduled.values():
            assert by_id[shown.review_id or ""].rating == shown.rating
        assert all(shown.review_id is None for shown in answered if shown.session_id in custom)

    @invariant()
    def a_choice_never_earns_easy(self) -> None:
        with self.database.read() as session:
            chosen = session.exec(select(Presentation).where(col(Presentation.chosen).is_not(None))).all()
        assert all(shown.rating in (1, 2, 3) and (shown.correct or shown.rating == 1) for shown in chosen)

    def _open(self, study_session: str) -> Any:
        opened = (col(Presentation.session_id) == study_session, col(Presentation.answered_at).is_(None))
        return select(Presentation).where(*opened)

    def _try(self, call: Callable[[Session], object]) -> None:
        with self.database.write() as session:
            try:
                call(session)
            except (BadInput, Conflict, NotFound):
                session.rollback()


StudySessions.TestCase.settings = settings(
    max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestStudySessions = StudySessions.TestCase
