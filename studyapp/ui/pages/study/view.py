"""The study screen: only the card, its progress line and the answer buttons."""

import reflex as rx

from studyapp.ui.components.card_form import card_form, key_hint
from studyapp.ui.components.card_words import pieces, source, tags, words
from studyapp.ui.components.empty import bones, empty
from studyapp.ui.components.help import Help
from studyapp.ui.components.links import link, link_button
from studyapp.ui.layout import plain_page
from studyapp.ui.pages.study.actions import StudyActions
from studyapp.ui.pages.study.rest import rest
from studyapp.ui.pages.study.state import StudyState

_GRADES = (("Again", "again"), ("Hard", "hard"), ("Good", "good"), ("Easy", "easy"))


def study_page() -> rx.Component:
    return plain_page(
        _heading(),
        _top(),
        rx.cond(StudyState.problem != "", _missing(), rx.cond(StudyState.loaded, _sitting(), bones(28, 28, 240))),
    )


def _heading() -> rx.Component:
    return rx.el.h1(
        StudyState.name,
        class_name="visually-hidden",
    )


def _missing() -> rx.Component:
    back = link_button("Back to decks", to="/decks", variant="soft")
    return empty("book-x", "Nothing to study here", StudyState.problem, back)


def _top() -> rx.Component:
    return rx.el.header(
        rx.el.div(_leave(), _progress_line(), _tools(), class_name="study-top"),
        _counts(),
        class_name="study-head",
    )


def _leave() -> rx.Component:
    """Back to where the sitting was started from; it can be gone on with for a day."""
    return link(
        rx.icon("x", size=20, aria_hidden="true"),
        to=StudyState.way_out,
        aria_label="Leave",
        title="Leave (esc)",
        data_shortcut=rx.cond(StudyState.is_editing, "", "escape"),
        class_name="study-tool",
    )


def _progress_line() -> rx.Component:
    return rx.progress(value=StudyState.progress.percent, size="1", aria_label="Progress of this sitting")


def _counts() -> rx.Component:
    left = StudyState.progress
    return rx.el.div(
        rx.el.span(StudyState.deck_title, dir="auto", class_name="one-line"),
        rx.el.span(
            rx.el.span(left.new, " new"),
            rx.el.span(left.learning, " learning"),
            rx.el.span(left.review, " to review"),
            class_name="deck-counts numeral",
        ),
        class_name="study-counts",
    )


def _tools() -> rx.Component:
    has_card = StudyState.face.id != ""
    return rx.el.div(
        _tool("undo-2", "Undo the last answer", "u", StudyActions.undo, disabled=StudyState.progress.answered == 0),
        _tool("pencil", "Edit the card", "e", StudyActions.start_editing, disabled=~has_card),
        _tool("pause", "Suspend the card", "s", StudyActions.suspend(StudyState.face.id), disabled=~has_card),
        _tool("keyboard", "Keyboard shortcuts", "", Help.show, disabled=False, class_name="study-tool study-tool-help"),
        class_name="study-tools",
    )


def _tool(
    icon: str,
    name: str,
    key: str,
    on_click: rx.event.EventType[()],
    *,
    disabled: bool | rx.Var[bool],
    class_name: str = "study-tool",
) -> rx.Component:
    return rx.el.button(
        rx.icon(icon, size=18, aria_hidden="true"),
        on_click=on_click,
        disabled=disabled,
        aria_label=name,
        title=f"{name} ({key})" if key else name,
        data_shortcut=key,
        class_name=class_name,
    )


def _sitting() -> rx.Component:
    return rx.cond(
        StudyState.face.id != "", rx.cond(StudyState.is_editing, _editor(), rx.fragment(_card(), _answers())), rest()
    )


def _editor() -> rx.Component:
    shown = StudyState.face
    form = card_form(
        on_submit=StudyActions.save_card(shown.id),
        on_cancel=StudyActions.stop_editing,
        question=shown.question,
        answer=shown.written_answer,
        explanation=shown.explanation,
        tags=shown.written_tags,
        aria_label="Edit the card",
    )
    return rx.el.section(form, class_name="surface panel study-editor")


def _card() -> rx.Component:
    shown = StudyState.face
    asked = rx.cond(StudyState.is_revealed, pieces(shown.back), pieces(shown.front))
    return rx.el.article(
        rx.el.div(asked, id="study-question", tab_index=-1, class_name="study-question"),
        rx.cond(StudyState.is_revealed, _answer(), rx.fragment()),
        class_name="study-card",
        key=shown.id,
    )


def _answer() -> rx.Component:
    """A cloze card has given its answer by filling its blank."""
    shown = StudyState.face
    return rx.el.div(
        rx.cond(shown.answer, words(shown.answer, class_name="study-answer-words"), rx.fragment()),
        rx.cond(shown.explanation, words(shown.explanation, class_name="study-explanation"), rx.fragment()),
        source(shown.source, shown.quote),
        tags(shown.tags),
        id="study-answer",
        tab_index=-1,
        aria_label="Answer",
        role="group",
        class_name="study-answer",
    )


def _answers() -> rx.Component:
    return rx.el.div(rx.cond(StudyState.is_revealed, _grades(), _reveal()), class_name="study-actions", data_single="")


def _reveal() -> rx.Component:
    shown = StudyState.face
    return rx.button(
        "Show answer",
        key_hint("space"),
        on_click=StudyActions.reveal(shown.id, shown.reps),
        data_shortcut="space enter",
        size="4",
        class_name="reveal",
    )


def _grades() -> rx.Component:
    buttons = [_grade(name, kind, number) for number, (name, kind) in enumerate(_GRADES, start=1)]
    return rx.el.div(*buttons, role="group", aria_label="How well did you know it?", class_name="grades")


def _grade(name: str, kind: str, number: int) -> rx.Component:
    shown = StudyState.face
    return rx.el.button(
        rx.el.span(name, class_name="grade-name"),
        rx.el.span(getattr(shown.intervals, kind), class_name="grade-interval numeral"),
        rx.el.kbd(str(number), class_name="key key-hint"),
        on_click=StudyActions.grade(shown.id, shown.reps, number),
        data_shortcut=str(number),
        data_grade=kind,
        class_name="grade",
    )
