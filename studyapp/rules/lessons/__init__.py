"""The rules for lessons, and what a generator proposes as one."""

from studyapp.rules.lessons.checked import CheckedCheckIn, CheckedConcept, CheckedHead, PlacedSource
from studyapp.rules.lessons.checker import LessonChecker
from studyapp.rules.lessons.drafts import (
    CheckInDraft,
    ClippingDraft,
    ConceptDraft,
    ExampleDraft,
    FormulaDraft,
    LessonHead,
    NoteDraft,
    OptionDraft,
    SourceDraft,
)
from studyapp.rules.lessons.section import SectionText

__all__ = [
    "CheckInDraft",
    "CheckedCheckIn",
    "CheckedConcept",
    "CheckedHead",
    "ClippingDraft",
    "ConceptDraft",
    "ExampleDraft",
    "FormulaDraft",
    "LessonChecker",
    "LessonHead",
    "NoteDraft",
    "OptionDraft",
    "PlacedSource",
    "SectionText",
    "SourceDraft",
]
