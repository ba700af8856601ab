"""What a study session is about: a deck, a goal or a skill, and the skill that comes after it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from studyapp.services import decks
from studyapp.services.courses import courses
from studyapp.services.goals import goals, nodes
from studyapp.services.goals.tree import next_after, read_tree
from studyapp.services.lessons.lessons import get_concept
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study.practice import course_of


@dataclass(frozen=True)
class Subject:
    title: str = ""
    """E.g. `Cells › Membranes` for a skill; empty if everything due is studied."""
    way_out: str = "/"
    """The address of the page it is studied from."""
    is_of_goal: bool = False
    is_practice: bool = False


@dataclass(frozen=True)
class Following:
    """The skill to go on with when this one is done."""

    name: str = ""
    """E.g. `2.3 Membranes`; empty if there is none."""
    node_id: str = ""


def subject(session: Session, user_id: str, scope: Scope) -> Subject:
    if scope.is_practice:
        return _practised(session, user_id, scope)
    if scope.node_id is not None:
        node = nodes.get_node(session, user_id, scope.node_id)
        goal = goals.get_goal(session, user_id, node.goal_id)
        titles = " › ".join(nodes.path_of(session, goal, node))
        return Subject(titles, f"/goals/{node.goal_id}?node={node.id}", is_of_goal=True)
    if scope.goal_id is not None:
        goal = goals.get_goal(session, user_id, scope.goal_id)
        return Subject(goal.title, f"/goals/{goal.id}", is_of_goal=True)
    if scope.deck_id is not None:
        return Subject(decks.get_deck(session, user_id, scope.deck_id).title, f"/decks/{scope.deck_id}")
    return Subject()


def _practised(session: Session, user_id: str, scope: Scope) -> Subject:
    if scope.concept_id is None:
        course = courses.get_course(session, user_id, scope.course_id or "")
        return Subject(f"Weak areas of {course.name}", f"/courses/{course.id}", is_practice=True)
    concept = get_concept(session, user_id, scope.concept_id)
    return Subject(concept.title, f"/courses/{course_of(session, user_id, concept.id)}", is_practice=True)


def following(session: Session, user_id: str, scope: Scope, *, now: datetime) -> Following:
    if scope.node_id is None:
        return Following()
    node = nodes.get_node(session, user_id, scope.node_id)
    skill = next_after(read_tree(session, user_id, node.goal_id, now=now), node.id)
    return Following(f"{skill.path} {skill.title}", skill.id) if skill else Following()
