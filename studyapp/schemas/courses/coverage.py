"""Answers about which paragraphs of a document have cards."""

from datetime import datetime

from pydantic import BaseModel, Field
from sqlmodel import Session

from studyapp.services.coverage.coverage import CoveredSection, document_coverage, section_coverage


class ParagraphAnswer(BaseModel):
    start: int = Field(description="Where it begins in the text of the document; names it in a request for a card.")
    page: int | None = Field(description="From 1; null if the document has no pages.")
    text: str
    card_ids: list[str] = Field(description="The cards whose quotes stand in it, oldest first.")


class SectionCoverageAnswer(BaseModel):
    section_id: str
    paragraphs: list[ParagraphAnswer] = Field(description="Its prose: tables, formulas and code are left out.")
    covered: int = Field(description="How many of them have a card.")


class CoveredSectionAnswer(BaseModel):
    section_id: str
    title: str
    paragraphs: int
    covered: int = Field(description="How many of them have a card.")
    asked_at: datetime | None = Field(description="When cards were last made of the whole section.")

    @classmethod
    def of(cls, each: CoveredSection) -> "CoveredSectionAnswer":
        section = each.section
        return cls(
            section_id=section.id,
            title=section.title,
            paragraphs=len(each.paragraphs),
            covered=each.covered,
            asked_at=section.cards_asked_at,
        )


class DocumentCoverageAnswer(BaseModel):
    document_id: str
    sections: list[CoveredSectionAnswer] = Field(description="Those the learner has chosen to learn, in order.")


def shown_section(session: Session, user_id: str, section_id: str) -> SectionCoverageAnswer:
    found = section_coverage(session, user_id, section_id)
    paragraphs = [
        ParagraphAnswer(
            start=each.paragraph.start,
            page=each.paragraph.page,
            text=each.paragraph.text,
            card_ids=[card.id for card in each.cards],
        )
        for each in found
    ]
    covered = sum(bool(each.card_ids) for each in paragraphs)
    return SectionCoverageAnswer(section_id=section_id, paragraphs=paragraphs, covered=covered)


def shown_document(session: Session, user_id: str, document_id: str) -> DocumentCoverageAnswer:
    sections = [CoveredSectionAnswer.of(each) for each in document_coverage(session, user_id, document_id)]
    return DocumentCoverageAnswer(document_id=document_id, sections=sections)
