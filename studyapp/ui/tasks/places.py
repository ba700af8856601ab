"""What jobs are for, by name and address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from studyapp.jobs.store.views import JobView
from studyapp.services import decks
from studyapp.services.cards.places import card_places

_NAME_CHARS: Final = 60


@dataclass(frozen=True)
class Place:
    """Where content appears."""

    name: str
    href: str


def target(job: JobView) -> tuple[str, str]:
    """Kind and id, say `("deck", "…")`."""
    return (job.target["kind"], job.target["id"]) if job.target else ("", "")


def places_of(session: Session, user_id: str, jobs: Sequence[JobView]) -> dict[tuple[str, str], Place]:
    """Target → place of those that are still there: one statement per kind of target."""
    targets = {target(job) for job in jobs}
    titles = decks.deck_titles(session, user_id, {deck_id for kind, deck_id in targets if kind == "deck"})
    cards = card_places(session, user_id, {card_id for kind, card_id in targets if kind == "card"})
    in_decks = {("deck", deck_id): Place(title, f"/decks/{deck_id}") for deck_id, title in titles.items()}
    return in_decks | {
        ("card", card_id): Place(f"“{_short(card.question)}”", f"/decks/{card.deck_id}?card={card_id}")
        for card_id, card in cards.items()
    }


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _NAME_CHARS else f"{line[: _NAME_CHARS - 1].rstrip()}…"
