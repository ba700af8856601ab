"""The sections of a document while a learner arranges them."""

from typing import Final

import reflex as rx

from studyapp.ui.components.elements.counted_field import title_field
from studyapp.ui.components.fields import close_button, refusal
from studyapp.ui.pages.course.arranging.boundary import boundary_form
from studyapp.ui.pages.course.arranging.rows import ArrangedRow
from studyapp.ui.pages.course.arranging.state import ArrangingState
from studyapp.ui.pages.course.state import CourseState

Row = rx.vars.ObjectVar[ArrangedRow]
_CHAPTERS: Final = ArrangingState.chapters_to_choose.to(list[ArrangedRow])


def arranged() -> rx.Component:
    done = rx.button("Done", on_click=ArrangingState.finish, size="3")
    return rx.el.div(
        rx.el.p("Choose what you want to learn, before anything is made of it.", class_name="note"),
        rx.cond(_CHAPTERS.length() > 2, _range(), rx.fragment()),
        rx.el.ol(rx.foreach(CourseState.arranged, _row), class_name="chapter-list"),
        rx.el.div(done, class_name="page-actions"),
        class_name="stack",
        data_testid="arranged",
    )


def _range() -> rx.Component:
    """A quick way to learn only some chapters, e.g. the third to the fifth."""
    return rx.el.form(
        rx.el.span("Learn only chapters", class_name="note"),
        _chapter("first", "From chapter"),
        rx.el.span("to", class_name="note"),
        _chapter("last", "To chapter"),
        rx.button("Choose", type="submit", variant="soft", size="3"),
        on_submit=ArrangingState.choose_range,
        data_keys="",
        class_name="page-actions chapter-range",
        data_testid="chapter-range",
    )


def _chapter(name: str, label: str) -> rx.Component:
    options = rx.foreach(_CHAPTERS, lambda row: rx.el.option(row.title, value=row.id, key=row.id))
    chosen = _CHAPTERS[-1 if name == "last" else 0].id
    return rx.el.select(options, name=name, default_value=chosen, aria_label=label, class_name="select")


def _row(row: Row) -> rx.Component:
    return rx.el.li(
        rx.cond(ArrangingState.renamed_id == row.id, _form(row), _shown(row)),
        rx.cond(ArrangingState.placed_id == row.id, boundary_form(row), rx.fragment()),
        key=row.id,
        class_name=rx.cond(row.is_section, "chapter is-section", "chapter"),
    )


def _shown(row: Row) -> rx.Component:
    choice = rx.checkbox(
        checked=row.is_chosen & (row.kind == "body"),
        on_change=lambda is_chosen: ArrangingState.choose(row.id, is_chosen),
        disabled=row.kind != "body",
        aria_label=f"Learn {row.title}",
    )
    return rx.el.div(
        choice,
        rx.el.span(row.title, dir="auto", class_name="grow wrap-anywhere"),
        rx.cond(row.kind != "body", rx.el.span(row.matter, class_name="note"), rx.fragment()),
        rx.cond(row.pages != "", rx.el.span(row.pages, class_name="note numeral chapter-pages"), rx.fragment()),
        _menu(row),
        class_name="chapter-line",
    )


def _form(row: Row) -> rx.Component:
    return rx.el.form(
        title_field("Title", value=row.title, has_description=False),
        refusal(CourseState.refused),
        rx.el.div(
            rx.button("Save", type="submit", size="3"),
            close_button(on_click=ArrangingState.stop_renaming),
            class_name="page-actions",
        ),
        on_submit=ArrangingState.rename,
        data_keys="",
        class_name="stack",
    )


def _menu(row: Row) -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18), variant="ghost", color_scheme="gray", aria_label=f"More for {row.title}"
    )
    marks = [
        rx.cond(
            (row.kind != kind) & ~row.is_section,
            rx.dropdown_menu.item(f"Mark as {words}", on_select=ArrangingState.mark(row.id, kind)),
            rx.fragment(),
        )
        for kind, words in (("body", "text to learn"), ("front", "front matter"), ("back", "back matter"))
    ]
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rx.dropdown_menu.item("Rename", on_select=ArrangingState.start_renaming(row.id)),
            rx.dropdown_menu.item("Split or move its beginning", on_select=ArrangingState.place_section(row.id)),
            rx.dropdown_menu.item("Merge with the next", on_select=ArrangingState.merge(row.id)),
            *marks,
            on_close_auto_focus=rx.prevent_default,
        ),
    )
