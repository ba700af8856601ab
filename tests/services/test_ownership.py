"""Whoever calls a service or the queue finds and changes nothing of another learner's, whatever ids they give.

Every public function that takes a `user_id` is called with one's own ids, with the other learner's and with both mixed,
in a database where both are and in one where the other learner never was. It must come to the same: not yours and not
there are one answer. A function that is new is called as well; one with a parameter of a new name fails until
`THINGS` or `PLAIN` says what to give.
"""

import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pytest
from sqlmodel import Session

import studyapp.jobs
import studyapp.services
from studyapp.database import Database
from studyapp.errors import StudyError
from studyapp.jobs.kinds.card_snapshot import CardSnapshot, Edited
from studyapp.jobs.kinds.distractors.handler import DistractorRequest
from studyapp.jobs.kinds.flashcards.request import FlashcardRequest
from studyapp.jobs.kinds.questions.request import QuestionRequest
from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.kinds.rewrite.handler import RewriteRequest
from studyapp.jobs.kinds.rewrite.versions import Version
from studyapp.jobs.kinds.skill_tree.request import SkillTreeRequest
from studyapp.jobs.queue.goals import NewGoal
from studyapp.jobs.queue.queue import QUEUE
from studyapp.material.reading import Document
from studyapp.models import Card, GoalStatus, JobType, Rating
from studyapp.rules.items import CardDraft
from studyapp.rules.trees import NodeDraft
from studyapp.services.scheduling.waiting import Scope
from tests.factories import NOON
from tests.two_learners import MATERIAL, ME, PICTURE, QUESTION, Belongings, Learners, opened

Function = Callable[..., Any]
Give = Callable[[Belongings], list[Any]]


def each(name: str) -> Give:
    return lambda owned: owned[name]


def lists(name: str) -> Give:
    """Each by itself, and all of them."""
    return lambda owned: [*([each] for each in owned[name]), owned[name]]


def made(make: Callable[..., Any], name: str) -> Give:
    return lambda owned: [make(each) for each in owned[name]]


THINGS: Final[dict[str, Give]] = {
    "card_id": each("card_id"),
    "into": lambda owned: owned["card_id"][1:],
    "card_ids": lambda owned: [*([owned["card_id"][at]] for at in (1, 4, 5, 8, 10)), owned["card_id"]],
    "deck_id": each("deck_id"),
    "deck_ids": lists("deck_id"),
    "document_id": each("document_id"),
    "goal_id": each("goal_id"),
    "goal_ids": lists("goal_id"),
    "image_id": each("image_id"),
    "job_id": each("job_id"),
    "job_ids": lists("job_id"),
    "batch": each("job_id"),
    "but_by": each("job_id"),
    "node_id": each("node_id"),
    "node_ids": lists("node_id"),
    "head_id": each("job_id"),
    "parent_id": each("node_id"),
    "presentation_id": each("presentation_id"),
    "review_id": each("review_id"),
    "session_id": each("session_id"),
    "scope": lambda owned: [
        *(Scope(deck_id) for deck_id in owned["deck_id"]),
        *(Scope(goal_id=goal_id) for goal_id in owned["goal_id"]),
        *(Scope(node_id=node_id) for node_id in owned["node_id"]),
    ],
    "services.goals.nodes.move_node.parent_id": lambda owned: owned["node_id"][::-1],
    "services.cards.lists.list_cards.job_id": lambda owned: owned["job_id"][:2],
    "services.cards.lists.list_cards.card_id": lambda owned: owned["card_id"][:2],
    "target_id": lambda owned: [owned["deck_id"][0], owned["card_id"][1]],
    "target_ids": lambda owned: [owned["deck_id"], owned["card_id"]],
    "jobs.kinds.distractors.handler.accept.request": made(lambda each: DistractorRequest(card_id=each), "card_id"),
    "jobs.kinds.rewrite.handler.accept.request": made(lambda each: RewriteRequest(card_id=each), "card_id"),
    "jobs.kinds.flashcards.handler.accept.request": made(
        lambda each: FlashcardRequest(content=MATERIAL, deck_id=each), "deck_id"
    ),
    "jobs.kinds.flashcards.material.outline.request": made(
        lambda each: FlashcardRequest(document_id=each), "document_id"
    ),
    "jobs.kinds.flashcards.material.read.request": made(lambda each: FlashcardRequest(document_id=each), "document_id"),
    "jobs.kinds.questions.handler.accept.request": made(
        lambda each: QuestionRequest(prompt="Cells", deck_id=each), "deck_id"
    ),
    "jobs.kinds.skill_tree.handler.accept.request": made(lambda each: SkillTreeRequest(goal_id=each), "goal_id"),
    "jobs.queue.goals.start_goal.wanted": lambda owned: [
        *(NewGoal(title="Botany", deck_id=each) for each in owned["deck_id"]),
        *(NewGoal(title="Botany", document_id=each) for each in owned["document_id"]),
    ],
    "jobs.queue.queue.enqueue.payload": lambda owned: [
        {"content": MATERIAL, "deck_id": owned["deck_id"][0]},
        {"prompt": "Cells", "deck_id": owned["deck_id"][0]},
        {"card_id": owned["card_id"][4]},
        {"card_id": owned["card_id"][4]},
        {"goal_id": owned["goal_id"][0]},
    ],
}
"""What belongs to somebody, by the name of the parameter or by function and parameter."""

