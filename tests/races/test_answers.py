"""An answer in a lesson that is made anew at the same moment, or that comes with others, is kept whole or refused."""

from dataclasses import dataclass

import pytest
from sqlmodel import Session, col, select

from studyapp.database import Database
from studyapp.errors import NotFound
from studyapp.models import (
    Card,
    CheckIn,
    CheckInAnswer,
    CheckInKind,
    Concept,
    Deck,
    JudgedBy,
    MadeBy,
    Review,
    Section,
    Verdict,
)
from studyapp.models.columns import new_id
from studyapp.rules.lessons import (
    CheckedCheckIn,
    CheckedConcept,
    CheckInDraft,
    ConceptDraft,
    LessonHead,
    OptionDraft,
    PlacedSource,
    SourceDraft,
)
from studyapp.rules.lessons.grades import Grade
from studyapp.services.lessons import making, progress
from studyapp.services.lessons.answers import answer_check_in, answers_to, record_grade
from studyapp.services.lessons.making import Making
from tests.factories import NOON, make_user
from tests.jobs.kinds.lesson.classroom import book
from tests.lesson_factories import KEY, make_answer, make_check_in, make_concept, make_lesson
from tests.races.overlaps import Act, overlaps

QUOTE = "Roots take up water"
ANEW = Making(None, "en", MadeBy.MODEL, LessonHead("On roots.", ("Explain roots.",)))


@dataclass
class Lesson:
    """A lesson of one concept with a choice and a written answer that waits for its verdict, and one after it."""

    user_id: str
    section: Section
    first: Concept
    last: Concept
    choice: CheckIn
    second: CheckIn
    short: CheckIn
    waiting: CheckInAnswer


def taught(session: Session) -> Lesson:
    user_id = make_user(session, id=new_id()).id
    section = book(session, user_id)[2]
    lesson = make_lesson(session, section)
    first, last = make_concept(session, lesson), make_concept(session, lesson, ordinal=2, title="Hairs")
    far = {"page": 3, "quote": QUOTE, "start": (section.text_start or 0) + 6, "end": (section.text_start or 0) + 25}
    choice, short = (
        make_check_in(session, first, source=far),
        make_check_in(session, first, ordinal=2, kind=CheckInKind.SHORT),
    )
    second = make_check_in(session, first, ordinal=3)
    return Lesson(user_id, section, first, last, choice, second, short, make_answer(session, short, text="It lives."))


def concept(title: str = "Roots", start: int = 6) -> CheckedConcept:
    options = tuple(OptionDraft(text, f"Why {text}.", is_key=text == "Water") for text in ("Water", "Air"))
    choice = CheckInDraft("choice", "What do roots take up?", options, source=SourceDraft(QUOTE, 3))
    draft = ConceptDraft(title, "fact", "They do.", (SourceDraft(QUOTE, 3),), check_ins=(choice,))
    placed = PlacedSource(QUOTE, 3, start, start + len(QUOTE))
    return CheckedConcept(
        draft, sources=(placed,), check_ins=(CheckedCheckIn(choice, placed),), taken_out=(), findings=()
    )


def choose(session: Session, lesson: Lesson) -> str:
    return answer_check_in(session, lesson.user_id, lesson.choice.id, option=KEY, now=NOON).answer.id


def choose_second(session: Session, lesson: Lesson) -> str:
    return answer_check_in(session, lesson.user_id, lesson.second.id, option=KEY, now=NOON).answer.id


def judge(session: Session, lesson: Lesson) -> bool:
    grade = Grade(Verdict.RIGHT, 100)
    return record_grade(session, lesson.user_id, lesson.waiting.id, grade, judged_by=JudgedBy.MODEL, now=NOON)


def begin_anew(session: Session, lesson: Lesson) -> object:
    return making.begin_anew(session, lesson.section, ANEW, concept(), now=NOON)


def one_anew(session: Session, lesson: Lesson) -> object:
    return making.replace_concept(session, lesson.section, ANEW, concept(), ordinal=1, now=NOON)


def go_on(session: Session, lesson: Lesson) -> object:
    """A further concept of a lesson made anew, which is nearer to what the choice asks than the one it is on."""
    return making.save_concept(session, lesson.section, ANEW, concept("Water"), ordinal=3, now=NOON)


MAKING = [begin_anew, one_anew, go_on]


@pytest.mark.parametrize("make", MAKING)
def test_an_answer_is_there_with_its_card_or_was_refused(either: Database, make: Act[Lesson]) -> None:
    for met in overlaps(either, taught, choose, make):
        assert met.other.is_done, met.how
        with either.read() as session:
            check_in = session.get(CheckIn, met.world.choice.id)
            answers = answers_to(session, met.world.user_id, met.world.choice.id)
            cards = session.exec(select(Card).where(Card.user_id == met.world.user_id)).all()
            reviews = session.exec(select(Review).where(Review.user_id == met.world.user_id)).all()
        if met.one.is_done:
            assert check_in, met.how
            assert [each.id for each in answers] == [met.one.gave], met.how
            assert [each.id for each in cards] == [check_in.card_id], met.how
            assert [each.card_id for each in reviews] == [check_in.card_id], met.how
        else:
            assert isinstance(met.one.refused, NotFound), met.how
            assert (check_in, cards, reviews) == (None, [], []), met.how


@pytest.mark.parametrize("make", MAKING)
def test_a_verdict_is_never_lost(either: Database, make: Act[Lesson]) -> None:
    for met in overlaps(either, taught, judge, make):
        assert met.one.gave is True, met.how
        assert met.other.is_done, met.how
        with either.read() as session:
            [answer] = answers_to(session, met.world.user_id, met.world.short.id)
            assert answer.verdict is Verdict.RIGHT, met.how
            assert session.get_one(CheckIn, met.world.short.id).card_id, met.how


@pytest.mark.parametrize("other", [choose_second, judge])
def test_answers_at_once_become_cards_of_one_deck(either: Database, other: Act[Lesson]) -> None:
    for met in overlaps(either, taught, choose, other, both_ways=other is judge):
        assert met.one.is_done, met.how
        assert met.other.is_done, met.how
        with either.read() as session:
            [deck] = session.exec(select(Deck).where(Deck.user_id == met.world.user_id)).all()
            cards = session.exec(select(Card).where(Card.user_id == met.world.user_id)).all()
            reviews = session.exec(select(Review).where(Review.user_id == met.world.user_id)).all()
        assert [each.deck_id for each in cards] == [deck.id] * 2, met.how
        assert sorted(each.number for each in reviews) == [1, 2], met.how


def test_the_same_answer_from_two_devices_counts_once(either: Database) -> None:
    for met in overlaps(either, taught, choose, choose, both_ways=False):
        assert met.one.gave == met.other.gave, met.how
        with either.read() as session:
            assert len(answers_to(session, met.world.user_id, met.world.choice.id)) == 1, met.how
            assert len(session.exec(select(Card).where(Card.user_id == met.world.user_id)).all()) == 1, met.how


@pytest.mark.parametrize("make", MAKING)
def test_reading_on_never_stops_what_is_made(either: Database, make: Act[Lesson]) -> None:
    def read_on(session: Session, lesson: Lesson) -> None:
        progress.understand(session, lesson.user_id, lesson.first.id, now=NOON)

    for met in overlaps(either, taught, read_on, make):
        assert met.other.is_done, met.how
        with either.read() as session:
            of_learner = select(Concept.ordinal).where(Concept.user_id == met.world.user_id)
            ordinals = session.exec(of_learner.order_by(col(Concept.ordinal))).all()
        assert list(ordinals) == list(range(1, len(ordinals) + 1)), met.how
