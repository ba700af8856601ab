"""Studying the cards of one tag."""

from datetime import datetime

import pytest

from studyapp.database import Database
from studyapp.models import User
from studyapp.services.scheduling.waiting import Scope
from studyapp.services.study import presentations, sessions
from tests.services.conftest import Make


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("exam", ["exam"]),
        ("EXAM", ["exam"]),
        ("exam 2", ["exam 2", "second"]),
        ("100%", ["100%"]),
        ("a_b", ["a_b"]),
        ("Ähre", ["Ähre"]),
        ('say "hi"', ["quoted"]),
        ('hi"', []),
        ("am", []),
        ("x/y", ["x/y"]),
        ("back\\slash", ["back\\slash"]),
    ],
)
def test_a_tag_finds_the_cards_that_have_exactly_it(
    database: Database, owner: User, now: datetime, make: Make, tag: str, found: list[str]
) -> None:
    for words, tags in {
        "exam": ["exam"],
        "exam 2": ["exam 2"],
        "second": ["first", "exam 2"],
        "100%": ["100%"],
        "1000": ["1000"],
        "a_b": ["a_b"],
        "axb": ["axb"],
        "Ähre": ["Ähre"],
        "quoted": ['say "hi"'],
        "x/y": ["x/y"],
        "back\\slash": ["back\\slash"],
        "none": [],
    }.items():
        make(question=words, tags=tags)
    with database.write() as session:
        study_session = sessions.start_session(session, owner.id, scope=Scope(tag=tag), now=now)
        ahead = presentations.coming(session, owner.id, study_session.id, count=20, now=now)
    assert [card.question for card in ahead] == found
