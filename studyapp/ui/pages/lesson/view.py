"""The view of a section's page."""

import reflex as rx

from studyapp.ui.components.empty import READ_AGAIN, bones, empty, nothing_here
from studyapp.ui.components.fields import notice
from studyapp.ui.components.links import link
from studyapp.ui.frame.layout import page
from studyapp.ui.pages.lesson.actions import LESSON, LessonActionsState
from studyapp.ui.pages.lesson.anew import anew_form
from studyapp.ui.pages.lesson.concept import concept
from studyapp.ui.pages.lesson.state import LessonState
from studyapp.ui.tasks.placeholder import generation_placeholder

_SECTION = LessonState.section
_LESSON = LessonState.lesson


def lesson_page() -> rx.Component:
    is_read = LessonState.loaded & (LessonState.opened_id != "")  # an unopened section is not missing
    return page(
        rx.cond(is_read, rx.cond(LessonState.problem != "", _missing(), _lesson()), bones(60, 200, 200)),
        title=LessonState.name,
        is_read=is_read,
        here="/courses",
        lead=_lead(),
        actions=[rx.cond(_LESSON.id != "", _menu(), rx.fragment())],
        reading=True,
    )


def _missing() -> rx.Component:
    return nothing_here(LessonState.problem, READ_AGAIN, back="Back to courses", to="/courses")


def _lead() -> rx.Component:
    """Where the section stands. It keeps its height while nothing has been read yet."""
    place = rx.fragment(
        link(_SECTION.course, to=rx.Var.create(f"/courses/{_SECTION.course_id}"), dir="auto"),
        rx.el.span(_SECTION.document, dir="auto"),
        rx.cond(_SECTION.pages != "", rx.el.span(_SECTION.pages), rx.fragment()),
        rx.cond(_LESSON.about != "", rx.el.span(_LESSON.about), rx.fragment()),
        link("Flashcards", to=rx.Var.create(f"/sections/{_SECTION.id}/cards")),
    )
    return rx.el.span(rx.cond(_SECTION.id != "", place, "\u00a0"), class_name="deck-counts numeral")


def _menu() -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18), variant="soft", color_scheme="gray", size="3", aria_label="More for this lesson"
    )
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            rx.dropdown_menu.item("Make anew …", on_select=LessonActionsState.open_panel(LESSON)),
            rx.dropdown_menu.item("Print", on_select=rx.call_script("window.print()")),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _lesson() -> rx.Component:
    return rx.el.div(
        rx.cond(LessonState.panel == LESSON, anew_form(LESSON, asks_language=True), rx.fragment()),
        rx.cond(_LESSON.is_extractive, _extractive(), rx.fragment()),
        rx.cond(_LESSON.go_on != "", _go_on(), rx.fragment()),
        rx.cond(
            _LESSON.summary != "", rx.el.p(_LESSON.summary, dir="auto", class_name="lesson-summary"), rx.fragment()
        ),
        rx.cond(_LESSON.objectives.length() > 0, _objectives(), rx.fragment()),
        rx.foreach(LessonState.concepts, concept),
        rx.foreach(LessonState.task, generation_placeholder),
        rx.cond((_LESSON.id == "") & (LessonState.task.length() == 0), _no_lesson(), rx.fragment()),
        rx.cond(_LESSON.left_out.length() > 0, _left_out(), rx.fragment()),
        _neighbours(),
        class_name="lesson",
    )


def _extractive() -> rx.Component:
    return notice(
        "Taken from your text by rules, not explained. With a ",
        link("language model", to="/settings"),
        " it can be explained.",
    )


def _go_on() -> rx.Component:
    """The way back to the concept that was read last."""
    to = rx.el.a(_LESSON.go_on, href=rx.Var.create(f"#{_LESSON.go_on_at}"), dir="auto", class_name="link")
    return rx.el.p("Go on at “", to, "”.", class_name="soft lesson-go-on")


def _objectives() -> rx.Component:
    return rx.el.section(
        rx.heading("After this lesson you can", as_="h2", size="3", weight="medium"),
        rx.el.ul(rx.foreach(_LESSON.objectives, lambda each: rx.el.li(each, dir="auto")), class_name="lesson-points"),
        class_name="stack",
    )


def _no_lesson() -> rx.Component:
    can = empty(
        "book-open",
        "No lesson yet",
        "A lesson explains this section concept by concept, with sources and questions. You may leave meanwhile.",
        rx.button("Generate the lesson", on_click=LessonActionsState.generate, size="3"),
    )
    cannot = empty("book-open", "No lesson here", "Only a section of the text itself gets a lesson.")
    return rx.cond(_SECTION.can_be_learned, can, cannot)


def _left_out() -> rx.Component:
    return rx.el.details(
        rx.el.summary("Not covered by this lesson", class_name="note"),
        rx.el.ul(rx.foreach(_LESSON.left_out, lambda each: rx.el.li(each, dir="auto")), class_name="lesson-points"),
        class_name="details",
    )


def _neighbours() -> rx.Component:
    before = link(
        rx.icon("arrow-left", size=16, aria_hidden="true"),
        rx.el.span(_SECTION.previous, dir="auto", class_name="one-line"),
        to=rx.Var.create(f"/sections/{_SECTION.previous_id}"),
        class_name="neighbour",
        aria_label=f"Previous: {_SECTION.previous}",
    )
    after = link(
        rx.el.span(_SECTION.next, dir="auto", class_name="one-line"),
        rx.icon("arrow-right", size=16, aria_hidden="true"),
        to=rx.Var.create(f"/sections/{_SECTION.next_id}"),
        class_name="neighbour neighbour-next",
        aria_label=f"Next: {_SECTION.next}",
    )
    return rx.el.nav(
        rx.cond(_SECTION.previous_id != "", before, rx.el.span()),
        rx.cond(_SECTION.next_id != "", after, rx.el.span()),
        class_name="neighbours",
        aria_label="Sections",
    )
