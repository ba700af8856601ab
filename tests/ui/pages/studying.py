"""A learner at the study screen, without a browser."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from studyapp.database import Database
from studyapp.models import Card, Deck
from studyapp.ui.pages.study import StudyActionsState
from tests.factories import make_card
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab

LONG_AGO: Final = datetime(2025, 1, 1, tzinfo=UTC)
WRONG: Final = ["The ribosome", "The vacuole", "The nucleolus"]


def add(database: Database, deck: Deck, *questions: str, **fields: Any) -> list[Card]:
    """Add new cards in this order."""
    with database.write() as session:
        return [
            make_card(session, deck, question=question, created_at=LONG_AGO + timedelta(minutes=number), **fields)
            for number, question in enumerate(questions)
        ]


async def sit_down(tab: Tab[Any], path: str = "/study") -> StudyActionsState:
    study = await tab(StudyActionsState)
    go_to(study, path)
    await study.open_study()
    return study


async def reveal(study: StudyActionsState) -> None:
    await study.reveal(study.face.id)


async def grade(study: StudyActionsState, rating: int) -> None:
    """Grade the card on the screen, as its button does."""
    await study.grade(study.face.id, rating)


async def answer(study: StudyActionsState, rating: int) -> None:
    await reveal(study)
    await grade(study, rating)


async def choose(study: StudyActionsState, text: str) -> Any:
    """Choose the option with this text."""
    number = next(option.number for option in study.face.options if option.html == text)
    return await study.choose(study.face.id, {"choice": str(number)})
