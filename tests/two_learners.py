"""Two learners who each have one of everything, to see that neither finds or changes anything of the other's."""

import itertools
import re
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session, SQLModel, col, select

from studyapp.database import Database
from studyapp.material.picture_data import Picture
from studyapp.material.reading import Document
from studyapp.models import (
    Card,
    CardKind,
    CardState,
    Deck,
    GoalStatus,
    Image,
    Job,
    JobAttempt,
    JobStatus,
    JobType,
    Replacement,
    Review,
    SkillNode,
    StudyMode,
)
from studyapp.models.columns import new_id
from studyapp.services import accounts, decks, documents
from studyapp.services.cards import bulk, editing
from studyapp.services.images import FOLDER
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import presentations, sessions
from tests.factories import (
    NOON,
    make_card,
    make_deck,
    make_goal,
    make_node,
    make_user,
)
from tests.owned_courses import MATERIAL, QUESTION, courses_of
from tests.ui.jobs import make_job

ME: Final = accounts.LOCAL_OWNER_ID
"""Whoever asks. Every door takes the one who asks for the local owner, until there are accounts."""
THEM: Final = "somebody-else"
PICTURE: Final = Picture(b"no more than bytes", "image/png", 1, 1)
BETTER: Final = "Which organelle is the powerhouse of a cell?"

Belongings = Mapping[str, list[str]]
"""The ids of one learner's things, by what parameters call them. Things of different state stand one after another."""

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Learners:
    """The same database twice: in one both learners are, and in the other one nobody but the one who asks."""

    both: Path
    alone: Path
    data_dir: Path
    mine: Belongings
    theirs: Belongings

    @property
    def their_ids(self) -> frozenset[str]:
        return _ids(self.theirs) | {THEM}

    def described(self, what: object) -> str:
        """In words, with no id that was made meanwhile."""
        known = self.their_ids | _ids(self.mine)
        return _UUID.sub(lambda found: found[0] if found[0] in known else "<new>", f"{what!r}")

    def their_rows(self, session: Session) -> list[tuple[str, tuple[Any, ...]]]:
        """All that is theirs or speaks of anything that is."""
        theirs = self.their_ids
        return [
            (table, tuple(row))
            for table in SQLModel.metadata.tables
            for row in session.connection().exec_driver_sql(f"select * from {table}")
            if any(isinstance(value, str) and not theirs.isdisjoint({value, *_UUID.findall(value)}) for value in row)
        ]


def _ids(owned: Belongings) -> frozenset[str]:
    return frozenset(itertools.chain.from_iterable(owned.values()))


def two_learners(folder: Path, migrated_file: Path) -> Learners:
    alone, both = folder / "alone.db", folder / "both.db"
    shutil.copy(migrated_file, alone)
    with opened(alone) as database, database.write() as session:
        mine = settle(session, ME, data_dir=folder)
    shutil.copy(alone, both)
    with opened(both) as database, database.write() as session:
        theirs = settle(session, THEM, data_dir=folder)
    assert _ids(mine).isdisjoint(_ids(theirs))
    return Learners(both, alone, folder, mine, theirs)


@contextmanager
def opened(file: Path) -> Generator[Database]:
    database = Database(f"sqlite:///{file}")
    yield database
    database.dispose()  # the last connection to close moves the log into the file


def settle(session: Session, user_id: str, *, data_dir: Path) -> Belongings:
    """The words are the same for everybody, except where they say whose they are."""
    make_user(session, id=user_id)
    deck = make_deck(session, user_id, description=f"The deck of {user_id}")
    thrown_away = make_deck(session, user_id, title=f"Chemistry of {user_id}")
    made = cards(session, deck)
    lost = make_card(session, thrown_away, question="What is it that nobody asks?", answer=f"Nothing for {user_id}")
    decks.delete_deck(session, user_id, thrown_away.id, now=NOON)
    study = studied(session, user_id)
    jobs = jobs_of(session, deck, made[1])
    image = image_of(session, user_id, data_dir)
    lecture = Document("Lecture 3", MATERIAL + user_id, (0, len(MATERIAL)), (None, None))
    document = documents.add_document(session, user_id, lecture, pairs=0, now=NOON)
    courses = courses_of(session, user_id, data_dir)
    practised = Scope(concept_id=courses["concept_id"][0])
    choosing, over, rating = study["session_id"]
    begun = sessions.start_session(session, user_id, scope=practised, now=NOON).id
    study["session_id"] = [choosing, over, rating, choosing, begun, rating]  # the cards on the screen stay with theirs
    goals = goals_of(session, deck, made[1])
    grown = tree_jobs(session, deck, *goals["goal_id"][:1], leaf_id=goals["node_id"][1])
    jobs = {"job_id": [*jobs["job_id"], *(job.id for job in grown)]}
    replaced = replacements_of(session, made[1], goals["goal_id"][0], goals["node_id"])
    rest = {
        "card_id": [card.id for card in (*made, lost)],
        "deck_id": [deck.id, thrown_away.id],
        "document_id": [document.id, *courses.pop("document_id")],
        "image_id": [image.id],
    }
    return study | jobs | goals | replaced | courses | rest