ROWS: Final[dict[str, Give]] = {
    "card": each("card_id"),
    "shown": lambda owned: owned["card_id"][:3],
    "but": each("card_id"),
    "cards": lambda owned: [owned["card_id"]],
}
"""Cards: whoever gives them has found them among the learner's own."""

NEVER_THEIRS: Final = {
    "jobs.queue.queue.enqueue.parent_id": "given by `prefetch`, which found the job among one's own",
    "services.cards.editing.save_draft.job_id": "the job that saves its own cards",
    "services.cards.editing.save_draft.node_id": "the skill that the job has found among the learner's own",
    "services.goals.growing.save_node.job_id": "the job that saves its own nodes",
}
"""Ids that are never given from outside, and why."""

NO_SESSION: Final = {
    "services.cards.bulk.alive": "a condition for a query, which has the owner in it",
    "services.cards.filters.with_tag": "the same",
    "services.goals.goals.alive": "the same",
    "services.scheduling.skills.studied_nodes": "a query, which has the owner in it",
    "services.scheduling.waiting.tagged": "the same",
    "jobs.store.rate_limit.window": "the same",
    "jobs.store.reading.newest": "a query, which has the owner in it",
}
UNSEEN: Final = {
    "services.accounts.touch": "writes the learner's row as it is",
    "services.changes.changed": "wakes the learner's tabs once there is a commit",
    "jobs.store.claims.announce": "the same",
    "services.study.answers.refuse_if_gone": "raises or does nothing",
}
"""Functions that neither answer nor change a row."""

PLAIN: Final[dict[str, list[Any]]] = {
    "now": [NOON],
    "title": ["Biology"],
    "question": ["What is it that a mitochondrion makes?"],
    "answer": ["Most of the energy"],
    "tags": [["exam"]],
    "distractors": [["Ribosomes", "Lysosomes", "Vacuoles"]],
    "rating": [Rating.AGAIN],
    "duration_ms": [900],
    "choice": [0],
    "priority": [1],
    "values": [{"flagged": True}],
    "picture": [PICTURE],
    "document": [Document("Lecture 4", MATERIAL)],
    "pairs": [0],
    "draft": [CardDraft("What is it that a cell does?", "It lives")],
    "findings": [[]],
    "source_title": [None],
    "ordinal": [7],
    "services.goals.growing.save_node.draft": [NodeDraft("1", "Fruit")],
    "count": [5],
    "among": [()],
    "kind": ["deck", "card"],
    "handlers": [HANDLERS],
    "limit": [20],
    "job_type": list(JobType),
    "services.accounts.save_preferences.theme": ["dark"],
    "services.cards.editing.add_card.answer": ["Most of the energy"],
    "services.cards.editing.edit_card.answer": ["Most of the energy"],
    "services.cards.lists.is_asked_already.question": ["What does a cell need?"],
    "services.decks.edit_deck.title": ["Botany"],
    "version": [Version.BEFORE],
    "status": [GoalStatus.ARCHIVED],
    "position": [1],
    "services.goals.goals.edit_goal.title": ["Zoology"],
    "services.goals.goals.similar_titles.title": ["Botany"],
    "services.goals.nodes.add_node.title": ["Fruit"],
    "services.goals.nodes.edit_node.title": ["Fruit"],
    "snapshot": [CardSnapshot(CardDraft(QUESTION, f"Energy for {ME}"), QUESTION, ())],
}


def functions() -> Iterator[tuple[str, Function]]:
    for package in (studyapp.services, studyapp.jobs):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == found.name and not name.startswith("_"):
                    yield f"{found.name}.{name}".removeprefix("studyapp."), function
    for name, method in inspect.getmembers(QUEUE, inspect.ismethod):
        if not name.startswith("_"):
            yield f"jobs.queue.queue.{name}", method


FUNCTIONS: Final = {
    name: function for name, function in functions() if "user_id" in inspect.signature(function).parameters
}
ERROR: Final = re.compile(r"[A-Z]\w+: ")
CALLED: Final = sorted(FUNCTIONS.keys() - NO_SESSION)


