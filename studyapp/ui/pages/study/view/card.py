"""The card: its question, its options or their placeholder, and its answer once revealed."""

import reflex as rx

from studyapp.ui.cards.words import rich, source, tags
from studyapp.ui.pages.study.rows import Step
from studyapp.ui.pages.study.state import StudyState
from studyapp.ui.pages.study.view.options import options


def card() -> rx.Component:
    is_revealed, has_result = StudyState.step == Step.ANSWER.value, StudyState.step == Step.RESULT.value
    answer_is_seen = is_revealed | has_result
    asked = rx.cond(answer_is_seen, rich(StudyState.back.question), rich(StudyState.face.front))
    return rx.el.article(
        rx.el.div(asked, id="study-question", tab_index=-1, class_name="study-question"),
        rx.cond(is_revealed, rx.fragment(), options()),
        rx.cond(answer_is_seen, _answer(), rx.fragment()),
        class_name="study-card",
        key=StudyState.face.id,
    )


def _answer() -> rx.Component:
    """The answer. It is empty if the question shows it already, by a filled blank or a marked option."""
    known = StudyState.back
    return rx.el.div(
        _verdict(),
        rx.cond(known.answer != "", rich(known.answer, class_name="study-answer-words"), rx.fragment()),
        rx.cond(known.explanation != "", rich(known.explanation, class_name="study-explanation"), rx.fragment()),
        source(known.source, known.quote, known.source_href),
        tags(known.tags),
        id="study-answer",
        tab_index=-1,
        aria_label="Answer",
        role="group",
        class_name="study-answer",
    )


def _verdict() -> rx.Component:
    """Whether the choice was right. It comes first, because the focus moves here and it is read out."""
    came = StudyState.result
    words = rx.cond(
        came.is_right,
        rx.el.strong(rx.icon("circle-check", size=20, aria_hidden="true"), "Right", class_name="verdict is-right"),
        rx.el.strong(rx.icon("circle-x", size=20, aria_hidden="true"), "Not right", class_name="verdict is-wrong"),
    )
    return rx.cond(came.id != "", words, rx.fragment())