def cards(session: Session, deck: Deck) -> list[Card]:
    """In this order: two that ask for a choice among others, and one of every other kind and state."""
    answer, wrong = f"Energy for {deck.user_id}", ["Ribosomes", "Lysosomes", "Vacuoles"]
    due = {"state": CardState.REVIEW, "due_at": NOON - timedelta(days=1), "answer": answer, "tags": ["exam"]}
    choice = {"kind": CardKind.MULTIPLE_CHOICE, "question": "Which of them makes energy?", "distractors": wrong}
    first = make_card(session, deck, **due | choice | {"due_at": NOON - timedelta(days=3)})
    rewritten, twin = (make_card(session, deck, question=QUESTION, **due) for _ in range(2))
    second = make_card(session, deck, **due | choice | {"due_at": NOON - timedelta(days=2)})
    plain = make_card(session, deck, question="What does a cell need?", answer=answer)
    waiting = make_card(session, deck, question="What does a leaf need?", answer=answer, is_candidate=True)
    away = make_card(session, deck, question="What does a root need?", answer=answer, suspended=True, flagged=True)
    buried = make_card(session, deck, question="What does a stem need?", answer=answer)
    bulk.bury_cards(session, deck.user_id, [buried.id], now=NOON)
    lost = make_card(session, deck, question="What does a fly need?", answer=answer)
    bulk.delete_cards(session, deck.user_id, [lost.id], now=NOON)
    text = "A {{c1::cell}} has a {{c2::nucleus}} in it"
    cloze = editing.add_card(session, deck.user_id, deck.id, question=text, kind=CardKind.CLOZE, now=NOON)
    note = {"kind": CardKind.CLOZE, "answer": "leaf", "note_id": new_id()}
    parted = [make_card(session, deck, question=f"A {{{{c{n}::leaf}}}}", cloze_ordinal=n, **note) for n in (1, 2)]
    return [first, rewritten, twin, second, plain, waiting, away, buried, lost, cloze, *parted]


def goals_of(session: Session, deck: Deck, card: Card) -> dict[str, list[str]]:
    """A goal with a tree, one that is paused and has a card, one that is deleted, and one without a tree."""
    goal = make_goal(session, deck.user_id, deck_id=deck.id, description=f"The goal of {deck.user_id}")
    category = make_node(session, goal, title="Cells")
    leaf = make_node(session, goal, parent_id=category.id, title="Mitochondria")
    other = make_node(session, goal, position=2, title="Leaves", ordinal=1)
    lost = make_node(session, goal, position=3, title="Roots", deleted_at=NOON)
    replaced = make_node(session, goal, position=4, title=other.title, enabled=False, deleted_at=NOON)
    card.node_id = leaf.id
    paused = make_goal(session, deck.user_id, title=f"Chemistry of {deck.user_id}", status=GoalStatus.PAUSED)
    resting = make_node(session, paused, title="Atoms")
    make_card(session, deck, node_id=resting.id, question=f"What does an atom of {deck.user_id} hold?")
    deleted = make_goal(session, deck.user_id, title=f"Physics of {deck.user_id}", deleted_at=NOON)
    bare = make_goal(session, deck.user_id, title=f"Geology of {deck.user_id}")
    nodes = (category, leaf, other, lost, replaced, resting)
    return {"goal_id": [goal.id, paused.id, deleted.id, bare.id], "node_id": [node.id for node in nodes]}


