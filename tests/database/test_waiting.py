"""Writers are served in the order they came, and wait as long as their patience; readers wait for nobody."""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlmodel import select

from studyapp.database import Database, FairLock, is_passing
from studyapp.errors import DatabaseBusy
from studyapp.models import Deck, User
from tests.database.rows import count_decks
from tests.factories import make_deck
from tests.holding import held_elsewhere


def in_thread(call: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    return thread


def test_writers_are_served_in_the_order_they_came(database: Database) -> None:
    served: list[int] = []
    threads: list[threading.Thread] = []

    def write(number: int) -> None:
        with database.write():
            served.append(number)

    with database.write():
        for number in range(20):
            threads.append(in_thread(lambda number=number: write(number)))
            while len(database._writers._queue) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(60)
    assert served == list(range(20))


def test_who_gives_up_waiting_does_not_hold_up_the_queue() -> None:
    lock = FairLock()
    turn = threading.Lock()
    with lock.held(patience=1):
        lock._queue.append(turn)
        lock._leave(turn)
    with lock.held(patience=1):
        lock._queue.append(turn)
        lock._queue.popleft()  # the turn came just as its waiter gave up: it has to be handed on
        lock._held = True
        lock._leave(turn)
        lock._held = True
    assert not lock._held


def wait_and_write(database: Database, owner: str) -> None:
    with database.write(patience=0.05) as session:
        make_deck(session, owner)


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_who_waits_for_another_program_gives_up_and_has_changed_nothing(
    database: Database, owner: User, how: str
) -> None:
    with held_elsewhere(database, how):
        with pytest.raises(DatabaseBusy):
            wait_and_write(database, owner.id)
        assert count_decks(database) == 0
    wait_and_write(database, owner.id)
    assert count_decks(database) == 1


def test_who_waits_behind_a_writer_of_the_same_process_gives_up_too(database: Database, owner: User) -> None:
    with database.write(), pytest.raises(DatabaseBusy):
        wait_and_write(database, owner.id)
    wait_and_write(database, owner.id)
    assert count_decks(database) == 1


def test_a_door_says_once_how_long_its_callers_wait(database: Database, owner: User) -> None:
    door = database.within(0.05)
    with held_elsewhere(database), pytest.raises(DatabaseBusy), door.write():
        pass
    with door.write() as session:
        make_deck(session, owner)
    assert count_decks(database) == 1


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_readers_wait_for_nobody_even_those_that_connect_meanwhile(database: Database, owner: User, how: str) -> None:
    with held_elsewhere(database, how), database.read() as first, database.read() as second:
        assert [session.exec(select(Deck)).all() for session in (first, second)] == [[], []]


def hold(database: Database) -> sqlite3.Connection:
    """Hold the database, as another process does."""
    holder = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    holder.execute("begin immediate")
    return holder


def test_whoever_writes_waits_as_long_as_its_patience_for_another_process(database: Database, owner: User) -> None:
    with closing(hold(database)):
        for _ in range(2):  # the connection is the same
            with pytest.raises(DatabaseBusy) as refused, database.write(patience=0.1):
                pass
            assert is_passing(refused.value)
        assert count_decks(database) == 0
    with database.write() as session:
        assert session.connection().execute(text("pragma busy_timeout")).scalar() == 30_000
        make_deck(session, owner)
