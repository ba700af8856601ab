"""A block is written as a whole or not at all, is announced after the commit, and reads one moment."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from studyapp.database import Database, after_commit
from studyapp.models import Deck, User
from tests.database.rows import count_decks
from tests.factories import make_deck, make_user


def write_and_fail(database: Database, owner: str, *, then: Callable[[], object] = lambda: None) -> None:
    with database.write() as session:
        after_commit(session, then)
        make_deck(session, owner)
        raise ZeroDivisionError


def test_a_block_that_raises_leaves_nothing_behind(database: Database, owner: User) -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(database, owner.id)
    assert count_decks(database) == 0
    with database.write() as session:
        make_deck(session, owner)
    assert count_decks(database) == 1


def test_nothing_is_written_in_a_block_that_reads(database: Database, owner: User) -> None:
    with database.read() as session:
        make_deck(session, owner)
    assert count_decks(database) == 0


def test_what_waits_for_the_commit_is_called_once_the_rows_are_there(database: Database, owner: User) -> None:
    seen: list[int] = []
    with database.write() as session:
        make_deck(session, owner)
        after_commit(session, lambda: seen.append(count_decks(database)))
        after_commit(session, lambda: seen.append(-1))
        assert seen == []
    assert seen == [1, -1]


def test_what_waits_for_the_commit_may_write_itself(database: Database, owner: User) -> None:
    def write() -> None:
        with database.write() as session:
            make_deck(session, owner)

    with database.write() as session:
        after_commit(session, write)
    assert count_decks(database) == 1


@pytest.mark.parametrize(("whose", "error"), [("local", ZeroDivisionError), ("nobody", IntegrityError)])
def test_what_waits_for_the_commit_is_not_called_when_there_is_none(
    database: Database, owner: User, whose: str, error: type[Exception]
) -> None:
    seen: list[str] = []
    with pytest.raises(error):
        write_and_fail(database, whose, then=lambda: seen.append("called"))
    assert seen == []


def test_a_reader_sees_one_moment_however_long_it_reads(either: Database) -> None:
    with either.write() as session:
        owner = make_user(session, id="local")
    with either.read() as reader:
        assert reader.exec(select(Deck)).all() == []
        with either.write() as session:
            make_deck(session, owner)
        assert reader.exec(select(Deck)).all() == []
    assert count_decks(either) == 1


def test_a_commit_that_fails_locks_nobody_out(database: Database, owner: User) -> None:
    def break_a_rule_later() -> None:
        with database.write() as session:
            session.connection().execute(text("pragma defer_foreign_keys = on"))
            make_deck(session, "nobody")

    with pytest.raises(IntegrityError):
        break_a_rule_later()
    with database.write() as session:
        make_deck(session, owner)
    assert count_decks(database) == 1
