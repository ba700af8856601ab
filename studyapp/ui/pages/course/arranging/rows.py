"""Chapters and sections while they are arranged, and the places where one could begin."""

from dataclasses import dataclass, field
from textwrap import shorten
from typing import Final

from sqlmodel import Session

from studyapp.models import SectionKind
from studyapp.services.courses.beginnings import MOST, Beginning, beginnings
from studyapp.services.courses.documents import get_document
from studyapp.services.courses.reading import sections_of
from studyapp.services.courses.sections import get_section
from studyapp.ui.numbers import on_pages

_MATTER: Final = {SectionKind.BODY: "Text to learn", SectionKind.FRONT: "Front matter", SectionKind.BACK: "Back matter"}


_TITLE_CHARS: Final = 50
"""How much of the first words of a paragraph names a section."""


@dataclass(frozen=True)
class ArrangedRow:
    """A chapter or a section while the learner arranges them."""

    id: str
    title: str
    pages: str
    is_section: bool
    kind: str
    """A `SectionKind`."""
    matter: str
    """The kind in words."""
    is_chosen: bool


@dataclass(frozen=True)
class PlaceRow:
    at: int
    page: str
    """E.g. `p. 7`, where it is the first of its page; else empty."""
    words: str
    title: str
    """What a section that begins here is called."""
    is_heading: bool
    is_before: bool
    """Whether it stands in the section before, so that the section can begin there but not be split."""
    is_start: bool
    """Whether the section begins there now."""


@dataclass(frozen=True)
class Boundary:
    """Where a section begins, and where it could."""

    start: int = 0
    before: str = ""
    """What the section before it is called; empty if its beginning cannot be moved."""
    note: str = ""
    """That places are left out; else empty."""
    places: list[PlaceRow] = field(default_factory=list)


def arranged_rows(session: Session, user_id: str, document_id: str) -> list[ArrangedRow]:
    document = get_document(session, user_id, document_id)
    return [
        ArrangedRow(
            each.id,
            each.title,
            on_pages(document, each.page_from, each.page_to),
            each.parent_id is not None,
            each.kind.value,
            _MATTER[each.kind],
            each.is_chosen,
        )
        for each in sections_of(session, document)
    ]


def read_boundary(session: Session, user_id: str, section_id: str) -> Boundary:
    found = beginnings(session, user_id, section_id)
    document = get_document(session, user_id, get_section(session, user_id, section_id).document_id)
    rows, page = list[PlaceRow](), None
    for each in found.places:
        rows.append(_row(each, found.start, page="" if each.page == page else on_pages(document, each.page)))
        page = each.page
    note = "" if found.are_all else f"Only the {MOST} places nearest to its beginning are shown."
    return Boundary(found.start, found.before, note, rows)


def _row(each: Beginning, start: int, *, page: str) -> PlaceRow:
    title = each.words if each.is_heading else shorten(each.words, width=_TITLE_CHARS, placeholder="…")
    return PlaceRow(each.at, page, each.words, title, each.is_heading, each.is_before, each.at == start)
