"""How the row of a card describes it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from studyapp.database import Database
from studyapp.models import CardState, Deck
from studyapp.ui.pages.deck.rows import card_row
from tests.factories import NOON
from tests.ui.pages.deck.opening import add


@pytest.mark.parametrize(
    ("fields", "state", "is_due"),
    [
        ({}, "New", False),
        ({"state": CardState.LEARNING}, "Learning", True),
        ({"state": CardState.RELEARNING}, "Learning", True),
        ({"state": CardState.REVIEW, "due_at": NOON + timedelta(days=2)}, "In review", False),
        ({"state": CardState.REVIEW, "suspended": True}, "Suspended", False),
    ],
)
def test_a_row_says_in_words_how_a_card_stands(
    use_database: Database, deck: Deck, fields: dict[str, Any], state: str, is_due: bool
) -> None:
    (card,) = add(use_database, deck, **fields)
    row = card_row(card, now=NOON)
    assert (row.state, row.is_due) == (state, is_due)
    assert bool(row.due_at) == (state in ("Learning", "In review"))


def test_a_row_names_source_page_and_warnings(use_database: Database, deck: Deck) -> None:
    (card,) = add(use_database, deck, source_title="Lecture 3", source_page=12, source_quote="The very words")
    card.findings = [{"rule": "F11", "severity": "warn", "message": "“currently” ages."}]
    row = card_row(card, now=datetime.now(UTC))
    assert (row.source, row.quote, row.warnings) == ("Lecture 3, page 12", "The very words", ["“currently” ages."])
