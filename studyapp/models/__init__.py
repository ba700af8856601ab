"""The tables. Importing this package registers all of them on `SQLModel.metadata`."""

from studyapp.models.accounts import Theme, User
from studyapp.models.card_tags import CardTag
from studyapp.models.courses import Course, Section, SectionKind
from studyapp.models.decks import Card, CardKind, CardState, Deck
from studyapp.models.documents import DocumentPage, FileFormat, StoredDocument
from studyapp.models.goals import Goal, GoalStatus, Replacement, SkillNode
from studyapp.models.images import Image
from studyapp.models.jobs import ACTIVE, TERMINAL, Job, JobAttempt, JobRateLimit, JobStatus, JobType
from studyapp.models.lessons import (
    CheckIn,
    CheckInAnswer,
    CheckInKind,
    Concept,
    ConceptKind,
    JudgedBy,
    Lesson,
    MadeBy,
    Verdict,
)
from studyapp.models.study import Presentation, Rating, Review, StudyMode, StudySession
from studyapp.models.uploads import Upload

__all__ = [
    "ACTIVE",
    "TERMINAL",
    "Card",
    "CardKind",
    "CardState",
    "CardTag",
    "CheckIn",
    "CheckInAnswer",
    "CheckInKind",
    "Concept",
    "ConceptKind",
    "Course",
    "Deck",
    "DocumentPage",
    "FileFormat",
    "Goal",
    "GoalStatus",
    "Image",
    "Job",
    "JobAttempt",
    "JobRateLimit",
    "JobStatus",
    "JobType",
    "JudgedBy",
    "Lesson",
    "MadeBy",
    "Presentation",
    "Rating",
    "Replacement",
    "Review",
    "Section",
    "SectionKind",
    "SkillNode",
    "StoredDocument",
    "StudyMode",
    "StudySession",
    "Theme",
    "Upload",
    "User",
    "Verdict",
]
