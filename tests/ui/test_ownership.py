"""Whatever events a tab sends, it shows and changes nothing of another learner's.

Every event a browser can send is sent with the other learner's ids, in a tab whose address names what is one's own and
in one whose address names what is theirs. An event with an argument of a new name fails until `THINGS` or `PLAIN` says
what to send.
"""

import inspect
import shutil
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

import pytest
import reflex as rx
from reflex.event import Event, EventHandler
from reflex_base.registry import RegistrationContext

import studyapp.database
from studyapp.database import Database
from studyapp.errors import StudyError
from studyapp.ui import shared_reads
from studyapp.ui.live.page import LivePageState
from studyapp.ui.pages.goal.changes import Anew
from tests.owned_courses import INSIDE, MATERIAL
from tests.two_learners import ME, THEM, Belongings, Learners, opened
from tests.ui.browsing import Tabs, open_tabs
from tests.ui.test_gate import events

CARDS: Final = (1, 3, 4, 5, 8, 10)
"""One that is studied, one on the screen, a new one, a candidate, one in the trash and one of a cloze."""
PLAIN: Final[dict[str, list[Any]]] = {
    "start": [0],
    "at": [INSIDE],
    "granted": [True],
    "hour": ["5"],
    "is_chosen": [False],
    "is_enabled": [False],
    "is_open": [True],
    "is_selected": [True],
    "is_understood": [True],
    "kind": ["card", "deck", "goal", "course", "document"],
    "matter": ["front"],
    "mode": ["flashcard"],
    "name": ["new_per_day"],
    "panel": ["move"],
    "percent": [90.0],
    "place": ["here"],
    "position": [1],
    "progress": [{"loaded": 1, "total": 2}],
    "rating": [3],
    "show": ["all"],
    "side": ["before", "into"],
    "tab": ["all"],
    "tag": ["exam"],
    "tags": [["exam"]],
    "text": ["cell"],
    "theme": ["dark"],
    "title": ["Botany"],
    "wanted": [True],
    "what": list(Anew),
    "way": ["down", "deck"],
    "zone": ["Europe/Berlin"],
}
FORM: Final = {
    "title": "Botany",
    "name": "Botany",
    "exam_date": "2027-02-14",
    "question": "What does a cell need?",
    "answer": "Energy",
    "tags": "exam",
    "content": MATERIAL,
    "prompt": "Cells",
    "feedback": "Shorter",
    "choice": "0",
    "count": "3",
    "mode": "flashcard",
}
PUTTING_AWAY: Final = ("stop", "close", "put_away")


def things(owned: Belongings) -> dict[str, list[Any]]:
    cards = [owned["card_id"][at] for at in CARDS]
    return {
        "card_id": cards,
        "other_id": cards[::-1],
        "card_ids": [[each] for each in cards],
        "tagged": [[("exam", [each])] for each in cards],
        "deck_id": owned["deck_id"],
        "goal_id": owned["goal_id"],
        "goal_ids": [[each] for each in owned["goal_id"]],
        "former": [[("archived", [each])] for each in owned["goal_id"]],
        "job_id": owned["job_id"],
        "node_id": owned["node_id"],
        "beside_id": owned["node_id"][::-1],
        "parent_id": owned["node_id"],
        "presentation_id": owned["presentation_id"],
        "replacement_id": owned["replacement_id"],
        "course_id": owned["course_id"],
        "document_id": owned["document_id"],
        "section_id": owned["section_id"],
        "section_ids": [[each] for each in owned["section_id"]],
        "chapter_id": owned["section_id"],
        "concept_id": owned["concept_id"],
        "check_in_id": owned["check_in_id"],
        "item_id": [
            owned["card_id"][8],
            owned["deck_id"][1],
            owned["goal_id"][2],
            owned["course_id"][1],
            owned["document_id"][2],
        ],
        "form": [
            *(FORM | {"deck_id": each, "deck": each} for each in owned["deck_id"]),
            *(FORM | {"check_in": each, "seen": "1", "option": "1"} for each in owned["check_in_id"]),
        ],
    }


def payloads(handler: EventHandler, owned: Belongings) -> Iterator[dict[str, Any]]:
    taken = list(inspect.signature(handler.fn).parameters)[1:]
    known = PLAIN | things(owned)
    assert set(taken) <= set(known), f"say in THINGS or PLAIN what to send to {handler.fn.__qualname__}"
    for turn in range(max((len(known[each]) for each in taken), default=1)):
        yield {each: known[each][turn % len(known[each])] for each in taken}


