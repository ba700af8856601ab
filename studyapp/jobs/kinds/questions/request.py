"""A learner's request for questions on a topic."""

import hashlib
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from studyapp.errors import BadInput
from studyapp.jobs.kinds.deck_request import DeckRequest
from studyapp.jobs.kinds.titles import first_words
from studyapp.material.cleaning import clean_text
from studyapp.services.text_input import at_least

SHORTEST: Final = 3
LONGEST: Final = 5_000


def _prompt(text: str) -> str:
    prompt = clean_text(text)
    if len(prompt) < SHORTEST:
        raise BadInput(f"Say in at least {SHORTEST} characters what you want to be asked about.")
    if len(prompt) > LONGEST:
        raise BadInput(
            f"Say it in at most {LONGEST:,} characters; these are {len(prompt):,}. "
            "Longer material can be made into flashcards instead."
        )
    return prompt


class QuestionRequest(DeckRequest):
    prompt: Annotated[
        str, AfterValidator(_prompt), Field(json_schema_extra=at_least(SHORTEST) | {"maxLength": LONGEST})
    ]
    """The topic of the questions: 3 to 5,000 characters, not counting spaces around them."""

    @property
    def title(self) -> str:
        """The title of a new deck for the questions."""
        return self.deck_title or first_words(self.prompt) or "Questions"


def dedup_key(request: QuestionRequest) -> str:
    """The key by deck and prompt."""
    return hashlib.sha256(f"{request.deck_key}\0{request.prompt}".encode()).hexdigest()
