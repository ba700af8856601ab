"""What is practised, said before it starts, and how well it is known at the end."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from studyapp.models import StudyMode
from studyapp.services.lessons.mastery import Level, Mastery
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study.practice import Change, count_cards
from studyapp.services.study.sessions import practised_concepts
from studyapp.ui.numbers import card_count


@dataclass(frozen=True)
class ChangeRow:
    """A practised concept."""

    id: str
    title: str
    href: str
    """The lesson with it."""
    words: str
    """E.g. `weak, 0 % → introduced, 12 %`."""
    moved: str
    """`up`, `down`, or `same`."""


@dataclass(frozen=True)
class Practice:
    words: str = ""
    """What the session asks; empty if it is no practice."""
    missing: str = ""
    """What it cannot ask; empty if there is nothing."""
    rows: list[ChangeRow] = field(default_factory=list)


def practice(session: Session, user_id: str, session_id: str, scope: Scope, mode: str, *, now: datetime) -> Practice:
    if not scope.is_practice:
        return Practice()
    changes = practised_concepts(session, user_id, session_id, now=now)
    cards = count_cards(session, user_id, [each.concept.id for each in changes], now=now)
    asked, early = sum(each.cards for each in cards.values()), sum(each.early for each in cards.values())
    concepts = "one concept" if len(cards) == 1 else f"{len(cards)} concepts"
    counts = "Your answers change nothing" if mode == StudyMode.CUSTOM else "Your answers count as always"
    soon = f", {early} of them before {'it is' if early == 1 else 'they are'} due" if early else ""
    return Practice(
        f"{card_count(asked)} of {concepts}{soon}. {counts}.",
        unanswered_words(sum(each.concept.unanswered for each in changes)),
        [_row(each) for each in changes],
    )


def unanswered_words(count: int) -> str:
    """About questions that are no cards yet; empty if there are none."""
    if not count:
        return ""
    return "1 more question waits in the lesson." if count == 1 else f"{count} more questions wait in the lessons."


def _row(change: Change) -> ChangeRow:
    concept, before, now = change.concept, change.before, change.concept.mastery
    said = [f"{_level(each)}, {round(100 * each.share)} %" for each in (before, now)]
    moved = "same" if now.share == before.share else "up" if now.share > before.share else "down"
    words = said[1] if said[0] == said[1] else " → ".join(said)
    return ChangeRow(concept.id, concept.title, f"/sections/{concept.section_id}", words, moved)


def _level(known: Mastery) -> str:
    if known.is_weak:
        return "weak"
    return "not answered" if known.level is Level.NEW else known.level.value