def tree_jobs(session: Session, deck: Deck, goal_id: str, *, leaf_id: str) -> list[Job]:
    """The job that has made the goal's tree, and its part that has made the cards of a leaf."""
    about = {"target_kind": "goal", "target_id": goal_id, "payload": {"goal_id": goal_id}}
    tree = make_job(session, deck, JobStatus.COMPLETED, type=JobType.SKILL_TREE_GENERATION, **about)
    cards = {"target_kind": "node", "target_id": leaf_id, "payload": {"node_id": leaf_id, "deck_id": deck.id}}
    part = make_job(session, deck, JobStatus.COMPLETED, parent_id=tree.id, **cards)
    session.get_one(SkillNode, leaf_id).sqlmodel_update({"job_id": tree.id, "ordinal": 0})
    session.flush()
    return [tree, part]


def replacements_of(session: Session, card: Card, goal_id: str, node_ids: list[str]) -> dict[str, list[str]]:
    """What was set aside: of the whole tree, of a branch, and the cards of a leaf."""
    category, leaf = node_ids[:2]
    moments: dict[str, Any] = {"created_at": NOON, "replaced_at": NOON}
    about: dict[str, Any] = {"user_id": card.user_id, "goal_id": goal_id, "origins": {card.id: leaf}} | moments
    made = [Replacement(node_id=node, of_cards=node == leaf, **about) for node in (None, category, leaf)]
    session.add_all(made)
    session.flush()
    return {"replacement_id": [each.id for each in made]}


def studied(session: Session, user_id: str) -> dict[str, list[str]]:
    """A study session with one answer and an open presentation, one that is over, and one without choices."""
    over = sessions.start_session(session, user_id, now=NOON)
    sessions.end_session(session, user_id, over.id, now=NOON)
    choosing = sessions.start_session(session, user_id, mode=StudyMode.MULTIPLE_CHOICE, now=NOON)
    first = _shown(session, user_id, choosing.id)
    presentations.choose(session, user_id, first.id, choice=first.options.index(first.card.answer), now=NOON)
    second = _shown(session, user_id, choosing.id)
    rating = sessions.start_session(session, user_id, now=NOON)
    third = _shown(session, user_id, rating.id)
    reviews = session.exec(select(Review.id).where(col(Review.user_id) == user_id))
    return {
        "session_id": [choosing.id, over.id, rating.id],
        "presentation_id": [second.id, first.id, third.id],
        "review_id": list(reviews),
    }


def image_of(session: Session, user_id: str, data_dir: Path) -> Image:
    """Everybody has the same picture, in a row and a file of their own."""
    digest = sha256(PICTURE.data).hexdigest()
    size: dict[str, Any] = {"width": PICTURE.width, "height": PICTURE.height, "size": len(PICTURE.data)}
    image = Image(user_id=user_id, sha256=digest, media_type=PICTURE.media_type, created_at=NOON, **size)
    session.add(image)
    session.flush()
    file = data_dir / FOLDER / image.id
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(PICTURE.data)
    return image


def _shown(session: Session, user_id: str, session_id: str) -> presentations.Presented:
    presented = presentations.present(session, user_id, session_id, now=NOON)
    assert presented
    return presented


def jobs_of(session: Session, deck: Deck, card: Card) -> dict[str, list[str]]:
    about = {"target_kind": "card", "target_id": card.id, "payload": {"card_id": card.id}}
    later = NOON + timedelta(hours=1)
    texts = {"answer": card.answer, "explanation": None, "distractors": []}
    versions = {"card_id": card.id, "before": {"question": BETTER} | texts, "after": {"question": QUESTION} | texts}
    material = {"payload": {"content": MATERIAL + deck.user_id, "count": 2, "deck_id": deck.id}, "items_expected": 2}
    prompt = {"payload": {"prompt": f"Cells of {deck.user_id}", "deck_id": deck.id}}
    failed = make_job(session, deck, JobStatus.FAILED, **material, error="No line.", error_code="network")
    child = make_job(session, deck, run_at=later, outage_since=NOON, parent_id=failed.id, **material)
    rewrite = make_job(
        session, deck, JobStatus.COMPLETED, type=JobType.CARD_REGENERATION, result=versions, **about
    )  # which stands on the card
    made = make_job(session, deck, JobStatus.PROCESSING, **material)
    waits = make_job(session, deck, type=JobType.DISTRACTOR_GENERATION, run_at=later, **about)
    left = make_job(session, deck, JobStatus.CANCELLED, type=JobType.QUESTION_GENERATION, **prompt)
    ids = [job.id for job in (failed, child, rewrite, made, waits, left)]
    for job_id in ids:
        session.add(JobAttempt(job_id=job_id, number=1, worker="w", started_at=NOON, tokens_in=7, cost_usd=0.5))
    card.job_id, card.ordinal = failed.id, 0
    session.flush()
    return {"job_id": ids}
