"""A concept of a lesson: its explanation with formulas, examples, notes and sources, and its check-ins."""

import reflex as rx

from studyapp.ui.cards.words import rich
from studyapp.ui.components.links import link
from studyapp.ui.pages.lesson.actions import LessonActionsState
from studyapp.ui.pages.lesson.anew import anew_form
from studyapp.ui.pages.lesson.check_in import check_in
from studyapp.ui.pages.lesson.clipping_rows import ClippingRow
from studyapp.ui.pages.lesson.rows import ConceptRow, ExampleRow, FormulaRow, NoteRow, SourceRow
from studyapp.ui.pages.lesson.state import LessonState

Row = rx.vars.ObjectVar[ConceptRow]


def concept(row: Row) -> rx.Component:
    needs = rx.el.p("Builds on ", row.needs, ".", dir="auto", class_name="note")
    return rx.el.article(
        _head(row),
        rx.cond(LessonState.panel == row.id, anew_form(LessonState.panel), rx.fragment()),
        rx.cond(row.needs != "", needs, rx.fragment()),
        rich(row.explanation, class_name="lesson-text"),
        rx.foreach(row.formulas, _formula),
        rx.foreach(row.clippings, _clipping),
        rx.foreach(row.examples, _example),
        rx.foreach(row.notes, _note),
        rx.el.ul(rx.foreach(row.sources, _source), class_name="lesson-sources", aria_label="Sources"),
        rx.foreach(row.check_ins, check_in),
        _understood(row),
        id=row.anchor,
        key=row.id,
        class_name="concept",
        data_testid="concept",
    )


def _head(row: Row) -> rx.Component:
    title = rx.heading(row.ordinal, ". ", row.title, as_="h2", size="5", weight="medium", dir="auto")
    kind = rx.el.span(row.kind, class_name="note")
    return rx.el.div(rx.el.div(title, kind, class_name="grow"), _menu(row), class_name="goal-head")


def _menu(row: Row) -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18), variant="ghost", color_scheme="gray", aria_label=f"More for {row.title}"
    )
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rx.dropdown_menu.item("Explain anew …", on_select=LessonActionsState.open_panel(row.id)),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _formula(row: rx.vars.ObjectVar[FormulaRow]) -> rx.Component:
    variables = rx.el.ul(rx.foreach(row.variables, lambda each: rx.el.li(rich(each))), class_name="formula-variables")
    return rx.el.figure(
        rich(row.html), rx.cond(row.variables.length() > 0, variables, rx.fragment()), class_name="formula"
    )


def _clipping(row: rx.vars.ObjectVar[ClippingRow]) -> rx.Component:
    """A picture of a formula or figure, which opens its page."""
    size = {"width": row.width, "height": row.height}  # as attributes, so that room is kept before it has come
    picture = rx.el.img(src=row.url, alt=row.alt, loading="lazy", custom_attrs=size, class_name="clipping-picture")
    return rx.el.figure(
        link(picture, to=row.href, class_name="clipping-paper"),
        rx.el.figcaption(row.caption, dir="auto", class_name="note"),
        class_name="clipping",
    )


def _example(row: rx.vars.ObjectVar[ExampleRow]) -> rx.Component:
    where = rx.cond(row.where != "", rx.el.span(" · ", row.where, class_name="note"), rx.fragment())
    return rx.el.aside(rx.el.p(rx.el.b("Example"), where), rich(row.html), class_name="aside-box")


def _note(row: rx.vars.ObjectVar[NoteRow]) -> rx.Component:
    return rx.el.aside(rx.el.p(rx.el.b(row.label)), rich(row.html), class_name="aside-box", data_kind=row.kind)


def _source(row: rx.vars.ObjectVar[SourceRow]) -> rx.Component:
    return rx.el.li(
        link(row.where, to=row.href),
        rx.cond(row.quote != "", rx.el.q(row.quote, dir="auto", class_name="note"), rx.fragment()),
    )


def _understood(row: Row) -> rx.Component:
    done = rx.button(
        rx.icon("circle-check", size=16, aria_hidden="true"),
        "Understood",
        on_click=LessonActionsState.understand(row.id, False),  # noqa: FBT003
        aria_pressed="true",
        variant="soft",
        size="2",
    )
    button = rx.button(
        "I understood this",
        on_click=LessonActionsState.understand(row.id, True),  # noqa: FBT003
        aria_pressed="false",
        variant="soft",
        color_scheme="gray",
        size="2",
    )
    return rx.el.div(rx.cond(row.is_understood, done, button), class_name="concept-end")
