"""A document and one of its pages as they are shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from sqlmodel import Session

from studyapp.errors import NotFound
from studyapp.material.showing.drawing import Mark
from studyapp.material.showing.quotes import Span, spans_on_page
from studyapp.models import FileFormat, StoredDocument
from studyapp.services import documents
from studyapp.services.courses.courses import get_course
from studyapp.services.courses.documents import get_document
from studyapp.services.courses.page_pictures import Marked
from studyapp.ui.pages.document.headings import without_marks


@dataclass(frozen=True)
class DocumentHead:
    id: str = ""
    title: str = ""
    course_id: str = ""
    course: str = ""
    pages: int = 0
    """Of a document without pages, how many parts it is shown in. 0 until it has been read."""
    has_pictures: bool = False
    """Whether its pages can be shown as they look."""
    unit: str = "Part"
    """What is turned: a page, a slide, or a part of a text without pages."""


@dataclass(frozen=True)
class TextPiece:
    text: str
    is_marked: bool
    is_heading: bool = False
    is_first: bool = False
    """Whether the quote begins here, so that it is scrolled to."""


@dataclass(frozen=True)
class MarkBox:
    """A line of the quote on the picture, each as a percentage, e.g. `12.5%`."""

    left: str
    top: str
    width: str
    height: str


@dataclass(frozen=True)
class PagePicture:
    key: str = ""
    """Which page and which quote it is of; empty for none."""
    url: str = ""
    shape: str = ""
    """Width and height, e.g. `1200 / 1698`."""
    marks: list[MarkBox] = field(default_factory=list)
    problem: str = ""
    """Why the page cannot be shown; else empty."""


def document_head(session: Session, user_id: str, document_id: str) -> DocumentHead:
    document = get_document(session, user_id, document_id)
    course = get_course(session, user_id, document.course_id or "")
    return DocumentHead(
        id=document.id,
        title=document.title,
        course_id=course.id,
        course=course.name,
        pages=documents.count_pages(session, user_id, document.id),
        has_pictures=document.has_pages and document.format is FileFormat.PDF,
        unit=_unit(document),
    )


def _unit(document: StoredDocument) -> str:
    if document.format is FileFormat.PPTX:
        return "Slide"
    return "Page" if document.has_pages else "Part"


def text_pieces(session: Session, user_id: str, document_id: str, number: int, quote: str) -> list[TextPiece]:
    """The text of a page, cut where the quote and headings begin and end."""
    try:
        text = documents.page_text(session, user_id, document_id, number).strip()
    except NotFound:  # it has not been read yet
        return []
    headings = list[Span]()
    if get_document(session, user_id, document_id).format is not FileFormat.PDF:
        text, headings = without_marks(text)
    return list(_cut(text, spans_on_page(text, quote), headings))


def _cut(text: str, quote: Sequence[Span], headings: Sequence[Span]) -> Iterator[TextPiece]:
    cuts = {0, len(text), *chain.from_iterable(quote), *chain.from_iterable(headings)}
    for start, end in pairwise(sorted(cuts)):
        is_first = start == min((first for first, _ in quote), default=None)
        yield TextPiece(text[start:end], _is_in(start, quote), _is_in(start, headings), is_first)


def _is_in(at: int, spans: Sequence[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def page_picture(document_id: str, number: int, key: str, marked: Marked) -> PagePicture:
    return PagePicture(
        key=key,
        url=f"/api/documents/{document_id}/pages/{number}.webp",
        shape=f"{marked.width} / {marked.height}",
        marks=[_box(mark) for mark in marked.marks],
    )


def _box(mark: Mark) -> MarkBox:
    return MarkBox(*(f"{share}%" for share in (mark.left, mark.top, mark.width, mark.height)))
