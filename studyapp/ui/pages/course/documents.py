"""The documents of a course, each with its chapters, or with the job that reads it in their place."""

import reflex as rx

from studyapp.ui.cards.form_elements import kept_draft
from studyapp.ui.components.elements.counted_field import title_field
from studyapp.ui.components.fields import close_button, refusal
from studyapp.ui.components.links import link
from studyapp.ui.frame.layout import section
from studyapp.ui.pages.course.actions import CourseActionsState
from studyapp.ui.pages.course.arranging.state import ArrangingState
from studyapp.ui.pages.course.arranging.view import arranged
from studyapp.ui.pages.course.chapters import asides, chapters, left_out
from studyapp.ui.pages.course.files.unlocking import password_form
from studyapp.ui.pages.course.rows import ChapterRow, DocumentRow
from studyapp.ui.pages.course.state import CourseState
from studyapp.ui.tasks.placeholder import generation_placeholder

Row = rx.vars.ObjectVar[DocumentRow]


def documents() -> rx.Component:
    return section("Documents", rx.el.ul(rx.foreach(CourseState.documents, _document), class_name="document-list"))


def _document(row: Row) -> rx.Component:
    size = rx.cond(row.size != "", rx.el.span(row.size, class_name="note numeral"), rx.fragment())
    head = rx.el.div(
        rx.heading(_title(row), as_="h3", size="4", weight="medium", dir="auto", class_name="grow wrap-anywhere"),
        size,
        _menu(row),
        class_name="goal-head",
    )
    note = rx.cond(row.note != "", rx.el.p(row.note, class_name="note"), rx.fragment())
    return rx.el.li(
        rx.cond(CourseState.panel == row.id, _rename(row), head),
        rx.cond(row.is_locked, password_form(row), rx.fragment()),
        rx.foreach(row.task, lambda task: generation_placeholder(task, shape=False)),
        note,
        rx.cond(row.making != "", _making(row), rx.fragment()),
        rx.cond(row.failed != 0, _failed(row), rx.fragment()),
        rx.cond((row.missing.to(int) > 1) & (row.making == ""), _missing(row), rx.fragment()),
        rx.cond(CourseState.arranged_id == row.id, arranged(), _contents(row)),
        key=row.id,
        class_name="surface surface-pad document-card",
        data_testid="document",
    )


def _title(row: Row) -> rx.Component:
    return rx.cond(row.is_read, link(row.title, to=f"/documents/{row.id}"), rx.fragment(row.title))


def _contents(row: Row) -> rx.Component:
    return rx.fragment(
        chapters(CourseState.chapters[row.id].to(list[ChapterRow])),
        rx.cond(row.left_out != "", left_out(row), rx.fragment()),
        rx.cond(row.asides != "", asides(row), rx.fragment()),
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
    lessons = rx.dropdown_menu.item("Generate all lessons", on_select=CourseActionsState.make_lessons(row.id))
    cards = rx.dropdown_menu.item("Flashcards", on_select=rx.redirect(f"/documents/{row.id}/cards"))
    rename = rx.dropdown_menu.item("Rename", on_select=CourseActionsState.open_panel(row.id))
    arrange = rx.dropdown_menu.item("Arrange sections", on_select=ArrangingState.arrange(row.id))
    again = rx.dropdown_menu.item("Read again", on_select=CourseActionsState.read_again(row.id))
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rx.cond(row.missing != 0, lessons, rx.fragment()),
            rx.cond(row.is_read, cards, rx.fragment()),
            rename,
            rx.cond(row.is_read, arrange, rx.fragment()),
            rx.cond(row.is_read, again, rx.fragment()),
            rx.dropdown_menu.separator(),
            rx.dropdown_menu.item("Delete", on_select=CourseActionsState.delete_document(row.id), color="red"),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _making(row: Row) -> rx.Component:
    """The one line about all lessons being made, with a way to stop them."""
    return rx.el.div(
        rx.spinner(size="2", aria_hidden="true"),
        rx.el.span(row.making, role="status", aria_live="polite", class_name="grow numeral"),
        rx.button("Stop", on_click=CourseActionsState.stop_lessons(row.id), variant="ghost", color_scheme="gray"),
        class_name="goal-line",
    )


def _missing(row: Row) -> rx.Component:
    """The one line about lessons that can be made, with the way to have all of them at one press."""
    return rx.el.div(
        rx.el.span(f"{row.missing} sections have no lesson yet.", class_name="grow numeral note"),
        rx.button("Generate all lessons", on_click=CourseActionsState.make_lessons(row.id), variant="soft"),
        class_name="goal-line",
    )


def _failed(row: Row) -> rx.Component:
    words = rx.cond(row.failed == 1, "One lesson could not be made.", f"{row.failed} lessons could not be made.")
    retry = rx.cond(row.failed == 1, "Retry the one that failed", f"Retry the {row.failed} that failed")
    return rx.el.div(
        rx.icon("circle-alert", size=18, color="var(--bad)", aria_hidden="true"),
        rx.el.span(words, class_name="grow"),
        rx.button(retry, on_click=CourseActionsState.retry_lessons(row.id), variant="soft"),
        class_name="goal-line",
    )
