"""Options are shuffled each time they are shown, so no label may stand in front of them and no text may name one."""

from studyapp.rules.choices.labels.references import explanation_names_place, question_names_place, without_places
from studyapp.rules.choices.labels.stripping import (
    are_bare_letters,
    has_letter,
    labelled,
    split_label,
    without_labels,
)

__all__ = [
    "are_bare_letters",
    "explanation_names_place",
    "has_letter",
    "labelled",
    "question_names_place",
    "split_label",
    "without_labels",
    "without_places",
]
