"""The tables. Importing this package registers them all on `SQLModel.metadata`."""

from studyapp.models.accounts import Theme, User
from studyapp.models.decks import Card, CardKind, CardState, Deck, Rating, Review, StudySession
from studyapp.models.jobs import ACTIVE, TERMINAL, Job, JobAttempt, JobRateLimit, JobStatus, JobType

__all__ = [
    "ACTIVE",
    "TERMINAL",
    "Card",
    "CardKind",
    "CardState",
    "Deck",
    "Job",
    "JobAttempt",
    "JobRateLimit",
    "JobStatus",
    "JobType",
    "Rating",
    "Review",
    "StudySession",
    "Theme",
    "User",
]
