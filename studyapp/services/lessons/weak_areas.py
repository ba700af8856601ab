"""The concepts of a course that are known worst, with why and with the cards to practise them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final

from studyapp.services.lessons.course_mastery import CourseMastery, KnownConcept
from studyapp.services.lessons.mastery import Level, Mastery
from studyapp.services.scheduling.study_days import StudyCalendar

MOST: Final = 10
_SOON: Final = timedelta(days=7)
_LEVELS: Final = tuple(Level)


@dataclass(frozen=True, slots=True)
class WeakArea:
    concept: KnownConcept
    why: str
    """e.g. `2 of the last 5 right, will be forgotten by Saturday`."""


def weak_areas(known: CourseMastery, *, now: datetime) -> list[WeakArea]:
    """At most `MOST`, the worst first. Concepts without an answer, and those that are mastered, are none."""
    answered = (each for each in known.concepts if each.mastery.level not in (Level.NEW, Level.MASTERED))
    worst_first = sorted(answered, key=_order)
    found = (WeakArea(concept, why) for concept in worst_first if (why := _why(concept, known.calendar, now)))
    return list(islice(found, MOST))


def _order(concept: KnownConcept) -> tuple[bool, int, float, float, str]:
    known = concept.mastery
    recall = 1.0 if known.recall is None else known.recall
    return not known.is_weak, _LEVELS.index(known.level), known.score, recall, concept.id


def _why(concept: KnownConcept, calendar: StudyCalendar, now: datetime) -> str:
    reasons = (_by_answers(concept.mastery), _by_memory(concept.due_at, calendar, now))
    return ", ".join(filter(None, reasons))


def _by_answers(known: Mastery) -> str:
    if known.right == known.recent:
        return ""
    return "the last answer is not right" if known.recent == 1 else f"{known.right} of the last {known.recent} right"


def _by_memory(due_at: datetime | None, calendar: StudyCalendar, now: datetime) -> str:
    if due_at is None or due_at >= now + _SOON:
        return ""
    today, day = calendar.study_day(now), calendar.study_day(due_at)
    return "is being forgotten" if day <= today else f"will be forgotten by {_named(day, today)}"


def _named(day: date, today: date) -> str:
    return "tomorrow" if day == today + timedelta(days=1) else f"{day:%A}"
