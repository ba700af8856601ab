"""Makes the head of a lesson and its concepts from whatever a model sent. Missing texts become empty."""

from collections.abc import Mapping
from typing import Any, Final

from studyapp.generation.messages_api.reading.lessons import parts
from studyapp.generation.messages_api.reading.lessons.check_ins import check_ins
from studyapp.generation.messages_api.reading.lessons.names import part_of
from studyapp.generation.messages_api.reading.names import field_of, plain
from studyapp.generation.messages_api.reading.values import fields, items, line
from studyapp.rules.lessons import ConceptDraft, LessonHead

_FACT: Final = "fact"
_KINDS: Final = {
    "definition": "definition term concept notion vocabulary",
    "procedure": "procedure process method algorithm steps technique howto strategy",
    "theorem": "theorem law principle rule formula proposition lemma corollary equation axiom",
    "comparison": "comparison contrast difference distinction classification",
}
"""The kinds of concepts by the names that models give them. Any other name is a fact's."""


def head(said: Mapping[str, Any]) -> LessonHead | None:
    """The head in the fields before the concepts, or in an object among them; None if they do not say it."""
    for given in (said, *(fields(each) for each in said.values())):
        summary = " ".join((line(part_of(given, "summary")) or "").split())
        objectives = tuple(parts.texts(part_of(given, "objectives")))
        if summary or objectives:
            return LessonHead(summary, objectives)
    return None


def concept(item: object) -> ConceptDraft:
    given = fields(item)
    if len(given) == 1 and fields(inner := next(iter(given.values()))):  # {"concept": {…}}
        given = fields(inner)
    return ConceptDraft(
        title=" ".join((line(part_of(given, "title")) or "").split()),
        kind=_kind(field_of(given, "kind")),
        explanation=_explanation(part_of(given, "explanation")),
        sources=parts.sources(given),
        formulas=parts.formulas(part_of(given, "formulas")),
        examples=parts.examples(part_of(given, "examples")),
        notes=parts.notes(part_of(given, "notes")),
        depends_on=tuple(_named(each) for each in parts.several(part_of(given, "depends_on")) if _named(each)),
        check_ins=check_ins(part_of(given, "check_ins")),
    )


def _kind(value: object) -> str:
    named = plain(line(value) or "")
    return next((kind for kind, names in _KINDS.items() if named in names.split()), _FACT)


def _explanation(value: object) -> str:
    """The text, or the paragraphs of a list joined by empty lines."""
    return line(value) or "\n\n".join(filter(None, (line(each) for each in items(value))))


def _named(value: object) -> str:
    """The title of another concept, given alone or in an object; or its number."""
    return line(value) or line(part_of(fields(value), "title")) or ""