Arguments = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    said: str
    has_written: bool
    their_rows: list[tuple[str, tuple[Any, ...]]]

    @property
    def is_something(self) -> bool:
        return self.has_written or self.said not in ("None", "False", "0", "''", "[]", "{}", "set()")


@dataclass(frozen=True)
class Trial:
    """Calls in one of the two databases. Nothing they do is kept."""

    learners: Learners
    database: Database

    def outcome(self, name: str, given: Arguments) -> Outcome:
        with Session(self.database.engine) as session:
            driver: Any = session.connection().connection.dbapi_connection
            before = driver.total_changes
            said = self._said(session, name, given)
            theirs = self.learners.their_rows(session) if driver.total_changes != before else []
            return Outcome(said, driver.total_changes != before, theirs)

    def _said(self, session: Session, name: str, given: Arguments) -> str:
        rows = {each: _rows(session, ids) for each, ids in given.items() if each in ROWS}
        try:
            answer = FUNCTIONS[name](session, ME, **given | rows)
            session.flush()
            return self.learners.described(answer)
        except (StudyError, Edited) as error:
            return f"{type(error).__name__}: {error}"


def _rows(session: Session, ids: Any) -> Any:
    return session.get_one(Card, ids) if isinstance(ids, str) else [session.get_one(Card, each) for each in ids]


def argument_sets(learners: Learners, name: str, *, mine_only: bool = False) -> Iterator[Arguments]:
    """All there is to give: every mixture of whose it is, and of each the things in every state."""
    parameters = list(inspect.signature(FUNCTIONS[name]).parameters.values())[2:]
    choices = [list(_choices(learners, name, parameter, mine_only=mine_only)) for parameter in parameters]
    for chosen in itertools.product(*choices):
        given = {each.name: values for each, values in zip(parameters, chosen, strict=True) if values}
        for turn in range(max(map(len, given.values()), default=1)):
            at_this = {each: values[turn % len(values)] for each, values in given.items()}
            yield at_this.pop("values", {}) | at_this


def _choices(
    learners: Learners, name: str, parameter: inspect.Parameter, *, mine_only: bool
) -> Iterator[Sequence[Any]]:
    """One's own values, the other learner's, and none where none is needed."""
    full = f"{name}.{parameter.name}"
    is_needed = parameter.default is parameter.empty and parameter.kind is not parameter.VAR_POSITIONAL
    thing = THINGS.get(full) or THINGS.get(parameter.name) or ROWS.get(parameter.name)
    if full in PLAIN:
        yield PLAIN[full]
        return
    if not is_needed:
        yield ()
    if full in NEVER_THEIRS and not is_needed:
        return
    if thing:
        yield thing(learners.mine)
        if not (mine_only or full in NEVER_THEIRS or parameter.name in ROWS):
            yield thing(learners.theirs)
    elif is_needed:
        plain = PLAIN | {"data_dir": [learners.data_dir]}
        assert parameter.name in plain, f"say in THINGS or PLAIN what to give for {full}"
        yield plain[parameter.name]


@pytest.fixture(scope="module")
def both(learners: Learners) -> Generator[Trial]:
    with opened(learners.both) as database:
        yield Trial(learners, database)


@pytest.fixture(scope="module")
def alone(learners: Learners) -> Generator[Trial]:
    with opened(learners.alone) as database:
        yield Trial(learners, database)


@pytest.mark.usefixtures("same_seeds")
@pytest.mark.parametrize("name", CALLED)
def test_nothing_of_another_learner_is_found_or_changed(both: Trial, alone: Trial, name: str) -> None:
    with both.database.read() as session:
        before = both.learners.their_rows(session)
    for given in argument_sets(both.learners, name):
        outcome = both.outcome(name, given)
        assert outcome.said == alone.outcome(name, given).said, given
        assert not outcome.has_written or outcome.their_rows == before, given


@pytest.mark.parametrize("name", sorted(set(CALLED) - UNSEEN.keys()))
def test_the_same_call_does_something_with_what_is_ones_own(both: Trial, name: str) -> None:
    tried: list[str] = []
    for given in argument_sets(both.learners, name, mine_only=True):
        outcome = both.outcome(name, given)
        if outcome.is_something and not ERROR.match(outcome.said):
            return
        tried.append(outcome.said)
    pytest.fail(f"only {set(tried)}")


def test_what_is_left_out_is_there_and_has_no_session() -> None:
    assert UNSEEN.keys() <= set(CALLED)
    assert all("session" not in inspect.signature(FUNCTIONS[name]).parameters for name in NO_SESSION)
