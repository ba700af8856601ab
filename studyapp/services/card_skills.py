"""Keeps living cards in the tree: a card that comes back from the trash may belong to a skill that is gone by now."""

from sqlalchemy import ColumnElement, and_, update
from sqlmodel import Session, col, select

from studyapp.models import Card, SkillNode


def join_living_skills(session: Session, *cards: ColumnElement[bool]) -> None:
    """Let the cards that meet these conditions, and whose skill is deleted, belong to the nearest one above it.

    Cards in the trash are passed over. If no skill is left above, a card keeps its own, and is in the tree again once
    that is restored.
    """
    living = (*cards, col(Card.deleted_at).is_(None))
    of_skill = and_(col(SkillNode.id) == col(Card.node_id), col(SkillNode.user_id) == col(Card.user_id))
    gone = select(SkillNode).join(Card, of_skill).where(*living, col(SkillNode.deleted_at).is_not(None)).distinct()
    for skill in session.exec(gone).all():
        if above := _nearest_above(session, skill):
            session.exec(update(Card).where(*living, col(Card.node_id) == skill.id).values(node_id=above.id))


def _nearest_above(session: Session, skill: SkillNode) -> SkillNode | None:
    """The nearest skill that is not deleted."""
    above: SkillNode | None = skill
    while above is not None and above.deleted_at is not None:
        mine = (col(SkillNode.id) == above.parent_id, col(SkillNode.user_id) == skill.user_id)
        above = session.exec(select(SkillNode).where(*mine)).one_or_none()
    return above
