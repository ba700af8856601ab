"""A learner's request for flashcards."""

import hashlib
from itertools import pairwise
from typing import Annotated, Final

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, StrictBool, model_validator

from studyapp.errors import BadInput
from studyapp.jobs.kinds.deck_request import DeckRequest
from studyapp.jobs.kinds.flashcards.length import long_enough
from studyapp.jobs.kinds.titles import line
from studyapp.material.cleaning import MIN_CONTENT_CHARS, clean_text
from studyapp.services import text_input
from studyapp.services.text_input import WHOLE, at_least

MOST_CARDS: Final = 50
CARDS_OF_SKILL: Final = 5
"""How many cards are made for a skill unless the request says a number."""
MOST_PAGES: Final = 2_000
_SOURCE_CHARS: Final = 200
_SHORTEST_PAIRS: Final = len("a\tb\nc\td\ne\tf")
_ENOUGH: Final[dict[str, JsonValue]] = {
    "anyOf": [at_least(MIN_CONTENT_CHARS), at_least(1) | {"minLength": _SHORTEST_PAIRS}],
}
"""What a schema can tell of a text to make cards from: whether a short one is a list of pairs, the server sees."""
_BOUNDS: Final[dict[str, JsonValue]] = {"minimum": 1, "maximum": MOST_CARDS}


def _readable(text: str) -> str:
    return long_enough(clean_text(text))


def _countable(count: int) -> int:
    if not 1 <= count <= MOST_CARDS:
        raise BadInput(f"Ask for 1 to {MOST_CARDS} cards.")
    return count


def _short_line(text: str | None) -> str | None:
    short = line(text)
    return short[:_SOURCE_CHARS].rstrip() if short else None


def _ascending(starts: tuple[int, ...]) -> tuple[int, ...]:
    if len(starts) > MOST_PAGES or any(start < 0 for start in starts) or any(a > b for a, b in pairwise(starts)):
        raise BadInput(f"Page starts are at most {MOST_PAGES:,} offsets in ascending order.")
    return starts


_SOURCES: Final = ("content", "document_id", "section_id", "node_id")


def _only(source: str) -> dict[str, JsonValue]:
    """The JSON Schema of a request that has this field and none of the others that say what the cards are made of."""
    others: dict[str, JsonValue] = {name: {"type": "null"} for name in _SOURCES if name != source}
    if source != "section_id":
        others["paragraph"] = {"type": "null"}
    if source != "node_id":
        others["replace"] = {"enum": [False]}
    return {"required": [source], "properties": {source: {"type": "string", "minLength": 1}, **others}}


class FlashcardRequest(DeckRequest):
    model_config = ConfigDict(json_schema_extra={"oneOf": [_only(source) for source in _SOURCES]})

    content: Annotated[str, AfterValidator(_readable), Field(json_schema_extra=_ENOUGH)] | None = None
    """The material: a text of at least 50 characters, or a word list of at least three pairs. Give this, a
    `document_id`, a `section_id` or a `node_id`.
    """
    document_id: str | None = None
    """The uploaded document that is the material. Of one in a course, the cards are made of the sections after those
    that cards were made of last, and go into the deck of the course unless you name one.
    """
    section_id: str | None = None
    """The section or chapter of a document that is the material: its paragraphs without a card. The cards go into the
    deck of the course unless you name one.
    """
    paragraph: Annotated[int, Field(strict=True, ge=0), WHOLE] | None = None
    """With `section_id`: the one paragraph to make a card of, by its `start` in the section's coverage."""
    node_id: str | None = None
    """The skill of a goal the cards are for. They go into the goal's deck, and are 5 unless `count` is given."""
    count: Annotated[int, AfterValidator(_countable), Field(strict=True, json_schema_extra=_BOUNDS), WHOLE] = 10
    """How many cards to make: 1 to 50. Of a word list all pairs become cards, up to 500."""
    source_title: Annotated[str | None, AfterValidator(_short_line)] = None
    """The source that the cards name, e.g. the name of a file."""
    page_starts: Annotated[tuple[Annotated[int, Field(strict=True), WHOLE], ...], AfterValidator(_ascending)] = ()
    """The offset of each page in `content`, if the material has pages."""
    both_directions: StrictBool = False
    """For a word list: whether each pair is also asked from its meaning to its term."""
    replace: StrictBool = False
    """With `node_id`: whether the cards take the place of those the skill has. Cards that were reviewed stay, and all
    of it can be undone.
    """
    feedback: Annotated[str, AfterValidator(text_input.wish)] = ""
    """With `replace`: what you want of the cards, e.g. “simpler”: at most 1,000 characters."""

    @model_validator(mode="after")
    def _of_one_source(self) -> "FlashcardRequest":
        self.document_id, self.node_id = self.document_id or None, self.node_id or None
        self.section_id = self.section_id or None
        given = sum(getattr(self, source) is not None for source in _SOURCES)
        if given == 0:
            raise BadInput("Give a text or a document to make cards from.")
        if given > 1:
            raise BadInput("Give a text, a document, a section or a skill, but only one of them.")
        if self.paragraph is not None and not self.section_id:
            raise BadInput("A paragraph is one of a section: give `section_id` with `paragraph`.")
        if self.replace and not self.node_id:
            raise BadInput("Only the cards of a skill can be made anew: give `node_id` with `replace`.")
        if self.node_id and "count" not in self.model_fields_set:
            self.count = CARDS_OF_SKILL
        if self.paragraph is not None:
            self.count = 1
        return self


def dedup_key(request: FlashcardRequest) -> str:
    """The key by deck and material, or by skill. Requests that differ only in the number of cards are the same job."""
    if request.node_id:
        return f"node:{request.node_id}"
    if request.section_id:
        return f"section:{request.section_id}:{'' if request.paragraph is None else request.paragraph}"
    material = request.content or f"document:{request.document_id}"
    return hashlib.sha256(f"{request.deck_key}\0{material}".encode()).hexdigest()
