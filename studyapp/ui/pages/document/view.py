"""The view of a document's page: its picture with the quote marked, or its text."""

import reflex as rx

from studyapp.ui.components.elements.scroll_here import scroll_here
from studyapp.ui.components.empty import IN_TRASH, bones, nothing_here
from studyapp.ui.components.fields import notice, refusal
from studyapp.ui.components.links import link
from studyapp.ui.frame.layout import page
from studyapp.ui.pages.document.rows import MarkBox, TextPiece
from studyapp.ui.pages.document.state import DocumentState

_HEAD = DocumentState.head
_PAGES = DocumentState.head.pages.to(int)
_NUMBER = DocumentState.number
_SHOWN = rx.Var.create(f"{DocumentState.number} {DocumentState.quote}")


def document_page() -> rx.Component:
    is_read = DocumentState.loaded & (DocumentState.opened_id != "")  # an unopened document is not missing
    return page(
        rx.cond(is_read, rx.cond(DocumentState.problem != "", _missing(), _document()), bones(44, 900)),
        title=rx.cond(_HEAD.title != "", _HEAD.title, "Document"),
        is_read=is_read,
        here="/courses",
        lead=_lead(),
        actions=[_file()],
    )


def _missing() -> rx.Component:
    return nothing_here(DocumentState.problem, IN_TRASH, back="Back to courses", to="/courses")


def _lead() -> rx.Component:
    back = link("← ", rx.el.span(_HEAD.course, dir="auto"), to=f"/courses/{_HEAD.course_id}")
    return rx.el.span(rx.cond(_HEAD.course_id != "", back, "\u00a0"))


def _file() -> rx.Component:
    """A link to the file, at the page that is shown. Browsers download what is no PDF."""
    name = rx.cond(_HEAD.has_pictures, "Open the file", "Download the file")
    address = f"/api/documents/{_HEAD.id}/file#page={_NUMBER}"
    button = rx.button(
        rx.el.a(rx.icon("file-text", size=16, aria_hidden="true"), name, href=address, target="_blank", rel="noopener"),
        as_child=True,
        variant="soft",
        color_scheme="gray",
        size="3",
    )
    return rx.cond(_HEAD.id != "", button, rx.fragment())


def _document() -> rx.Component:
    unread = notice("This document has not been read yet. Its pages are shown as soon as it is.")
    return rx.cond(_PAGES > 0, _page(), unread)


def _page() -> rx.Component:
    return rx.el.div(
        rx.cond((_PAGES > 1) | _HEAD.has_pictures, _bar(), rx.fragment()),
        refusal(DocumentState.picture.problem),
        rx.cond(DocumentState.misses_quote, notice("The quote is not marked: it was not found here."), rx.fragment()),
        rx.cond(DocumentState.shows_text, _text(), _picture()),
        rx.cond(_PAGES > 1, _turning("Pages, below", has_keys=False), rx.fragment()),
        class_name="source",
    )


def _bar() -> rx.Component:
    turning = rx.cond(_PAGES > 1, _turning("Pages", has_keys=True), rx.el.span())
    return rx.el.div(turning, _text_button(), class_name="source-bar")


def _turning(label: str, *, has_keys: bool) -> rx.Component:
    field = rx.el.form(
        rx.el.label(_HEAD.unit, " ", html_for="page", class_name="note"),
        rx.input(
            id="page",
            name="page",
            key=_NUMBER.to(str),
            type="number",
            min=1,
            max=_PAGES,
            default_value=_NUMBER.to(str),
            class_name="source-number",
        ),
        rx.el.span("of ", _PAGES, class_name="note numeral"),
        on_submit=DocumentState.go_to_page,
        class_name="source-go",
    )
    return rx.el.nav(
        _turn("Previous", _NUMBER - 1, key="ArrowLeft" if has_keys else "", is_possible=_NUMBER > 1),
        field if has_keys else rx.fragment(),
        _turn("Next", _NUMBER + 1, key="ArrowRight" if has_keys else "", is_possible=_PAGES > _NUMBER),
        class_name="source-turning",
        aria_label=label,
    )


def _turn(name: str, number: rx.vars.NumberVar, *, key: str, is_possible: rx.Var[bool]) -> rx.Component:
    """A link that takes the place of this page in the history, so that *back* leads to where one came from. With a
    `key` it stands in the narrow bar, without words.
    """
    icon = rx.icon("chevron-left" if name == "Previous" else "chevron-right", size=20, aria_hidden="true")
    words = {"aria_label": name} if key else {}
    shown = icon if key else rx.fragment(name)
    to = rx.Var.create(f"/documents/{DocumentState.opened_id}?page={number}")
    there = link(shown, to=to, replace=True, class_name="", data_shortcut=key, **words)
    turning = rx.button(there, as_child=True, variant="soft", color_scheme="gray", size="3")
    unable = rx.button(
        shown,
        disabled=True,
        variant="soft",
        color_scheme="gray",
        size="3",
        custom_attrs={"aria-label": name} if key else {},
    )
    return rx.cond(is_possible, turning, unable)


def _text_button() -> rx.Component:
    button = rx.button(
        rx.icon("text", size=16, aria_hidden="true"),
        "Text",
        on_click=DocumentState.toggle_text,
        aria_pressed=rx.cond(DocumentState.prefers_text, "true", "false"),
        variant=rx.cond(DocumentState.prefers_text, "solid", "soft"),
        color_scheme="gray",
        high_contrast=DocumentState.prefers_text,
        size="3",
        title="The text of the page instead of its picture",
    )
    return rx.cond(_HEAD.has_pictures & (DocumentState.picture.problem == ""), button, rx.fragment())


def _picture() -> rx.Component:
    picture = DocumentState.picture
    image = rx.el.img(
        key=picture.url,
        src=picture.url,
        alt=f"Page {_NUMBER} as a picture. “Text” shows what it says.",
        class_name="source-image",
    )
    return rx.el.figure(
        rx.cond(picture.url != "", image, rx.fragment()),
        rx.foreach(picture.marks, _mark),
        key=_SHOWN,
        style={"aspect_ratio": rx.cond(picture.shape != "", picture.shape, "1200 / 1698")},
        class_name="source-page",
        data_testid="page",
    )


def _mark(box: rx.vars.ObjectVar[MarkBox], index: rx.Var[int]) -> rx.Component:
    place = {"left": box.left, "top": box.top, "width": box.width, "height": box.height}
    here = rx.cond(index == 0, scroll_here(), rx.fragment())
    return rx.el.mark(here, style=place, class_name="source-mark", key=f"{box.left} {box.top}")


def _text() -> rx.Component:
    nothing = rx.el.p("There is no text here.", class_name="soft")
    words = rx.el.div(rx.foreach(DocumentState.pieces, _piece), key=_SHOWN, dir="auto", class_name="words source-text")
    return rx.cond(DocumentState.pieces.length() > 0, words, nothing)


def _piece(piece: rx.vars.ObjectVar[TextPiece]) -> rx.Component:
    here = rx.cond(piece.is_first, scroll_here(), rx.fragment())
    words = rx.cond(piece.is_heading, rx.el.strong(piece.text), rx.fragment(piece.text))
    return rx.cond(piece.is_marked, rx.el.mark(here, words, class_name="term"), words)
