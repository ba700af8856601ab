"""The weak areas of a course as its page shows them, each with the way to practise it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from studyapp.models import StudyMode
from studyapp.services.lessons.course_mastery import CourseMastery, KnownConcept
from studyapp.services.lessons.mastery import Level
from studyapp.services.lessons.weak_areas import weak_areas
from studyapp.services.study.practice import Cards, count_cards
from studyapp.ui.how_to_study import study_address
from studyapp.ui.numbers import card_count


@dataclass(frozen=True)
class WeakRow:
    """A concept that is known badly."""

    id: str
    title: str
    why: str
    href: str
    """Its lesson."""
    practice: str
    """The address of its practice; empty if none of its questions is a card, so that they are to be answered first."""
    cards: str
    """What is practised, e.g. `2 cards · 1 question not answered`."""


@dataclass(frozen=True)
class WeakAreas:
    rows: list[WeakRow]
    practice: str = ""
    """The address of the practice of all; empty if they have no card."""
    cards: str = ""
    """What is in it, e.g. `12 cards, 9 of them before they are due`."""
    unanswered: str = ""
    """About concepts none of whose questions was answered; empty if there are none."""
    unanswered_href: str = ""
    """The lesson with the first of them."""
    praise: str = ""
    """That none of what was answered is weak; empty if something is, or nothing was answered."""


def read_weak_areas(
    session: Session, user_id: str, course_id: str, known: CourseMastery, *, now: datetime
) -> WeakAreas:
    concepts = [(area.concept, area.why) for area in weak_areas(known, now=now)]
    cards = count_cards(session, user_id, [concept.id for concept, _ in concepts], now=now)
    is_answered = any(each.mastery.level is not Level.NEW for each in known.concepts)
    new = [each for each in known.concepts if each.mastery.level is Level.NEW and each.unanswered]
    return WeakAreas(
        [_row(course_id, concept, why, cards.get(concept.id)) for concept, why in concepts],
        _address(course_id) if cards else "",
        _all(list(cards.values())),
        _unanswered(len(new)),
        f"/sections/{new[0].section_id}" if new else "",
        "Nothing you answered is weak." if is_answered and not concepts else "",
    )


def _row(course_id: str, concept: KnownConcept, why: str, cards: Cards | None) -> WeakRow:
    counts = (card_count(cards.cards) if cards else "", _questions(concept.unanswered))
    return WeakRow(
        concept.id,
        concept.title,
        f"{why[:1].upper()}{why[1:]}",
        f"/sections/{concept.section_id}",
        _address(course_id, concept.id) if cards else "",
        " · ".join(filter(None, counts)),
    )


def _address(course_id: str, concept_id: str | None = None) -> str:
    """Where cards with options ask for a choice, as the check-ins did that they come from."""
    return study_address(mode=StudyMode.MIXED, course_id=course_id, concept_id=concept_id)


def _all(cards: list[Cards]) -> str:
    count, early = sum(each.cards for each in cards), sum(each.early for each in cards)
    soon = f", {early} of them before {'it is' if early == 1 else 'they are'} due" if early else ""
    return f"{card_count(count)}{soon}" if count else ""


def _questions(count: int) -> str:
    if not count:
        return ""
    return "1 question not answered" if count == 1 else f"{count} questions not answered"


def _unanswered(concepts: int) -> str:
    if not concepts:
        return ""
    return f"{concepts} {'concept has' if concepts == 1 else 'concepts have'} questions that you have not answered yet."
