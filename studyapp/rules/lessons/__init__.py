"""The rules for lessons, and what a generator proposes as one."""

from studyapp.rules.lessons.drafts import (
    CheckInDraft,
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
    "ConceptDraft",
    "ExampleDraft",
    "FormulaDraft",
    "LessonHead",
    "NoteDraft",
    "OptionDraft",
    "SectionText",
    "SourceDraft",
]