def in_order(owned: Belongings) -> list[Event]:
    """First those that name a thing, then those that act on what was named, and last those that put it away."""

    def place(found: tuple[str, EventHandler]) -> tuple[bool, bool]:
        taken = inspect.signature(found[1].fn).parameters
        return found[1].fn.__name__.startswith(PUTTING_AWAY), not taken.keys() & (things(owned).keys() - {"form"})

    every = sorted(events().items(), key=place)
    return [Event(name=name, payload=each) for name, handler in every for each in payloads(handler, owned)]


@pytest.fixture
def database(learners: Learners, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Database]:
    """Of both learners."""
    shutil.copy(learners.both, tmp_path / "both.db")
    with opened(tmp_path / "both.db") as database:
        monkeypatch.setattr(studyapp.database, "current", lambda: database)
        monkeypatch.setattr(shared_reads, "_views", {})
        yield database


@pytest.fixture
def has_changed(database: Database) -> Generator[Callable[[], bool]]:
    """Whether anybody has written since the last time this was asked."""
    with closing(sqlite3.connect(str(database.engine.url.database))) as connection:
        latest: list[int] = []

        def has_changed() -> bool:
            latest.append(connection.execute("PRAGMA data_version").fetchone()[0])
            return latest[-2:-1] != latest[-1:]

        yield has_changed


async def arrive(tabs: Tabs) -> None:
    """Every page reads what it shows, as if the tab were on it."""
    for name in [name for name in events() if name.rpartition(".")[2].startswith("open_")]:
        if not inspect.signature(events()[name].fn).parameters.keys() - {"self"}:
            await send(tabs, Event(name=name, payload={}))
    for page in RegistrationContext.get().base_states.values():
        if issubclass(page, LivePageState) and page.__module__.startswith("studyapp."):
            await (await tabs.state("tab", page))._catch_up(arriving=True)


async def send(tabs: Tabs, event: Event) -> None:
    with suppress(StudyError):
        await (await tabs.send("tab", event))


async def shown(tabs: Tabs) -> str:
    """All that the tab holds and was told."""
    return repr((await tabs.state("tab", rx.State)).dict()) + tabs.told("tab")


async def leaked(tabs: Tabs, theirs: frozenset[str]) -> list[str]:
    """Their name, or ids that were not sent."""
    seen = await shown(tabs)
    return [each for each in theirs if each in seen]


@pytest.mark.parametrize(
    ("address", "kind", "whose"),
    [
        ("/decks/{}", "deck_id", "mine"),
        ("/decks/{}", "deck_id", "theirs"),
        ("/study/{}", "deck_id", "theirs"),
        ("/goals/{}", "goal_id", "theirs"),
        ("/courses/{}", "course_id", "mine"),
        ("/courses/{}", "course_id", "theirs"),
        ("/documents/{}", "document_id", "theirs"),
        ("/sections/{}", "section_id", "theirs"),
    ],
)
async def test_no_event_shows_or_changes_anything_of_another_learner(
    learners: Learners, database: Database, has_changed: Callable[[], bool], address: str, kind: str, whose: str
) -> None:
    here = getattr(learners, whose)[kind][1 if kind == "document_id" else 0]  # one of a course
    named = learners.their_ids
    async with open_tabs(address.format(here)) as tabs:
        await arrive(tabs)
        assert not await leaked(tabs, named - {here})
        before = rows(learners, database)
        for event in in_order(learners.theirs):
            await send(tabs, event)
            named -= {each for each in named if each in repr(event.payload)}
            assert not await leaked(tabs, named - {here}), event
            assert not has_changed() or rows(learners, database) == before, event
        await arrive(tabs)
        assert THEM not in await shown(tabs)


def rows(learners: Learners, database: Database) -> list[Any]:
    with database.read() as session:
        return learners.their_rows(session)


async def test_what_is_ones_own_would_be_seen(learners: Learners, database: Database) -> None:
    deck_id = learners.mine["deck_id"][0]
    async with open_tabs(f"/decks/{deck_id}") as tabs:
        await arrive(tabs)
        assert f"Energy for {ME}" in await shown(tabs)
        missed = [each for each in learners.mine["card_id"][:8] if each not in await shown(tabs)]
        assert not missed


async def test_ones_own_goal_would_be_seen(learners: Learners, database: Database) -> None:
    async with open_tabs(f"/goals/{learners.mine['goal_id'][0]}") as tabs:
        await arrive(tabs)
        seen = await shown(tabs)
    assert [each for each in learners.mine["node_id"] if each not in seen] == learners.mine["node_id"][3:5]
