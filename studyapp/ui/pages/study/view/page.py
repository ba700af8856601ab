"""The study screen: only the card, its progress line and the answer buttons."""

from typing import Final

import reflex as rx

from studyapp.ui.cards.form import full_card_form
from studyapp.ui.components.empty import bones, empty
from studyapp.ui.components.links import link_button
from studyapp.ui.frame.layout import plain_page
from studyapp.ui.how_to_study import how_to_study_dialog
from studyapp.ui.pages.study.actions import StudyActionsState
from studyapp.ui.pages.study.state import StudyState
from studyapp.ui.pages.study.view.card import card
from studyapp.ui.pages.study.view.grades import answers
from studyapp.ui.pages.study.view.practice import practice_begins
from studyapp.ui.pages.study.view.rest import rest
from studyapp.ui.pages.study.view.top import top

_HERE: Final = rx.Var("(typeof window === 'undefined' ? '' : window.location.pathname + window.location.search)", str)


def study_page() -> rx.Component:
    is_read = StudyState.loaded & (StudyState.address == _HERE)
    shown = rx.cond(StudyState.problem != "", _missing(), _study_session())
    return plain_page(
        rx.el.h1(StudyState.name, class_name="visually-hidden"),
        top(),
        rx.cond(is_read, shown, bones(28, 28, 240)),
        how_to_study_dialog(),
        is_read=is_read,
    )


def _missing() -> rx.Component:
    decks = link_button("Back to decks", to="/decks", size="3")
    course = link_button("Back to the course", to=f"/courses/{StudyState.course_id}", size="3")
    back = rx.cond(StudyState.course_id != "", course, decks)
    return empty("book-x", "Nothing to study here", StudyState.problem, back)


def _study_session() -> rx.Component:
    return rx.cond(
        StudyState.editor.card_id != "",
        _editor(),
        rx.cond(StudyState.face.id != "", rx.fragment(practice_begins(), card(), answers()), rest()),
    )


def _editor() -> rx.Component:
    written = StudyState.editor
    form = full_card_form(
        draft=f"card.{written.card_id}",
        on_submit=StudyActionsState.save_card,
        on_cancel=StudyActionsState.stop_editing,
        kind=written.kind,
        distractors=written.distractors.to(list[str]),
        question=written.question,
        answer=written.answer,
        explanation=written.explanation,
        tags=written.tags,
        aria_label="Edit the card",
    )
    return rx.el.section(form, class_name="surface panel study-editor")
