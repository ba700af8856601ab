"""The names and addresses of the targets of jobs, i.e. of what the jobs are for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from studyapp.jobs.store.views import JobView
from studyapp.services import decks
from studyapp.services.cards.places import card_places
from studyapp.services.courses.places import document_places
from studyapp.services.coverage.paragraphs import section_of
from studyapp.services.goals.places import goal_places, node_places
from studyapp.services.lessons.check_ins import check_in_places, shown_stem
from studyapp.services.lessons.sections import section_places

_NAME_CHARS: Final = 60


@dataclass(frozen=True)
class Place:
    """A target as the screen shows it."""

    name: str
    href: str


def target(job: JobView) -> tuple[str, str]:
    """The kind and id of the job's target, e.g. `("deck", "…")`; two empty strings if it has none."""
    return (job.target["kind"], job.target["id"]) if job.target else ("", "")


def places_of(session: Session, user_id: str, jobs: Sequence[JobView]) -> dict[tuple[str, str], Place]:
    """The places of these jobs by target, read in one statement per kind. Targets that no longer exist are left out."""
    targets = {target(job) for job in jobs}
    titles = decks.deck_titles(session, user_id, {deck_id for kind, deck_id in targets if kind == "deck"})
    cards = card_places(session, user_id, {card_id for kind, card_id in targets if kind == "card"})
    goals = goal_places(session, user_id, {goal_id for kind, goal_id in targets if kind == "goal"})
    nodes = node_places(session, user_id, {node_id for kind, node_id in targets if kind == "node"})
    in_courses = _in_courses(session, user_id, targets)
    check_ins = check_in_places(session, user_id, {each for kind, each in targets if kind == "check_in"})
    in_lessons = {
        ("check_in", check_in_id): Place(
            f"“{_short(shown_stem(placed.check_in))}”", f"/sections/{placed.lesson.section_id}"
        )
        for check_in_id, placed in check_ins.items()
    }
    in_decks = {("deck", deck_id): Place(title, f"/decks/{deck_id}") for deck_id, title in titles.items()}
    in_goals = {("goal", goal_id): Place(title, f"/goals/{goal_id}") for goal_id, title in goals.items()} | {
        ("node", node_id): Place(node.title, f"/goals/{node.goal_id}?node={node_id}") for node_id, node in nodes.items()
    }
    return (
        in_decks
        | in_courses
        | in_goals
        | in_lessons
        | {
            ("card", card_id): Place(f"“{_short(card.question)}”", f"/decks/{card.deck_id}?card={card_id}")
            for card_id, card in cards.items()
        }
    )


def _in_courses(session: Session, user_id: str, targets: Collection[tuple[str, str]]) -> dict[tuple[str, str], Place]:
    """The places of documents, sections and paragraphs."""
    documents = document_places(session, user_id, {each for kind, each in targets if kind == "document"})
    paragraphs = {each: section_of(each) for kind, each in targets if kind == "paragraph"}
    wanted = {each for kind, each in targets if kind == "section"} | set(paragraphs.values())
    sections = section_places(session, user_id, sorted(wanted))
    places = {("section", each): Place(section.title, f"/sections/{each}") for each, section in sections.items()}
    for each, document in documents.items():
        places["document", each] = Place(document.title, f"/courses/{document.course_id}?document={each}")
    for each, section_id in paragraphs.items():
        if section_id in sections:
            places["paragraph", each] = Place(sections[section_id].title, f"/sections/{section_id}/cards")
    return places


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _NAME_CHARS else f"{line[: _NAME_CHARS - 1].rstrip()}…"
