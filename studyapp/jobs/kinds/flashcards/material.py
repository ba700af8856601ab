"""The material of a request for flashcards: a pasted text, or a document that was uploaded before."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from studyapp.errors import ErrorCode, NotFound
from studyapp.generation.calls import Skill
from studyapp.generation.failures import final
from studyapp.generation.pairs.listing import cards_of
from studyapp.generation.pairs.pair import MOST_PAIRS
from studyapp.jobs.kinds.flashcards.request import FlashcardRequest
from studyapp.jobs.kinds.titles import first_words
from studyapp.services import documents


@dataclass(frozen=True, slots=True)
class Material:
    text: str
    page_starts: tuple[int, ...] = ()
    """The offset of each page in `text`; empty if the material has no pages."""
    title: str | None = None
    """The source that the cards name."""
    left_out: str = ""
    """A sentence about pages that could not be read; empty if there are none."""
    skill: Skill | None = None
    """What the cards are for; None if they are for the material as such. Then the material may be empty."""
    is_prose: bool = False
    """Whether it is known to be prose, and so no word list."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a request says about its cards before the material is read as a whole."""

    title: str
    """The title of a new deck for the cards."""
    pairs: int
    """How many cards a word list gives, whatever number is asked for; 0 for any other material."""


def outline(session: Session, user_id: str, request: FlashcardRequest, *, now: datetime) -> Outline:
    """Raises `NotFound` if the document is not there."""
    if request.document_id is None:
        text = request.content or ""
        title = request.deck_title or request.source_title or first_words(text) or "Flashcards"
        return Outline(title, len(cards_of(text, both_directions=request.both_directions)))
    document = documents.use_document(session, user_id, request.document_id, now=now)
    pairs = min(document.pairs * (2 if request.both_directions else 1), MOST_PAIRS)
    return Outline(request.deck_title or request.source_title or document.title, pairs)


def read(session: Session, user_id: str, request: FlashcardRequest) -> Material:
    """Raises `GenerationFailed` if the document has been deleted since the request."""
    if request.document_id is None:
        return Material(request.content or "", request.page_starts, request.source_title)
    try:
        document = documents.read_document(session, user_id, request.document_id)
    except NotFound as error:
        raise final(ErrorCode.BAD_INPUT, error.sentence) from error
    return Material(document.text, document.page_starts, request.source_title or document.title, document.left_out)
