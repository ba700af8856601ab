"""Fields shared by all requests that put cards into a deck."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from studyapp.jobs.kinds.titles import line


class DeckRequest(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    deck_id: str | None = None
    """The deck the cards go into."""
    deck_title: Annotated[str | None, AfterValidator(line)] = None
    """The title of the deck if there is no `deck_id`. A deck with this title is created if there is none."""

    @model_validator(mode="after")
    def _without_blank_id(self) -> "DeckRequest":
        self.deck_id = self.deck_id or None
        return self

    @property
    def deck_key(self) -> str:
        """The requested deck as a part of the deduplication key."""
        return f"id:{self.deck_id}" if self.deck_id else f"title:{self.deck_title or ''}"
