"""A lesson as the page shows it. Texts are HTML, except titles, quotes and summaries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

from sqlmodel import Session

from studyapp.jobs.requests.check_ins import judging_jobs
from studyapp.models import ConceptKind, Lesson, MadeBy, Section, SectionKind, StoredDocument
from studyapp.rendering import to_html, to_inline_html
from studyapp.services.courses import courses, documents
from studyapp.services.documents import part_at
from studyapp.services.lessons import lessons, sections
from studyapp.services.lessons.drafts import clipping_draft
from studyapp.services.lessons.lessons import ConceptParts
from studyapp.services.lessons.progress import answers_of_lesson
from studyapp.ui.numbers import on_pages
from studyapp.ui.pages.lesson.check_in_rows import CheckInRow, check_in_row
from studyapp.ui.pages.lesson.clipping_rows import ClippingRow, clipping_row

_KINDS: Final = {
    ConceptKind.DEFINITION: "Definition",
    ConceptKind.FACT: "Fact",
    ConceptKind.PROCEDURE: "Procedure",
    ConceptKind.THEOREM: "Theorem",
    ConceptKind.COMPARISON: "Comparison",
}
_NOTES: Final = {"critical": "Important", "mistake": "A common mistake", "insight": "Worth knowing"}
_WORDS_A_MINUTE: Final = 180


@dataclass(frozen=True)
class SectionHead:
    id: str = ""
    title: str = ""
    course_id: str = ""
    course: str = ""
    document_id: str = ""
    document: str = ""
    pages: str = ""
    """E.g. `p. 12–18`; empty for a document without pages."""
    previous_id: str = ""
    previous: str = ""
    """The title of the section before it; empty for the first."""
    next_id: str = ""
    next: str = ""
    can_be_learned: bool = True
    """Whether a lesson can be made of it; not of front and back matter, and not of a chapter with sections."""


@dataclass(frozen=True)
class LessonHead:
    id: str = ""
    """Empty before its first concept."""
    summary: str = ""
    objectives: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    is_extractive: bool = False
    is_finished: bool = False
    about: str = ""
    """E.g. `5 concepts · 7 minutes`."""
    go_on: str = ""
    """The title of the concept that was read last, if it is not the first."""
    go_on_at: str = ""
    """Its anchor."""


@dataclass(frozen=True)
class SourceRow:
    where: str
    """E.g. `p. 14`; `In the text` for a document without pages."""
    quote: str
    """Empty where the explanation itself is the quote."""
    href: str


@dataclass(frozen=True)
class FormulaRow:
    html: str
    variables: list[str]
    """Each as HTML, e.g. *m*: mass."""


@dataclass(frozen=True)
class NoteRow:
    kind: str
    label: str
    html: str


@dataclass(frozen=True)
class ExampleRow:
    html: str
    where: str
    """E.g. `From the text, p. 14`; empty for one that is made up."""


@dataclass(frozen=True)
class ConceptRow:
    id: str
    ordinal: int
    anchor: str
    title: str
    kind: str
    needs: str
    """The titles of what to understand first; empty if nothing."""
    explanation: str
    formulas: list[FormulaRow]
    clippings: list[ClippingRow]
    examples: list[ExampleRow]
    notes: list[NoteRow]
    sources: list[SourceRow]
    is_understood: bool
    check_ins: list[CheckInRow]


def section_head(session: Session, section: Section) -> SectionHead:
    user_id = section.user_id
    document = documents.get_document(session, user_id, section.document_id)
    course = courses.get_course(session, user_id, document.course_id or "")
    beside = sections.leaves_of_document(session, user_id, document.id)
    at = next((at for at, other in enumerate(beside) if other.id == section.id), None)
    before = beside[at - 1] if at else None
    after = beside[at + 1] if at is not None and at + 1 < len(beside) else None
    return SectionHead(
        id=section.id,
        title=section.title,
        course_id=course.id,
        course=course.name,
        document_id=document.id,
        document=document.title,
        pages=on_pages(document, section.page_from, section.page_to),
        previous_id=before.id if before else "",
        previous=before.title if before else "",
        next_id=after.id if after else "",
        next=after.title if after else "",
        can_be_learned=section.kind is SectionKind.BODY and sections.is_leaf(session, section),
    )


def read_lesson(session: Session, section: Section) -> tuple[LessonHead, list[ConceptRow]]:
    """The lesson on a section as far as it is made; an empty one before that."""
    lesson = lessons.lesson_of_section(session, section.user_id, section.id)
    if lesson is None:
        return LessonHead(), []
    document = documents.get_document(session, section.user_id, section.document_id)
    parts = lessons.concepts_of(session, lesson)
    answers = answers_of_lesson(session, lesson)
    jobs = judging_jobs(session, section.user_id, [each for each, given in answers.items() if not given[-1].verdict])
    titles = {each.concept.ordinal: each.concept.title for each in parts}
    is_quoted = lesson.made_by is MadeBy.EXTRACTIVE
    asked = {
        each.id: check_in_row(each, answers.get(each.id, ()), jobs.get(each.id))
        for of_concept in parts
        for each in of_concept.check_ins
    }
    concepts = [_concept(each, titles, asked, document, is_quoted=is_quoted) for each in parts]
    return _head(lesson, parts), concepts


def _head(lesson: Lesson, parts: Sequence[ConceptParts]) -> LessonHead:
    words = sum(len(each.concept.explanation.split()) for each in parts)
    minutes = max(1, round(words / _WORDS_A_MINUTE))
    length = f"{len(parts)} {'concept' if len(parts) == 1 else 'concepts'}"
    length += f" · {minutes} {'minute' if minutes == 1 else 'minutes'} to read"
    last = next((each.concept for each in parts if each.concept.ordinal == lesson.place > 1), None)
    return LessonHead(
        id=lesson.id,
        summary=lesson.summary,
        objectives=list(lesson.objectives),
        left_out=list(lesson.left_out),
        is_extractive=lesson.made_by is MadeBy.EXTRACTIVE,
        is_finished=lesson.finished_at is not None,
        about=length,
        go_on=last.title if last else "",
        go_on_at=_anchor(last.ordinal) if last else "",
    )


def _concept(
    parts: ConceptParts,
    titles: Mapping[int, str],
    asked: Mapping[str, CheckInRow],
    document: StoredDocument,
    *,
    is_quoted: bool,
) -> ConceptRow:
    concept = parts.concept
    return ConceptRow(
        id=concept.id,
        ordinal=concept.ordinal,
        anchor=_anchor(concept.ordinal),
        title=concept.title,
        kind=_KINDS[concept.kind],
        needs=", ".join(titles[each] for each in concept.depends_on if each in titles),
        explanation=to_html(concept.explanation),
        formulas=[_formula(each) for each in concept.formulas if "latex" in each],
        clippings=[clipping_row(clipping_draft(each), document) for each in concept.formulas if "area" in each],
        examples=[_example(each, document) for each in concept.examples],
        notes=[
            NoteRow(each["kind"], _NOTES.get(each["kind"], "Note"), to_html(each["text"])) for each in concept.notes
        ],
        sources=_sources(concept.sources, document, is_quoted=is_quoted),
        is_understood=concept.understood_at is not None,
        check_ins=[asked[each.id] for each in parts.check_ins],
    )


def _formula(formula: Mapping[str, Any]) -> FormulaRow:
    variables = [to_inline_html(f"${sign}$: {meaning}") for sign, meaning in formula["variables"]]
    return FormulaRow(to_html(f"$${formula['latex']}$$"), variables)


def _example(example: Mapping[str, Any], document: StoredDocument) -> ExampleRow:
    where = ", ".join(filter(None, ("From the text", on_pages(document, example.get("page")))))
    return ExampleRow(to_html(example["text"]), where if example.get("is_from_source") else "")


def _sources(sources: Sequence[Mapping[str, Any]], document: StoredDocument, *, is_quoted: bool) -> list[SourceRow]:
    rows = [_source(each, document, is_quoted=is_quoted) for each in sources]
    return list({row.where: row for row in reversed(rows)}.values())[::-1] if is_quoted else rows


def _source(source: Mapping[str, Any], document: StoredDocument, *, is_quoted: bool) -> SourceRow:
    page = source.get("page")
    asked = urlencode({"page": page or part_at(source["start"]), "quote": source["quote"]})
    where = on_pages(document, page) or "In the text"
    return SourceRow(where, "" if is_quoted else source["quote"], f"/documents/{document.id}?{asked}")


def _anchor(ordinal: int) -> str:
    return f"concept-{ordinal}"
