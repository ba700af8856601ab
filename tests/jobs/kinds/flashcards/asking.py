"""A text for one request, and the questions of the cards made of it."""

from studyapp.models import Card
from tests.generation.material import CELLS

ONE_CHUNK = CELLS[: CELLS.index("# The membrane")]


def questions(cards: list[Card]) -> list[str]:
    return [card.question for card in cards]
