"""Answers about lessons. What a check-in without a verdict would give away is left out."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field
from sqlmodel import Session

from studyapp.models import CheckIn, CheckInKind, ConceptKind, MadeBy
from studyapp.rules.lessons import SectionText
from studyapp.services.lessons import lessons, progress, sections
from studyapp.services.lessons.check_ins import shown_stem
from studyapp.services.lessons.drafts import clipping_address, clipping_draft
from studyapp.services.lessons.lessons import ConceptParts


class LessonStarted(BaseModel):
    job_id: str
    status: Literal["pending"] = "pending"
    message: str


class LessonThere(BaseModel):
    lesson_id: str
    status: Literal["completed"] = "completed"
    message: str


class LessonsThere(BaseModel):
    status: Literal["completed"] = "completed"
    message: str


class SourceAnswer(BaseModel):
    page: int | None = Field(description="From 1; null for a document without pages.")
    quote: str
    start: int = Field(description="Where the quote begins in the text of the document.")
    end: int


class OptionAnswer(BaseModel):
    text: str
    explanation: str | None = Field(description="Null until an answer has been judged.")
    is_key: bool | None = Field(description="Null until an answer has been judged.")


class CheckInView(BaseModel):
    id: str
    ordinal: int
    kind: CheckInKind
    stem: str
    options: list[OptionAnswer]
    is_judged: bool
    expected: str | None = Field(description="The model answer to a written one; null until an answer has been judged.")
    key_points: list[str] = Field(description="Empty until an answer has been judged.")
    source: SourceAnswer | None = Field(description="Null until an answer has been judged, and if it has none.")
    card_id: str | None = Field(description="The card it became when it was first answered.")

    @classmethod
    def of(cls, check_in: CheckIn, *, is_judged: bool) -> "CheckInView":
        return cls(
            id=check_in.id,
            ordinal=check_in.ordinal,
            kind=check_in.kind,
            stem=shown_stem(check_in),
            options=[_option(option, is_judged=is_judged) for option in check_in.options],
            is_judged=is_judged,
            expected=check_in.expected if is_judged else None,
            key_points=check_in.key_points if is_judged else [],
            source=SourceAnswer(**check_in.source) if is_judged and check_in.source else None,
            card_id=check_in.card_id,
        )


class ClippingAnswer(BaseModel):
    """A formula or figure of the document that is shown as a picture of its place on the page."""

    kind: Literal["formula", "figure"]
    page: int = Field(description="From 1.")
    box: list[float] = Field(description="Left, top, right and bottom in percent of the page.")
    picture: str = Field(description="The address of its picture.")
    width: int = Field(description="Of the picture, in pixels.")
    height: int
    caption: str = Field(description="As it stands on the page; empty if it has none.")


class ConceptAnswer(BaseModel):
    id: str
    ordinal: int
    title: str
    kind: ConceptKind
    explanation: str = Field(description="Markdown.")
    sources: list[SourceAnswer]
    formulas: list[dict[str, Any]] = Field(description="Each `{latex, variables: [[latex, meaning]], page}`.")
    clippings: list[ClippingAnswer]
    examples: list[dict[str, Any]] = Field(description="Each `{text, page, is_from_source}`.")
    notes: list[dict[str, Any]] = Field(description="Each `{kind, text}`, critical, mistake or insight.")
    depends_on: list[int] = Field(description="The ordinals of the concepts to understand first.")
    understood_at: datetime | None
    check_ins: list[CheckInView]

    @classmethod
    def of(cls, parts: ConceptParts, judged: set[str], document_id: str) -> "ConceptAnswer":
        concept = parts.concept
        return cls(
            id=concept.id,
            ordinal=concept.ordinal,
            title=concept.title,
            kind=concept.kind,
            explanation=concept.explanation,
            sources=[SourceAnswer(**source) for source in concept.sources],
            formulas=[each for each in concept.formulas if "latex" in each],
            clippings=[_clipping(each, document_id) for each in concept.formulas if "area" in each],
            examples=concept.examples,
            notes=concept.notes,
            depends_on=concept.depends_on,
            understood_at=concept.understood_at,
            check_ins=[CheckInView.of(each, is_judged=each.id in judged) for each in parts.check_ins],
        )


class LessonAnswer(BaseModel):
    id: str
    section_id: str
    language: str
    made_by: MadeBy
    summary: str
    objectives: list[str]
    left_out: list[str] = Field(description="The headings of the section that no concept covers.")
    place: int = Field(description="The ordinal of the concept that was read last.")
    job_id: str | None = Field(description="The job that made it last, as a whole or one concept of it.")
    created_at: datetime
    finished_at: datetime | None = Field(description="Null while it is being made, and if that failed half-way.")
    concepts: list[ConceptAnswer]


def shown_lesson(session: Session, user_id: str, lesson_id: str) -> LessonAnswer:
    lesson = lessons.get_lesson(session, user_id, lesson_id)
    judged = progress.judged(session, lesson)
    document_id = sections.get_section(session, user_id, lesson.section_id).document_id
    concepts = [ConceptAnswer.of(parts, judged, document_id) for parts in lessons.concepts_of(session, lesson)]
    return LessonAnswer(**lesson.model_dump(include=set(LessonAnswer.model_fields)), concepts=concepts)


def _clipping(stored: dict[str, Any], document_id: str) -> ClippingAnswer:
    clipping = clipping_draft(stored)
    told = {name: getattr(clipping, name) for name in ("kind", "page", "width", "height", "caption")}
    return ClippingAnswer(**told, box=list(clipping.area), picture=clipping_address(document_id, clipping))


def _option(option: dict[str, Any], *, is_judged: bool) -> OptionAnswer:
    if not is_judged:
        return OptionAnswer(text=option["text"], explanation=None, is_key=None)
    return OptionAnswer(**option)


class PageStart(BaseModel):
    page: int
    start: int = Field(description="The offset in `text` at which the page begins.")


class SectionTextAnswer(BaseModel):
    id: str
    title: str
    text: str = Field(description="Empty while the document is being read.")
    pages: list[PageStart] = Field(description="The pages it stands on; empty for a document without pages.")

    @classmethod
    def of(cls, section_id: str, said: SectionText) -> "SectionTextAnswer":
        pages = [PageStart(page=page, start=start) for start, page in said.pages]
        return cls(id=section_id, title=said.title, text=said.text, pages=pages)
