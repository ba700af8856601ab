"""The view of how much of a document has cards, section by section."""

import reflex as rx

from studyapp.ui.components.empty import IN_TRASH, bones, empty, nothing_here
from studyapp.ui.components.links import link, link_button
from studyapp.ui.frame.layout import page
from studyapp.ui.pages.coverage.asking import asking_form
from studyapp.ui.pages.coverage.document_state import DocumentCardsState
from studyapp.ui.pages.coverage.rows import SectionRow
from studyapp.ui.tasks.placeholder import generation_placeholder

_HEAD = DocumentCardsState.head


def document_cards_page() -> rx.Component:
    is_read = DocumentCardsState.loaded & (DocumentCardsState.opened_id != "")  # an unopened document is not missing
    return page(
        rx.cond(is_read, rx.cond(DocumentCardsState.problem != "", _missing(), _sections()), bones(120, 44, 44, 44)),
        title=DocumentCardsState.name,
        is_read=is_read,
        here="/courses",
        lead=_lead(),
    )


def _missing() -> rx.Component:
    return nothing_here(DocumentCardsState.problem, IN_TRASH, back="Back to courses", to="/courses")


def _lead() -> rx.Component:
    place = rx.fragment(
        link(_HEAD.course, to=rx.Var.create(f"/courses/{_HEAD.course_id}"), dir="auto"),
        link("Pages", to=rx.Var.create(f"/documents/{_HEAD.id}")),
    )
    return rx.el.span(rx.cond(_HEAD.id != "", place, "\u00a0"), class_name="deck-counts numeral")


def _sections() -> rx.Component:
    nothing = empty(
        "text",
        "No prose here",
        "Cards are made of paragraphs of the sections you chose to learn. There are none, or none has been read yet.",
        link_button("Back to the course", to=rx.Var.create(f"/courses/{_HEAD.course_id}"), size="3"),
    )
    asked = rx.cond(
        DocumentCardsState.is_begun,
        "The next cards come from the sections after those marked as asked.",
        "The first cards come from the first sections; more go on from there.",
    )
    return rx.cond(
        DocumentCardsState.coverage.is_empty,
        nothing,
        rx.el.div(
            asking_form(DocumentCardsState, submit="More from this document", on_submit=DocumentCardsState.make_cards),
            rx.foreach(DocumentCardsState.tasks, lambda task: generation_placeholder(task, shape=False)),
            rx.el.p(asked, class_name="note"),
            rx.el.ol(rx.foreach(DocumentCardsState.sections, _section), class_name="coverage-sections surface"),
            class_name="stack",
        ),
    )


def _section(row: rx.vars.ObjectVar[SectionRow]) -> rx.Component:
    asked = rx.el.span(rx.icon("check", size=14, aria_hidden="true"), "Asked", class_name="note coverage-asked")
    return rx.el.li(
        link(row.title, to=f"/sections/{row.id}/cards", dir="auto", class_name="grow wrap-anywhere"),
        rx.cond(row.is_asked, asked, rx.fragment()),
        rx.el.span(row.covered, class_name="note numeral"),
        rx.progress(value=row.percent, size="1", aria_label=f"Covered of {row.title}"),
        key=row.id,
        data_testid="covered-section",
    )
