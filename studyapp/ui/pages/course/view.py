"""The view of a course's page."""

from collections.abc import Sequence

import reflex as rx

from studyapp.ui.components.empty import bones, empty
from studyapp.ui.components.fields import refusal
from studyapp.ui.components.links import link_button
from studyapp.ui.frame.layout import page, section
from studyapp.ui.generate.upload import field_of
from studyapp.ui.pages.course.rows import ChapterRow, DocumentRow, SectionRow
from studyapp.ui.pages.course.state import CourseState
from studyapp.ui.tasks.placeholder import generation_placeholder

_READABLE: dict[str, Sequence[str]] = {
    "application/pdf": [".pdf"],
    "text/plain": [".txt", ".text"],
    "text/markdown": [".md", ".markdown"],
}
_UPLOAD = "course-files"


def course_page() -> rx.Component:
    is_read = CourseState.loaded & (CourseState.opened_id != "")  # an unopened course is not missing
    return page(
        rx.cond(is_read, rx.cond(CourseState.problem != "", _missing(), _course()), bones(20, 120, 176)),
        title=CourseState.name,
        is_read=is_read,
        here="/courses",
        lead=_lead(),
    )


def _missing() -> rx.Component:
    return empty(
        "book-x",
        "Nothing here",
        rx.fragment(CourseState.problem, " What was deleted is in the trash for 30 days."),
        link_button("Back to courses", to="/courses", size="3"),
    )


def _lead() -> rx.Component:
    head = CourseState.head
    parts = [rx.cond(part != "", rx.el.span(part, dir="auto"), rx.fragment()) for part in (head.code, head.term)]
    exam = rx.cond(head.exam != "", rx.el.span(head.exam, class_name="course-exam"), rx.fragment())
    return rx.el.span(*parts, exam, "\u00a0", class_name="deck-counts numeral")


def _course() -> rx.Component:
    return rx.fragment(
        _drop_zone(),
        rx.foreach(CourseState.refusals, refusal),
        rx.cond(CourseState.documents.length() > 0, _documents(), rx.fragment()),
    )


def _drop_zone() -> rx.Component:
    invitation = rx.cond(
        CourseState.documents.length() > 0,
        "Drop more documents here, or press to choose them",
        "Drop your script, slides or book here, or press to choose them: PDF, Markdown or text",
    )
    waiting = rx.el.span(rx.icon("file-up", size=16, aria_hidden="true"), invitation)
    sent = rx.el.span(CourseState.sent, " %", class_name="numeral", aria_hidden="true")
    sending = rx.el.span(rx.spinner(size="1"), rx.el.span("Sending … ", role="status"), sent)
    zone = rx.upload.root(
        rx.cond(CourseState.sending, sending, waiting),
        id=_UPLOAD,
        accept=_READABLE,
        multiple=True,
        disabled=CourseState.sending,
        on_drop=CourseState.receive_files(
            rx.upload_files_chunk(upload_id=_UPLOAD, on_upload_progress=CourseState.note_sent)
        ),
        on_drop_rejected=CourseState.refuse_files,
        class_name="drop-zone",
        drag_active_style=rx.Style({"background": "var(--accent-a3)", "color": "var(--ink)"}),
    )
    field_of(zone).custom_attrs["aria-label"] = "Documents of the course"
    return zone


def _documents() -> rx.Component:
    return section("Documents", rx.el.ul(rx.foreach(CourseState.documents, _document), class_name="document-list"))


def _document(row: rx.vars.ObjectVar[DocumentRow]) -> rx.Component:
    size = rx.cond(row.size != "", rx.el.span(row.size, class_name="note numeral"), rx.fragment())
    head = rx.el.div(
        rx.heading(row.title, as_="h3", size="4", weight="medium", dir="auto", class_name="grow wrap-anywhere"),
        size,
        _menu(row),
        class_name="goal-head",
    )
    note = rx.cond(row.note != "", rx.el.p(row.note, class_name="note"), rx.fragment())
    return rx.el.li(
        head,
        rx.foreach(row.task, lambda task: generation_placeholder(task, shape=False)),
        note,
        _chapters(row),
        key=row.id,
        class_name="surface surface-pad document-card",
        data_testid="document",
    )


def _menu(row: rx.vars.ObjectVar[DocumentRow]) -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18), variant="ghost", color_scheme="gray", aria_label=f"More for {row.title}"
    )
    again = rx.dropdown_menu.item("Read again", on_select=CourseState.read_again(row.id))
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rx.cond(row.is_read, again, rx.fragment()),
            rx.dropdown_menu.item("Delete", on_select=CourseState.delete_document(row.id), color="red"),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _chapters(row: rx.vars.ObjectVar[DocumentRow]) -> rx.Component:
    chapters = CourseState.chapters[row.id].to(list[ChapterRow])
    return rx.el.ol(rx.foreach(chapters, _chapter), class_name="chapter-list")


def _chapter(chapter: rx.vars.ObjectVar[ChapterRow]) -> rx.Component:
    line = rx.el.span(
        rx.el.span(chapter.title, dir="auto", class_name="grow wrap-anywhere"),
        _pages(chapter.pages),
        class_name="chapter-line",
    )
    below = rx.el.ol(rx.foreach(chapter.sections, _section), class_name="section-list")
    folded = rx.el.details(rx.el.summary(line), below)
    return rx.el.li(
        rx.cond(chapter.sections.length() > 0, folded, line),
        key=chapter.id,
        class_name=rx.cond(chapter.kind == "body", "chapter", "chapter is-aside"),
    )


def _section(row: rx.vars.ObjectVar[SectionRow]) -> rx.Component:
    title = rx.el.span(row.title, dir="auto", class_name="grow wrap-anywhere")
    return rx.el.li(title, _pages(row.pages), key=row.id, class_name="chapter-line")


def _pages(pages: rx.Var[str]) -> rx.Component:
    return rx.cond(pages != "", rx.el.span("p. ", pages, class_name="note numeral"), rx.fragment())
