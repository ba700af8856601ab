"""The card that a check-in becomes when it is first answered, and its first review."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, select

from studyapp.errors import BadInput
from studyapp.models import Card, CardKind, CheckIn, CheckInKind, Rating, Verdict
from studyapp.services import text_input
from studyapp.services.accounts import get_user
from studyapp.services.cards import editing
from studyapp.services.courses import courses
from studyapp.services.lessons.check_ins import PlacedCheckIn, as_cloze, hidden
from studyapp.services.scheduling import review_log

MODE: Final = "lesson"
"""The `mode` of the review that an answer in a lesson made."""
RATINGS: Final = {Verdict.RIGHT: Rating.GOOD, Verdict.PARTLY: Rating.HARD, Verdict.WRONG: Rating.AGAIN}
"""An answer in a lesson never earns Easy, because the explanation was read just before."""


def make_card(session: Session, placed: PlacedCheckIn, verdict: Verdict, *, duration_ms: int, now: datetime) -> None:
    """Make the check-in a card in the deck of its course, and count the verdict as the card's first review.

    Does nothing if it cannot be a card, e.g. because two of its options are alike: the answer counts all the same.
    """
    user_id = placed.course.user_id
    deck = courses.deck_of(session, user_id, placed.course.id, now=now)
    try:
        card = editing.add_card(session, user_id, deck.id, now=now, **_content(placed.check_in))
    except BadInput:
        return
    source = placed.check_in.source or next(iter(placed.concept.sources), dict[str, Any]())
    quote = source.get("quote")
    card.document_id, card.source_title = placed.document.id, placed.document.title
    card.source_page = source.get("page")
    card.source_quote = quote and text_input.storable(quote)
    placed.check_in.card_id = card.id
    user = get_user(session, user_id)
    rating = RATINGS[verdict]
    review, _ = review_log.schedule(session, user, card, rating=rating, duration_ms=duration_ms, now=now)
    review.mode = MODE
    session.flush()


def cards_of_concepts(session: Session, user_id: str, concept_ids: Collection[str]) -> Mapping[str, list[str]]:
    """The ids of the cards that the check-ins of these concepts have become, by the id of the concept."""
    made = select(CheckIn.concept_id, Card.id).join(Card, col(Card.id) == col(CheckIn.card_id))
    mine = (col(CheckIn.user_id) == user_id, col(Card.user_id) == user_id, col(Card.deleted_at).is_(None))
    found: defaultdict[str, list[str]] = defaultdict(list)
    theirs = made.where(*mine, col(CheckIn.concept_id).in_(list(concept_ids)))
    for concept_id, card_id in session.exec(theirs.order_by(col(Card.id))):
        found[concept_id].append(card_id)
    return found


def _content(check_in: CheckIn) -> dict[str, Any]:
    match check_in.kind:
        case CheckInKind.CHOICE:
            return _choice(check_in)
        case CheckInKind.CLOZE if text := as_cloze(check_in):
            return {"kind": CardKind.CLOZE, "question": text}
        case _:
            return {"question": check_in.stem, "answer": hidden(check_in), "explanation": _points(check_in)}


def _choice(check_in: CheckIn) -> dict[str, Any]:
    key = next((option for option in check_in.options if option["is_key"]), None)
    if key is None:
        raise BadInput("None of the options is right.")
    return {
        "kind": CardKind.MULTIPLE_CHOICE,
        "question": check_in.stem,
        "answer": key["text"],
        "distractors": [option["text"] for option in check_in.options if not option["is_key"]],
        "explanation": key["explanation"],
    }


def _points(check_in: CheckIn) -> str | None:
    return "\n".join(f"- {point}" for point in check_in.key_points) or None
