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
from studyapp.jobs.kinds.card_snapshot import Edited
from studyapp.jobs.queue.queue import QUEUE
from studyapp.models import Card
from tests.services.ownership_values import NEVER_THEIRS, NO_SESSION, PLAIN, ROWS, THINGS, UNSEEN
from tests.two_learners import ME, Learners, opened

Function = Callable[..., Any]


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
