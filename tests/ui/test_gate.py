"""No event of a page opens the database on the event loop, where waiting for it would stop everybody.

`make lint` checks that only `acting` knows the database in `ui`. Here every event that browsers can send is sent. Whose
tab it is and what time it is, events learn from `acting` alone as well.
"""

import ast
import inspect
import threading
import typing
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from reflex.event import Event, EventHandler
from reflex_base.registry import RegistrationContext
from sqlalchemy import event

import studyapp.ui
import studyapp.ui.routes
from studyapp.database import Database
from studyapp.errors import StudyError
from studyapp.ui.live.page import LivePageState
from tests.ui.browsing import open_tabs

_FORM: Final = {"title": "Biology", "question": "What is ATP?", "answer": "Energy", "tags": "exam", "deck_id": "x"}
_ARGUMENTS: Final[dict[Any, Any]] = {
    str: "x",
    bool: True,
    int: 1,
    float: 90.0,
    dict[str, Any]: _FORM,
    Sequence[str]: ["x"],
    list[str]: ["exam"],
    list[tuple[str, list[str]]]: [("exam", ["x"])],
    str | list[str]: "dark",
}

_GATE: Final = ("acting.py", "tab.py")
_CLOCKS: Final = ("now", "utcnow", "today", "time")
_IDENTITIES: Final = ("user_id", "LOCAL_OWNER_ID")


@pytest.fixture
def threads(use_database: Database) -> set[str]:
    """The threads in which a transaction has begun."""
    threads: set[str] = set()
    event.listen(use_database.engine, "begin", lambda _: threads.add(threading.current_thread().name.split("_")[0]))
    return threads


def events() -> dict[str, EventHandler]:
    """Our event handlers, without those of background events, which need not end."""
    registered = {name: each.handler for name, each in RegistrationContext.get().event_handlers.items()}
    ours = {name: each for name, each in registered.items() if each.fn.__module__.startswith("studyapp.ui.")}
    return {name: each for name, each in ours.items() if not each.is_background}


def payload(handler: EventHandler) -> dict[str, Any]:
    hints = typing.get_type_hints(handler.fn)
    return {name: _ARGUMENTS[hints[name]] for name in list(inspect.signature(handler.fn).parameters)[1:]}


async def test_no_event_opens_the_database_on_the_event_loop(threads: set[str]) -> None:
    async with open_tabs() as tabs:
        for name, handler in events().items():
            with suppress(StudyError):  # most ask for a card that is not there
                await (await tabs.send(name, Event(name=name, payload=payload(handler))))
    assert threads == {"page-reads", "page-writes"}


async def test_no_page_is_read_on_the_event_loop(threads: set[str]) -> None:
    pages = [state for state in RegistrationContext.get().base_states.values() if issubclass(state, LivePageState)]
    assert len(pages) > 5
    async with open_tabs() as tabs:
        for page in pages:
            if page.__module__.startswith("studyapp."):
                await (await tabs.state(page.__name__, page))._catch_up(arriving=True)
    assert threads == {"page-reads"}


async def test_the_loop_would_be_noticed(threads: set[str], use_database: Database) -> None:
    with use_database.read() as session:
        session.connection()
    assert threads == {"MainThread"}


def ways_around(source: str) -> list[str]:
    """Calls that ask a clock, and uses of what says whose tab it is."""
    nodes = list(ast.walk(ast.parse(source)))
    calls = [each.func for each in nodes if isinstance(each, ast.Call)]
    asked = [each for each in calls if isinstance(each, ast.Attribute) and each.attr in _CLOCKS]
    known = [each for each in calls if isinstance(each, ast.Name) and each.id == "user_id"]
    imported = [alias.name for each in nodes if isinstance(each, ast.ImportFrom) for alias in each.names]
    return [*map(ast.unparse, (*asked, *known)), *(name for name in imported if name in _IDENTITIES)]


def test_only_the_gate_knows_the_time_and_whose_tab_it_is() -> None:
    root = Path(studyapp.ui.__path__[0])
    files = [each for each in root.rglob("*.py") if str(each.relative_to(root)) not in _GATE]
    assert len(files) > 80
    assert not {each.name: found for each in files if (found := ways_around(each.read_text()))}


@pytest.mark.parametrize(
    "source", ["datetime.now(UTC)", "time.time()", "user_id(self)", "from studyapp.ui.tab import assign, user_id"]
)
def test_a_way_around_the_gate_would_be_noticed(source: str) -> None:
    assert ways_around(source)
