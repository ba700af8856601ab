"""Proof that the state machine sees: plants bugs in the engine's own source, one at a time, and shows each caught.

python -m tests.engine.machine.planted_bugs
"""

import inspect
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.exc import IntegrityError

from studyapp import migrate
from studyapp.database import Database
from studyapp.errors import StudyError
from studyapp.jobs.engine import time_shift
from studyapp.jobs.queue import cancel, endings, enqueue, hurry, outages, rescue
from studyapp.jobs.store import claims, rate_limit, retention
from studyapp.settings import Settings
from tests.engine.conftest import make_hasty
from tests.engine.machine.machine import Machine

SEARCH: Final = settings(
    max_examples=20,
    stateful_step_count=50,
    phases=[Phase.generate],
    database=None,
    deadline=None,
    print_blob=False,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

ROUNDS: Final = 30
"""Each round begins with another seed, its number, because a search that begins badly may take very long."""
CONTROL_ROUNDS: Final = 2
"""Another test runs the machine itself with more examples."""

_clean = 0
"""How many rounds are known to find nothing without a bug. The rounds are the same for every bug."""


@dataclass(frozen=True)
class Bug:
    name: str
    module: ModuleType
    right: str
    """A text that occurs exactly once in the source."""
    wrong: str
    also: tuple[ModuleType, ...] = ()
    """Other modules that have built something from this module, and must build it again."""


@dataclass(frozen=True)
class Caught:
    bug: Bug
    by: str | None
    rounds: int
    examples: int
    seconds: float


UNFENCED: Final = """
    from studyapp.jobs.store.tables import jobs

    def fenced_update(session: Session, claim: Claim, values: Any) -> None:
        everything = dict(values, version=jobs.c.version + 1)
        session.connection().execute(update(jobs).where(jobs.c.id == claim.job.id).values(everything))

    fenced_update(session, claim, _last_word(JobStatus.COMPLETED"""

BUGS: Final = [
    Bug("no fence", claims, ', jobs.c.claim == bindparam("fenced_claim"), IS_PROCESSING)', ")"),
    Bug("seat leak", endings, '{"slot": None, "claim": None,', '{"claim": None,'),
    Bug("limit 4", claims, "SEATS: Final = (1, 2, 3)", "SEATS: Final = (1, 2, 3, 4)"),
    Bug("rate off by one", rate_limit, '"others": limit - 1', '"others": limit'),
    Bug("attempts not counted", claims, "attempts=jobs.c.attempts + 1", "attempts=jobs.c.attempts"),
    Bug("rescue ignores cancel", endings, 'case _ if row["cancel_requested"]:', "case _ if False:"),
    Bug("lease ignored", rescue, 'jobs.c.lease_until < bindparam("now")', "jobs.c.lease_until.is_not(None)"),
    Bug("terminal overwritten", endings, "    fenced_update(session, claim, _last_word(JobStatus.COMPLETED", UNFENCED),
    Bug("run_at ignored", claims, 'IS_PENDING, jobs.c.run_at <= bindparam("now"),', "IS_PENDING,"),
    Bug("priority ignored", claims, "jobs.c.priority.desc(), jobs.c.run_at", "jobs.c.run_at"),
    Bug("cancel flips terminal", cancel, "case JobStatus.PENDING:", "case _ if row['status'] != 'processing':"),
    Bug("rescue ignores max_attempts", endings, ' if row["attempts"] >= row["max_attempts"]:', " if False:"),
    # These break none of the numbered laws, but are mistakes that are made as easily.
    Bug("dedup crosses learners", enqueue, '    jobs.c.user_id == bindparam("user_id"),\n', ""),
    Bug(
        "children use up places",
        rate_limit,
        "or_(jobs.c.parent_id.is_(None),",
        "or_(jobs.c.id.is_not(None),",
        (enqueue,),
    ),
    Bug("prune takes the young", retention, "jobs.c.finished_at < now - age", "jobs.c.finished_at < now"),
    Bug("items without progress", claims, "new = write(session)", "new = 0"),
    Bug("progress falls", claims, 'max(row["progress"], min(progress or 0, 99))', "min(progress or 0, 99)"),
    Bug("hurries what runs", hurry, "        IS_PENDING,\n", ""),
    Bug("hurries another's", hurry, '        jobs.c.user_id == bindparam("owner"),\n', ""),
    Bug("hurry slows down", hurry, '        jobs.c.priority < bindparam("wanted"),\n', ""),
    Bug("an outage counts", endings, '"outage_since": since} | _uncounted(row)', '"outage_since": since}'),
    Bug("an outage begins anew", outages, "func.coalesce(jobs.c.outage_since, now)", "now"),
    Bug("no patience", outages, "jobs.c.outage_since <= now - patience", "jobs.c.outage_since <= now"),
    Bug("try now tells of another's", outages, "    get_job(session, user_id, job_id)\n", ""),
    Bug("attempts without end", claims, 'row["attempts"] + ATTEMPTS - 1, MOST_ATTEMPTS)', "99, 99)"),
    Bug("a clock set back strands", time_shift, '    "run_at", "outage_since",', '    "outage_since",'),
    Bug("a clock set back refunds", time_shift, "row[name] > after else", "True else"),
    Bug("stalled jobs stay", rescue, 'jobs.c.progressed_at < bindparam("stalled")', "jobs.c.progressed_at.is_(None)"),
]


@contextmanager
def planted(bug: Bug) -> Generator[None]:
    """Put the bug into the loaded module, and into what other modules built from it when they were loaded."""
    source = inspect.getsource(bug.module)
    assert source.count(bug.right) == 1, f"{bug.name}: the source reads differently now"
    with ExitStack() as undo:
        undo.enter_context(_rewritten(bug.module, source.replace(bug.right, bug.wrong)))
        for module in bug.also:
            undo.enter_context(_rewritten(module, inspect.getsource(module)))
        yield


@contextmanager
def _rewritten(module: ModuleType, source: str) -> Generator[None]:
    """Replace the module's code by this source. Functions get new code in place, so that every importer runs it."""
    wrong: dict[str, Any] = {"__name__": module.__name__}
    exec(compile(source, str(module.__file__), "exec"), wrong)
    right = dict(vars(module))
    codes = {name: value.__code__ for name, value in right.items() if _is_own(value, module)}
    for name, value in wrong.items():
        if name in codes:
            right[name].__code__ = value.__code__
        elif not isinstance(value, type):
            setattr(module, name, value)
    try:
        yield
    finally:
        for name, code in codes.items():
            right[name].__code__ = code
        vars(module).update(right)


def _is_own(value: object, module: ModuleType) -> bool:
    return isinstance(value, FunctionType) and value.__module__ == module.__name__


def hunt(bug: Bug, database: Database) -> Caught:
    """Let the machine look for the bug. The result names the invariant that found it, if one did.

    Without the bug the same examples must find nothing; otherwise they found something else, e.g. an unavailable
    database.
    """
    with planted(bug):
        caught = _search(bug, database, ROUNDS)
    wanted = min(caught.rounds, CONTROL_ROUNDS)
    if caught.by and wanted > _clean:
        _find_nothing(bug, database, wanted)
    return caught


def _find_nothing(bug: Bug, database: Database, rounds: int) -> None:
    global _clean  # noqa: PLW0603
    if (control := _search(bug, database, rounds)).by:
        raise AssertionError(f"{bug.name}: the same is seen without it: {control.by}")
    _clean = rounds


def _search(bug: Bug, database: Database, rounds: int) -> Caught:
    examples, by, number, began = 0, None, 0, time.process_time()

    class Hunter(Machine):
        def __init__(self) -> None:
            nonlocal examples
            examples += 1
            super().__init__()

    Hunter.database = database
    while by is None and number < rounds:
        by = _first_complaint(seed(number)(Hunter))
        number += 1
    return Caught(bug, by, number, examples, time.process_time() - began)


def _first_complaint(machine: type[Machine]) -> str | None:
    try:
        run_state_machine_as_test(machine, settings=SEARCH)
    except (AssertionError, StudyError, IntegrityError, pytest.fail.Exception) as error:
        return (str(error).splitlines() or [type(error).__name__])[0]
    return None


def hunt_all(database: Database) -> list[Caught]:
    return [hunt(bug, database) for bug in BUGS]


def table(found: list[Caught]) -> str:
    lines = [f"{'planted bug':<30}{'examples':>9}{'seconds':>9}  caught by"]
    lines += [f"{each.bug.name:<30}{each.examples:>9}{each.seconds:>9.1f}  {each.by or 'NOT CAUGHT'}" for each in found]
    return "\n".join(lines)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        place = Settings(data_dir=Path(folder), database_url=None)
        migrate.upgrade(place)
        database = Database(place.database)
        make_hasty(database)
        found = hunt_all(database)
        database.dispose()
    print(table(found))
    return 0 if all(each.by for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())
