"""Makes drafts of stored concepts, and rows of drafts."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from studyapp.models import CheckIn, CheckInKind, Concept, ConceptKind
from studyapp.rules.lessons import (
    CheckedConcept,
    CheckInDraft,
    ClippingDraft,
    ConceptDraft,
    ExampleDraft,
    FormulaDraft,
    NoteDraft,
    OptionDraft,
    PlacedSource,
    SourceDraft,
)
from studyapp.rules.text import normalise
from studyapp.services import text_input
from studyapp.services.lessons.lessons import ConceptParts

_TITLE_CHARS: Final = 80


def draft_of(parts: ConceptParts, titles: Mapping[int, str]) -> ConceptDraft:
    """The concept as it was proposed. `titles` are those of the lesson's concepts by ordinal."""
    concept = parts.concept
    return ConceptDraft(
        title=concept.title,
        kind=concept.kind.value,
        explanation=concept.explanation,
        sources=tuple(_source_draft(source) for source in concept.sources),
        formulas=tuple(
            FormulaDraft(each["latex"], tuple((sign, meaning) for sign, meaning in each["variables"]), each["page"])
            for each in concept.formulas
            if "latex" in each
        ),
        clippings=tuple(clipping_draft(each) for each in concept.formulas if "area" in each),
        examples=tuple(ExampleDraft(**each) for each in concept.examples),
        notes=tuple(NoteDraft(**each) for each in concept.notes),
        depends_on=tuple(titles[ordinal] for ordinal in concept.depends_on if ordinal in titles),
        check_ins=tuple(_check_in_draft(each) for each in parts.check_ins),
    )


def clipping_draft(stored: Mapping[str, Any]) -> ClippingDraft:
    told = dict(stored)
    left, top, right, bottom = told.pop("area")
    return ClippingDraft(area=(left, top, right, bottom), **told)


def clipping_address(document_id: str, clipping: ClippingDraft) -> str:
    """Where its picture is."""
    box = ",".join(f"{side:g}" for side in clipping.area)
    return f"/api/documents/{document_id}/pages/{clipping.page}.webp?box={box}"


def concept_values(checked: CheckedConcept, *, shift: int, ordinals: Mapping[str, int]) -> dict[str, Any]:
    """The columns of a concept. `shift` is where the section begins in the document, and `ordinals` are those of the
    concepts that are there, by their normalised titles: it cannot depend on others.
    """
    draft = checked.draft
    above = [ordinals.get(normalise(title)) for title in draft.depends_on]
    return {
        "title": text_input.line(draft.title, name="The title", longest=10_000)[:_TITLE_CHARS].rstrip(),
        "kind": ConceptKind(draft.kind),
        "explanation": text_input.storable(draft.explanation).strip(),
        "sources": [_source(source, shift=shift) for source in checked.sources],
        "formulas": _stored([asdict(each) for each in (*draft.formulas, *draft.clippings)]),
        "examples": _stored([asdict(each) for each in draft.examples]),
        "notes": _stored([asdict(each) for each in draft.notes]),
        "depends_on": sorted({ordinal for ordinal in above if ordinal}),
        "findings": [
            {"rule": each.rule, "severity": each.severity.value, "message": each.message} for each in checked.findings
        ],
    }


def check_in_rows(concept: Concept, checked: CheckedConcept, *, after: int, shift: int, now: datetime) -> list[CheckIn]:
    """The check-ins of a concept, with ordinals `after` this one."""
    return [
        CheckIn(
            user_id=concept.user_id,
            concept_id=concept.id,
            ordinal=ordinal,
            kind=CheckInKind(each.draft.kind),
            stem=text_input.storable(each.draft.stem).strip(),
            options=_shuffled(_stored([asdict(option) for option in each.draft.options])),
            expected=text_input.storable(each.draft.expected).strip(),
            key_points=_stored(list(each.draft.key_points)),
            source=_source(each.source, shift=shift) if each.source else None,
            created_at=now,
        )
        for ordinal, each in enumerate(checked.check_ins, start=after + 1)
    ]


def _shuffled(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The options in an order that is always the same for the same texts and says nothing of the key. Models put the
    key first more often than not.
    """
    return sorted(options, key=lambda option: sha256(option["text"].encode()).digest())


def _source(source: PlacedSource, *, shift: int) -> dict[str, Any]:
    """The source with its offsets in the text of the document."""
    quote = text_input.storable(source.quote)
    return {"page": source.page, "quote": quote, "start": source.start + shift, "end": source.end + shift}


def _stored(value: Any) -> Any:
    """The value with nothing in its texts that a database cannot store."""
    match value:
        case str():
            return text_input.storable(value).strip()
        case list() | tuple():
            return [_stored(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
        case dict():
            return {name: _stored(each) for name, each in value.items()}  # pyright: ignore[reportUnknownVariableType]
        case _:
            return value


def _source_draft(source: Mapping[str, Any]) -> SourceDraft:
    return SourceDraft(source["quote"], source["page"])


def _check_in_draft(check_in: CheckIn) -> CheckInDraft:
    return CheckInDraft(
        kind=check_in.kind.value,
        stem=check_in.stem,
        options=tuple(OptionDraft(**option) for option in check_in.options),
        expected=check_in.expected,
        key_points=tuple(check_in.key_points),
        source=_source_draft(check_in.source) if check_in.source else None,
    )
