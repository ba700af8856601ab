"""The view of a section's cards: its paragraphs, each with its cards, or with a button to make one."""

import reflex as rx

from studyapp.ui.components.empty import READ_AGAIN, bones, empty, nothing_here
from studyapp.ui.components.links import link, link_button
from studyapp.ui.frame.layout import page
from studyapp.ui.pages.coverage.asking import asking_form
from studyapp.ui.pages.coverage.rows import CardRow, ParagraphRow
from studyapp.ui.pages.coverage.section_state import SectionCardsState
from studyapp.ui.tasks.placeholder import generation_placeholder

_SECTION = SectionCardsState.section


def section_cards_page() -> rx.Component:
    is_read = SectionCardsState.loaded & (SectionCardsState.opened_id != "")  # an unopened section is not missing
    return page(
        rx.cond(is_read, rx.cond(SectionCardsState.problem != "", _missing(), _cards()), bones(120, 90, 90)),
        title=SectionCardsState.name,
        is_read=is_read,
        here="/courses",
        lead=_lead(),
        reading=True,
    )


def _missing() -> rx.Component:
    return nothing_here(SectionCardsState.problem, READ_AGAIN, back="Back to courses", to="/courses")


def _lead() -> rx.Component:
    place = rx.fragment(
        link(_SECTION.course, to=rx.Var.create(f"/courses/{_SECTION.course_id}"), dir="auto"),
        link(_SECTION.document, to=rx.Var.create(f"/documents/{_SECTION.document_id}/cards"), dir="auto"),
        link("Lesson", to=rx.Var.create(f"/sections/{_SECTION.id}")),
    )
    return rx.el.span(rx.cond(_SECTION.id != "", place, "\u00a0"), class_name="deck-counts numeral")


def _cards() -> rx.Component:
    nothing = empty(
        "text",
        "No prose here",
        "Cards are made of paragraphs. This section has tables, formulas or code only, or nothing to be learned.",
        link_button("Back to the course", to=rx.Var.create(f"/courses/{_SECTION.course_id}"), size="3"),
    )
    return rx.cond(SectionCardsState.coverage.is_empty, nothing, _covered())


def _covered() -> rx.Component:
    return rx.el.div(
        asking_form(SectionCardsState, submit="Generate", on_submit=SectionCardsState.make_cards),
        rx.foreach(SectionCardsState.tasks, lambda task: generation_placeholder(task, shape=False)),
        rx.el.ol(rx.foreach(SectionCardsState.paragraphs, _paragraph), class_name="coverage-list"),
        rx.cond(SectionCardsState.hidden > 0, _more(), rx.fragment()),
        class_name="stack",
    )


def _more() -> rx.Component:
    return rx.button(
        f"Show more ({SectionCardsState.hidden} follow)",
        on_click=SectionCardsState.show_more,
        variant="soft",
        color_scheme="gray",
        size="3",
    )


def _paragraph(row: rx.vars.ObjectVar[ParagraphRow]) -> rx.Component:
    where = rx.cond(row.page != "", row.page, "In the text")
    is_covered = row.cards.length() > 0
    make = rx.button(
        "Make a card",
        on_click=SectionCardsState.make_card(row.start),
        variant="soft",
        aria_label=f"Make a card of the paragraph {row.text.to(str)[:40]}",
    )
    return rx.el.li(
        rx.el.div(
            link(where, to=row.href, class_name="note numeral"),
            rx.cond(is_covered, rx.fragment(), rx.el.span("No card yet", class_name="note")),
            class_name="coverage-where",
        ),
        rx.el.p(row.text, dir="auto"),
        rx.cond(is_covered, rx.el.ul(rx.foreach(row.cards, _card), class_name="coverage-cards"), rx.fragment()),
        rx.foreach(row.task, lambda task: generation_placeholder(task, shape=False)),
        rx.cond(is_covered | (row.task.length() > 0), rx.fragment(), make),
        key=row.start.to(str),
        class_name=rx.cond(is_covered, "coverage-paragraph is-covered", "coverage-paragraph"),
        data_testid="paragraph",
    )


def _card(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    icon = rx.icon("layers", size=14, aria_hidden="true")
    return rx.el.li(link(icon, rx.el.span(row.question, dir="auto"), to=row.href), key=row.id)
