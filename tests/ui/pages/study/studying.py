"""A learner at the study screen, without a browser."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlmodel import col, func, select

from studyapp.database import Database
from studyapp.models import Card, Deck, Job, Review, StudySession
from studyapp.services.study import answers
from studyapp.ui.pages.study import StudyActionsState
from tests.factories import make_card
from tests.ui.addresses import go_to
from tests.ui.conftest import Tab

LONG_AGO: Final = datetime(2025, 1, 1, tzinfo=UTC)
WRONG: Final = ["The ribosome", "The vacuole", "The nucleolus"]
CHOICES: Final = "/study?mode=multiple_choice"
MITOCHONDRION: Final = "The mitochondrion"
"""The answer of every card from the factory."""


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


def jobs(database: Database) -> list[Job]:
    with database.read() as session:
        return list(session.exec(select(Job).order_by(col(Job.priority).desc(), col(Job.id))))


def told(study: StudyActionsState) -> str:
    """Everything a browser gets of the page's state."""
    root: Any = study.parent_state
    while root.parent_state is not None:
        root = root.parent_state
    return repr(root.dict())


def count(database: Database, table: type[Review] | type[StudySession]) -> int:
    with database.read() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def elsewhere(database: Database, card: Card) -> None:
    """Answer the card in another tab."""
    with database.write() as session:
        answers.record_answer(session, card.user_id, card.id, rating=3, duration_ms=1000, now=datetime.now(UTC))
