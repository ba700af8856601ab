"""What a learner asks for when asking for questions on something."""

import hashlib
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from studyapp.errors import BadInput
from studyapp.jobs.kinds.lines import first_words, line
from studyapp.material.cleaning import clean_text
from studyapp.services.fields import at_least

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


class QuestionRequest(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    prompt: Annotated[
        str, AfterValidator(_prompt), Field(json_schema_extra=at_least(SHORTEST) | {"maxLength": LONGEST})
    ]
    """What to be asked about: 3 to 5,000 characters, spaces around them not counted."""
    deck_id: str | None = None
    """The deck the questions go into."""
    deck_title: Annotated[str | None, AfterValidator(line)] = None
    """A deck of this name is found or made where no `deck_id` is given."""

    @model_validator(mode="after")
    def _without_blank_id(self) -> "QuestionRequest":
        self.deck_id = self.deck_id or None
        return self

    @property
    def title(self) -> str:
        """What to call a deck that is made for this."""
        return self.deck_title or first_words(self.prompt) or "Questions"


def dedup_key(request: QuestionRequest) -> str:
    """The same prompt for the same deck is one job."""
    deck = f"id:{request.deck_id}" if request.deck_id else f"title:{request.deck_title or ''}"
    return hashlib.sha256(f"{deck}\0{request.prompt}".encode()).hexdigest()
