"""The chapters of a document and their sections, each with its lesson: made at one press, opened at another."""

from typing import Any

import reflex as rx

from studyapp.ui.components.links import link
from studyapp.ui.pages.course.actions import CourseActionsState
from studyapp.ui.pages.course.rows import ChapterRow, DocumentRow, SectionRow
from studyapp.ui.pages.course.state import CourseState

Leaf = rx.vars.ObjectVar[ChapterRow] | rx.vars.ObjectVar[SectionRow]


def chapters(rows: rx.vars.ArrayVar[list[ChapterRow]]) -> rx.Component:
    return rx.el.ol(rx.foreach(rows, _chapter), class_name="chapter-list")


def asides(row: rx.vars.ObjectVar[DocumentRow]) -> rx.Component:
    """Cover, contents, index and the like: nothing to learn, but part of the document."""
    rows = CourseState.asides[row.id].to(list[ChapterRow])
    inside = rx.el.ol(rx.foreach(rows, _aside), class_name="chapter-list")
    return rx.el.details(rx.el.summary(row.asides, class_name="note"), inside, class_name="asides")


def left_out(row: rx.vars.ObjectVar[DocumentRow]) -> rx.Component:
    """Chapters that the learner does not learn. What was made of them can still be read."""
    inside = chapters(CourseState.left_out[row.id].to(list[ChapterRow]))
    return rx.el.details(rx.el.summary(row.left_out, class_name="note"), inside, class_name="asides is-left-out")


def _aside(row: rx.vars.ObjectVar[ChapterRow]) -> rx.Component:
    title = rx.el.span(row.title, dir="auto", class_name="grow wrap-anywhere")
    return rx.el.li(title, _pages(row.pages), key=row.id, class_name="chapter chapter-line")


def _chapter(chapter: rx.vars.ObjectVar[ChapterRow]) -> rx.Component:
    head = rx.el.span(
        rx.el.span(chapter.title, dir="auto", class_name="grow wrap-anywhere"),
        _pages(chapter.pages),
        class_name="chapter-line",
    )
    every = rx.button(
        "Generate all",
        on_click=CourseActionsState.make_chapter(chapter.id),
        variant="ghost",
        size="2",
        aria_label=f"Generate all lessons of {chapter.title}",
    )
    sections = rx.el.ol(rx.foreach(chapter.sections, _section), class_name="section-list")
    folded = rx.el.details(rx.el.summary(head), rx.el.div(every, class_name="chapter-actions"), sections)
    return rx.el.li(
        rx.cond(chapter.sections.length() > 0, folded, _leaf(chapter)), key=chapter.id, class_name="chapter"
    )


def _section(row: rx.vars.ObjectVar[SectionRow]) -> rx.Component:
    return rx.el.li(_leaf(row), key=row.id, class_name=rx.cond(row.is_left_out, "is-left-out", ""))


def _leaf(row: Leaf) -> rx.Component:
    """A section with its lesson. While that is made, its placeholder stands in the same line."""
    title = link(row.title, to=rx.Var.create(f"/sections/{row.id}"), dir="auto", class_name="section-title grow")
    return rx.el.div(
        title,
        rx.match(
            row.lesson,
            ("making", _making(row)),
            ("failed", _make(row, "Retry", CourseActionsState.retry_lesson(row.id))),
            ("begun", _make(row, "Make the rest")),
            (
                "ready",
                rx.el.span(rx.icon("circle-check", size=16, aria_hidden="true"), row.words, class_name="is-there"),
            ),
            _make(row, "Generate lesson"),
        ),
        _pages(row.pages),
        class_name="chapter-line",
        title=rx.cond(row.lesson == "failed", row.words, ""),
        data_lesson=row.lesson,
        data_testid="section",
    )


def _making(row: Leaf) -> rx.Component:
    return rx.el.span(
        rx.spinner(size="1", aria_hidden="true"),
        rx.el.span(row.words, role="status", aria_live="polite"),
        class_name="section-making numeral",
        aria_busy="true",
    )


def _make(row: Leaf, words: str, on_click: Any = None) -> rx.Component:
    return rx.button(
        words,
        on_click=on_click or CourseActionsState.make_lesson(row.id),
        variant="ghost",
        size="2",
        aria_label=f"{words}: {row.title}",
    )


def _pages(pages: rx.Var[str]) -> rx.Component:
    return rx.cond(pages != "", rx.el.span(pages, class_name="note numeral chapter-pages"), rx.fragment())
