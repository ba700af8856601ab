"""Answers about uploaded documents."""

from datetime import datetime

from pydantic import BaseModel, Field

from studyapp.models import StoredDocument
from studyapp.services.documents import left_out_of


class DocumentAnswer(BaseModel):
    id: str
    title: str = Field(description="As stated in the file, else its first heading, else its name.")
    characters: int
    pages: int | None = Field(description="Null for a file without pages.")
    left_out: str = Field(description="A sentence about the pages that could not be read; empty if there are none.")
    pairs: int = Field(description="How many pairs it has if it is a word list; 0 for any other document.")
    created_at: datetime

    @classmethod
    def of(cls, document: StoredDocument) -> "DocumentAnswer":
        return cls(
            id=document.id,
            title=document.title,
            characters=document.characters,
            pages=len(document.problems) if document.has_pages else None,
            left_out=left_out_of(document),
            pairs=document.pairs,
            created_at=document.created_at,
        )
