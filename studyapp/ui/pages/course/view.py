"""The view of a course's page."""

import reflex as rx
from reflex.event import EventType

from studyapp.ui.components.empty import IN_TRASH, bones, empty, nothing_here
from studyapp.ui.components.fields import notice, refusal
from studyapp.ui.components.links import link_button
from studyapp.ui.frame.layout import page
from studyapp.ui.pages.course.actions import COURSE, CourseActionsState
from studyapp.ui.pages.course.documents import documents
from studyapp.ui.pages.course.files.drop_zone import drop_zone
from studyapp.ui.pages.course.state import CourseState
from studyapp.ui.pages.course.weak import weak_areas
from studyapp.ui.pages.courses.card import mastery_bar
from studyapp.ui.pages.courses.form import course_form

_HEAD = CourseState.head


def course_page() -> rx.Component:
    is_read = CourseState.loaded & (CourseState.opened_id != "")  # an unopened course is not missing
    return page(
        rx.cond(is_read, rx.cond(CourseState.problem != "", _missing(), _course()), bones(20, 120, 176)),
        title=CourseState.name,
        is_read=is_read,
        here="/courses",
        lead=_lead(),
        actions=[rx.cond(is_read & (CourseState.problem == ""), _actions(), rx.fragment())],
    )


def _missing() -> rx.Component:
    return nothing_here(CourseState.problem, IN_TRASH, back="Back to courses", to="/courses", has_trash=True)


def _lead() -> rx.Component:
    """What is known of the course, below its name. It keeps its height while nothing has been read yet."""
    parts = [rx.cond(part != "", rx.el.span(part, dir="auto"), rx.fragment()) for part in (_HEAD.code, _HEAD.term)]
    exam = rx.cond(_HEAD.exam != "", rx.el.span(_HEAD.exam, class_name="course-exam"), rx.fragment())
    said = rx.el.span(*parts, exam, class_name="deck-counts numeral")
    is_said = (_HEAD.code != "") | (_HEAD.term != "") | (_HEAD.exam != "")
    return rx.cond(CourseState.loaded, rx.cond(is_said, said, rx.fragment()), "\u00a0")


def _actions() -> rx.Component:
    words = rx.match(_HEAD.due, (0, "Study"), (1, "Study 1 card"), f"Study {_HEAD.due} cards")
    study = link_button(words, to=rx.Var.create(f"/study/{_HEAD.deck_id}"), size="3")
    return rx.fragment(rx.cond(_HEAD.deck_id != "", study, rx.fragment()), _menu())


def _menu() -> rx.Component:
    trigger = rx.icon_button(
        rx.icon("ellipsis", size=18), variant="soft", color_scheme="gray", size="3", aria_label="More for this course"
    )
    archive = _item("Archive", CourseActionsState.archive)
    return rx.dropdown_menu.root(
        rx.dropdown_menu.trigger(trigger),
        rx.dropdown_menu.content(
            _item("Edit", CourseActionsState.open_panel(COURSE)),
            rx.cond(_HEAD.is_archived, _item("Take up again", CourseActionsState.take_up), archive),
            rx.dropdown_menu.separator(),
            rx.dropdown_menu.item("Delete", on_select=CourseActionsState.delete_course, color="red"),
            on_close_auto_focus=rx.prevent_default,
        ),
    )


def _item(name: str, on_select: EventType[()]) -> rx.Component:
    return rx.dropdown_menu.item(name, on_select=on_select)


def _course() -> rx.Component:
    return rx.fragment(
        rx.cond(CourseState.panel == COURSE, _form(), rx.fragment()),
        rx.cond(_HEAD.is_archived, _archived(), rx.cond(_HEAD.is_over, _over(), rx.fragment())),
        rx.cond(_HEAD.mastery != "", rx.el.div(_mastery(), class_name="course-known"), rx.fragment()),
        rx.cond(_HEAD.making != "", _making(), rx.fragment()),
        rx.cond((CourseState.documents.length() > 0) | CourseState.sending, rx.fragment(), _no_documents()),
        rx.el.div(drop_zone(), rx.foreach(CourseState.refusals, refusal), class_name="stack course-files"),
        rx.cond(CourseState.documents.length() > 0, documents(), rx.fragment()),
        weak_areas(CourseState.weak),
    )


def _mastery() -> rx.Component:
    return mastery_bar(_HEAD.percent, _HEAD.mastery, _HEAD.name)


def _making() -> rx.Component:
    """All that is being made for the course, in one line."""
    return rx.el.div(
        rx.spinner(size="2", aria_hidden="true"),
        rx.el.span(_HEAD.making, role="status", aria_live="polite", class_name="numeral"),
        rx.progress(value=_HEAD.made, size="1", aria_label="Progress of what is being made", class_name="grow"),
        rx.button("Stop all", on_click=CourseActionsState.stop_all, variant="ghost", color_scheme="gray"),
        class_name="goal-line course-making",
    )


def _form() -> rx.Component:
    form = course_form(
        _HEAD,
        on_submit=CourseActionsState.edit_course,
        on_close=CourseActionsState.close_panel,
        refused=CourseState.refused,
        draft=rx.Var.create(f"course-{CourseState.opened_id}"),
        submit="Save",
    )
    return rx.el.section(form, class_name="surface panel", aria_label="Edit the course")


def _archived() -> rx.Component:
    take_up = rx.button("Take up again", on_click=CourseActionsState.take_up, variant="soft")
    return notice(rx.el.span("This course is archived.", class_name="grow"), take_up, spread=True)


def _over() -> rx.Component:
    """Once the exam is past, the course may go."""
    archive = rx.button("Archive it", on_click=CourseActionsState.archive, variant="soft")
    return notice(rx.el.span("The exam is over.", class_name="grow"), archive, spread=True)


def _no_documents() -> rx.Component:
    return empty(
        "book-up",
        "Add what you learn from",
        "A script, slides or a book. It is read in the background and divided into chapters; you may leave meanwhile.",
    )
