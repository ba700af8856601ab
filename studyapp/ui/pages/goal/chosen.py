"""The chosen skill with its cards, as the pane beside the tree shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session

from studyapp.rendering import back_html, to_html
from studyapp.services.goals.cards import SkillCard, cards_of
from studyapp.services.goals.nodes import DEEPEST
from studyapp.services.goals.tree import Skill, Tree
from studyapp.ui.cards.rows import answer_beyond_cloze
from studyapp.ui.pages.deck.rows import card_row
from studyapp.ui.pages.goal.jobs import GoalJobs
from studyapp.ui.pages.goal.moving import Way, moved
from studyapp.ui.pages.goal.rows import mark, percent

SHOWN: Final = 25
"""The most cards of a skill that are listed; the deck has them all."""

_REST: Final = "Its cards rest unless you study them from here, and it does not count."


@dataclass(frozen=True)
class PaneCard:
    id: str
    question: str
    """With its cloze terms filled in. This and `answer` are HTML."""
    answer: str
    state: str
    """E.g. `Learning`."""
    mastery: int
    due_at: str
    """ISO moment; empty if the card is new or not studied at present."""
    is_due: bool
    href: str


@dataclass(frozen=True)
class Pane:
    id: str = ""
    """Empty if no skill is chosen."""
    path: str = ""
    title: str = ""
    description: str = ""
    above: str = ""
    """The titles of the skills above it."""
    state: str = ""
    mastery: int = 0
    due: int = 0
    cards: int = 0
    """The number of its own cards that are studied."""
    cards_below: int = 0
    """The number of cards of the skills below it."""
    unlisted: int = 0
    """The number of its cards that are not listed."""
    is_leaf: bool = True
    is_enabled: bool = True
    off_note: str = ""
    """Why its cards rest, as a sentence; empty if neither it nor a skill above it is disabled."""
    is_studyable: bool = False
    takes_skills: bool = False
    """Whether another level fits below it."""
    ways: str = ""
    """Where it can be moved, e.g. `up in`."""


def pane(tree: Tree, chosen: Skill, jobs: GoalJobs) -> Pane:
    state, mastery, due = mark(chosen, jobs)
    above = _above(tree.skills, chosen)
    return Pane(
        id=chosen.id,
        path=chosen.path,
        title=chosen.title,
        description=chosen.description,
        above=" › ".join(skill.title for skill in above),
        state=state,
        mastery=mastery,
        due=due,
        cards=chosen.own.cards,
        cards_below=chosen.tally.cards - chosen.own.cards,
        unlisted=max(0, chosen.own.cards - SHOWN),
        is_leaf=chosen.is_leaf,
        is_enabled=chosen.enabled,
        off_note=_off_note(chosen, above),
        is_studyable=chosen.tally.cards > 0,
        takes_skills=chosen.depth < DEEPEST,
        ways=" ".join(way for way in Way if moved(tree.skills, chosen.id, way)),
    )


def pane_cards(session: Session, user_id: str, chosen: Skill, *, now: datetime) -> list[PaneCard]:
    return [_card(each, now=now) for each in cards_of(session, user_id, chosen.id, now=now, limit=SHOWN)]


def _above(skills: Sequence[Skill], skill: Skill) -> list[Skill]:
    """The skills above this one, outermost first."""
    return [other for other in skills if skill.path.startswith(f"{other.path}.")]


def _off_note(chosen: Skill, above: Sequence[Skill]) -> str:
    if not chosen.enabled:
        return f"This skill is off. {_REST}"
    nearest = next((skill for skill in reversed(above) if not skill.enabled), None)
    return f"This skill is off, because “{nearest.title}” above it is. {_REST}" if nearest else ""


def _card(each: SkillCard, *, now: datetime) -> PaneCard:
    card, row = each.card, card_row(each.card, now=now)
    answer = answer_beyond_cloze(card)
    return PaneCard(
        id=card.id,
        question=back_html(card.question, card.cloze_ordinal),
        answer=to_html(answer) if answer else "",
        state=row.state,
        mastery=percent(each.progress),
        due_at=row.due_at,
        is_due=row.is_due,
        href=f"/decks/{card.deck_id}?card={card.id}",
    )
