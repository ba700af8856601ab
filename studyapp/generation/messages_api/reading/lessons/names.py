"""The names that models give to the parts of a lesson."""

from collections.abc import Mapping
from typing import Final

from studyapp.generation.messages_api.reading.names import FIELDS, value_of

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": FIELDS["concept"],
    "explanation": ("explanation", "text", "content", "body", "description", "details", "definition"),
    "summary": ("summary", "abstract", "overview", "synopsis"),
    "objectives": (
        "objectives", "learningobjectives", "goals", "learninggoals", "outcomes", "learningoutcomes", "aims",
    ),
    "sources": ("sources", "source", "citations", "references", "quotes", "evidence", "quote"),
    "quote": ("quote", "text", "sourcequote", "excerpt", "evidence", "content", "source"),
    "page": ("page", "pages", "pagenumber", "pageno", "p", "location"),
    "formulas": ("formulas", "formulae", "formula", "equations", "equation"),
    "latex": ("latex", "formula", "tex", "equation", "expression"),
    "variables": ("variables", "vars", "symbols", "where", "legend"),
    "sign": ("symbol", "variable", "sign", "name", "latex", "letter"),
    "meaning": ("meaning", "description", "definition", "means", "explanation", "value"),
    "examples": ("examples", "example", "workedexamples"),
    "is_from_source": ("isfromsource", "fromsource", "insource", "fromtext"),
    "notes": ("notes", "note", "remarks", "callouts", "hints"),
    "note_kind": ("kind", "type", "category", "label"),
    "note": ("text", "note", "content", "description", "message"),
    "depends_on": ("dependson", "prerequisites", "requires", "dependencies", "buildson"),
    "check_ins": (
        "checkins", "checkin", "questions", "quiz", "checks", "exercises", "checkquestions", "comprehensionchecks",
    ),
    "expected": ("expected", "expectedanswer", "modelanswer", "sampleanswer", "hidden", *FIELDS["answer"]),
    "key_points": ("keypoints", "points", "rubric", "criteria", "mustmention", "gradingpoints"),
    "why": (*FIELDS["explanation"], "comment"),
    "whys": ("explanations", "optionexplanations", "rationales", "reasons"),
    "is_key": ("iskey", "iscorrect", "correct", "isright", "isanswer", "right", "key"),
}  # fmt: skip
"""Without capitals and signs. The first that is there counts."""


def part_of(item: Mapping[str, object], part: str) -> object:
    """The value of a part of a lesson, whatever name it has; None if it is not there."""
    return value_of(item, _NAMES[part])
