"""The documents of a course, each with its chapters, or with the job that reads it in their place."""

import reflex as rx

from studyapp.ui.cards.form_elements import kept_draft
from studyapp.ui.components.counted_field import title_field
from studyapp.ui.components.fields import close_button, refusal
from studyapp.ui.frame.layout import section
from studyapp.ui.pages.course.actions import CourseActionsState
from studyapp.ui.pages.course.arranged import arranged
from studyapp.ui.pages.course.arranging import ArrangingState
from studyapp.ui.pages.course.rows import ChapterRow, DocumentRow, SectionRow
from studyapp.ui.pages.course.state import CourseState
from studyapp.ui.tasks.placeholder import generation_placeholder

Row = rx.vars.ObjectVar[DocumentRow]


def documents() -> rx.Component:
    return section("Documents", rx.el.ul(rx.foreach(CourseState.documents, _document), class_name="document-list"))


def _document(row: Row) -> rx.Component:
    size = rx.cond(row.size != "", rx.el.span(row.size, class_name="note numeral"), rx.fragment())
    head = rx.el.div(
        rx.heading(row.title, as_="h3", size="4", weight="medium", dir="auto", class_name="grow wrap-anywhere"),
        size,
        _menu(row),
        class_name="goal-head",
    )
    note = rx.cond(row.note != "", rx.el.p(row.note, class_name="note"), rx.fragment())
    return rx.el.li(
        rx.cond(CourseState.panel == row.id, _rename(row), head),
        rx.foreach(row.task, lambda task: generation_placeholder(task, shape=False)),
        note,
        rx.cond(CourseState.arranged_id == row.id, arranged(), _contents(row)),
        key=row.id,
        class_name="surface surface-pad document-card",
        data_testid="document",
    )


def _contents(row: Row) -> rx.Component:
    return rx.fragment(
        _chapters(CourseState.chapters[row.id].to(list[ChapterRow])),
        rx.cond(row.asides != "", _asides(row), rx.fragment()),
    )


def _rename(row: Row) -> rx.Component:
    return rx.el.form(
        title_field("Title", value=row.title, has_description=False),
        refusal(CourseState.refused),
        rx.el.div(
            rx.button("Save", type="submit", size="3"),
            close_button(on_click=CourseActionsState.close_panel),
            class_name="page-actions",
        ),
        kept_draft(rx.Var.create(f"document-{row.id}")),
        on_submit=CourseActionsState.rename_document,
        data_keys="",
        class_name="stack",
        data_testid="document-form",
    )


def _menu(row: Row) -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18), variant="ghost", color_scheme="gray", aria_label=f"More for {row.title}"
    )
    rename = rx.dropdown_menu.item("Rename", on_select=CourseActionsState.open_panel(row.id))
    arrange = rx.dropdown_menu.item("Arrange sections", on_select=ArrangingState.arrange(row.id))
    again = rx.dropdown_menu.item("Read again", on_select=CourseActionsState.read_again(row.id))
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rename,
            rx.cond(row.is_read, arrange, rx.fragment()),
            rx.cond(row.is_read, again, rx.fragment()),
            rx.dropdown_menu.separator(),
            rx.dropdown_menu.item("Delete", on_select=CourseActionsState.delete_document(row.id), color="red"),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _chapters(chapters: rx.vars.ArrayVar[list[ChapterRow]]) -> rx.Component:
    return rx.el.ol(rx.foreach(chapters, _chapter), class_name="chapter-list")


def _asides(row: Row) -> rx.Component:
    """Cover, contents, index and the like: nothing to learn, but part of the document."""
    inside = _chapters(CourseState.asides[row.id].to(list[ChapterRow]))
    return rx.el.details(rx.el.summary(row.asides, class_name="note"), inside, class_name="asides")


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
        class_name="chapter",
    )


def _section(row: rx.vars.ObjectVar[SectionRow]) -> rx.Component:
    title = rx.el.span(row.title, dir="auto", class_name="grow wrap-anywhere")
    return rx.el.li(title, _pages(row.pages), key=row.id, class_name="chapter-line")


def _pages(pages: rx.Var[str]) -> rx.Component:
    return rx.cond(pages != "", rx.el.span("p. ", pages, class_name="note numeral"), rx.fragment())
