"""The state of the page that shows a document: which page of it, and the quote that is marked."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any

import reflex as rx
from sqlmodel import Session

from studyapp import settings
from studyapp.errors import StudyError
from studyapp.material.showing.quotes import LONGEST_QUOTE
from studyapp.services import documents
from studyapp.services.courses.page_pictures import page_pictures
from studyapp.services.courses.sources import source_file
from studyapp.ui.acting import Acting
from studyapp.ui.deck_route import document_of_route
from studyapp.ui.live.page import LivePageState, Values
from studyapp.ui.pages.document.rows import (
    DocumentHead,
    PagePicture,
    TextPiece,
    document_head,
    page_picture,
    text_pieces,
)


class DocumentState(LivePageState, rx.State):
    opened_id: str = ""
    number: rx.Field[int] = rx.field(0)
    """Of the page that is shown, from 1; 0 until that is known."""
    quote: str = ""
    prefers_text: bool = False
    """Whether the learner wants the text of pages instead of pictures."""
    head: rx.Field[DocumentHead] = rx.field(default_factory=DocumentHead)
    pieces: rx.Field[list[TextPiece]] = rx.field(default_factory=list)
    """The text of the page, cut where the quote begins and ends."""
    picture: rx.Field[PagePicture] = rx.field(default_factory=PagePicture)

    def _load(self, session: Session, user_id: str, *, now: datetime) -> Values:  # noqa: ARG002
        head = document_head(session, user_id, self.opened_id)
        number = min(self.number, head.pages) if head.pages else self.number
        if not number:
            number = documents.page_with(session, user_id, head.id, self.quote)
        pieces = text_pieces(session, user_id, head.id, number, self.quote)
        return {"head": head, "number": number, "pieces": pieces}

    async def _find(self, act: Acting) -> Values:
        found = await act.read(self._load, now=act.now)
        if not found["head"].has_pictures:
            return found | {"picture": PagePicture()}
        return found | {"picture": await self._drawn(act, found["number"])}

    async def _drawn(self, act: Acting, number: int) -> PagePicture:
        key = f"{self.opened_id} {number} {self.quote}"
        if key == self.picture.key and self.picture.problem:  # it would take as long to find out once more
            return PagePicture(key=key, problem=self.picture.problem)
        folder = settings.current().data_dir
        try:
            file = await act.read(source_file, self.opened_id, data_dir=folder)
            marked = await page_pictures(folder).marked(file, number, self.quote)
        except StudyError as error:
            return PagePicture(key=key, problem=error.sentence)
        return page_picture(self.opened_id, number, key, marked)

    def _key(self) -> Hashable:
        return self.opened_id, self.number, self.quote

    @rx.var
    def name(self) -> str:
        """The name of the page."""
        return f"{self.head.title} – {self.head.unit.lower()} {self.number}" if self.head.title else "Document"

    @rx.var
    def shows_text(self) -> bool:
        """Whether the text of the page is shown and not its picture."""
        return self.prefers_text or not self.head.has_pictures or self.picture.problem != ""

    @rx.var
    def misses_quote(self) -> bool:
        """Whether there is a quote, and it is not marked."""
        marked = [piece for piece in self.pieces if piece.is_marked] if self.shows_text else self.picture.marks
        return self.quote != "" and not marked

    @rx.event
    async def open_document(self):
        """Open the document, page and quote of the address. Another document gets a fresh page."""
        document_id, asked = document_of_route(self), self.router.url.query_parameters
        if document_id != self.opened_id:
            self.reset()
            self.opened_id = document_id
        self.quote = asked.get("quote", "")[:LONGEST_QUOTE]
        self.number = _page(asked.get("page", ""))
        if self.picture.problem:
            self.picture = PagePicture()
        await self._read()

    @rx.event
    def go_to_page(self, form: dict[str, Any]):
        number = _page(str(form.get("page", ""))) or self.number
        return rx.redirect(f"/documents/{self.opened_id}?page={min(number, self.head.pages or number)}", replace=True)

    @rx.event
    def toggle_text(self):
        self.prefers_text = not self.prefers_text


def _page(asked: str) -> int:
    """The number of a page in an address or a field; 0 if it is none."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
