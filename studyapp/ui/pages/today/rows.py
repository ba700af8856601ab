"""The rows of the first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from studyapp.services.cards.candidates import DeckCandidates
from studyapp.services.study.today import Totals
from studyapp.ui.numbers import card_count

_LOWEST_BAR: Final = 3
"""In percent of the highest bar, so that a day with few cards stays visible."""


@dataclass(frozen=True)
class DayRow:
    name: str
    """`Today`, or the short name of the weekday."""
    date: str
    """E.g. `Wednesday, 15 January`, for the table behind the bars."""
    cards: int
    height: str
    """The height of its bar, e.g. `40%`."""


@dataclass(frozen=True)
class CandidatesRow:
    """A deck with candidates."""

    deck_id: str
    title: str
    count: str
    """E.g. `7 new cards`."""


def candidates_rows(decks: Sequence[DeckCandidates]) -> list[CandidatesRow]:
    return [
        CandidatesRow(deck.deck_id, deck.title, f"{deck.count:,} new {'card' if deck.count == 1 else 'cards'}")
        for deck in decks
    ]


def day_rows(forecast: Sequence[tuple[date, int]]) -> list[DayRow]:
    most = max((count for _, count in forecast), default=0)
    return [
        DayRow(
            name="Today" if number == 0 else f"{day:%a}",
            date=f"{day:%A}, {day.day} {day:%B}",
            cards=count,
            height=f"{max(_LOWEST_BAR, round(100 * count / most)) if count else 0}%",
        )
        for number, (day, count) in enumerate(forecast)
    ]


def coming(forecast: Sequence[tuple[date, int]]) -> str:
    """A sentence about when cards come back next after today; empty if the forecast has none."""
    for ahead, (day, count) in enumerate(forecast):
        if ahead and count:
            when = "tomorrow" if ahead == 1 else f"on {day:%A}"
            return f"{card_count(count)} {'comes' if count == 1 else 'come'} back {when}."
    return ""


def done_today(totals: Totals) -> str:
    if not totals.answered_today:
        return ""
    minutes = max(1, round(totals.seconds_today / 60))
    return f"You have answered {card_count(totals.answered_today)} today, in {minutes} min."
