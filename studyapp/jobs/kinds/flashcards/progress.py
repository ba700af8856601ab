"""How far a job is that makes flashcards from a text, chunk by chunk."""

from dataclasses import dataclass
from typing import Any

from studyapp.jobs.kinds.deck_progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunked(Progress):
    chunk_chars: int = 0
    """The length the material is split by, 0 until that is known. A later attempt uses it too, even if there is another
    generator by then.
    """
    chunks_done: int = 0
    listed: int = 0
    """How many cards the pairs of a word list give; 0 if the material is no word list."""
    replacement_id: str = ""
    """The replacement that the first card has begun; empty if no cards are replaced."""


def resumed(checkpoint: dict[str, Any]) -> Chunked | None:
    """The progress of an earlier attempt, or of the job that this one continues; None before the first."""
    return Chunked(**checkpoint) if checkpoint else None
