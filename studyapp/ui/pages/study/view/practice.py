"""Practice on the study screen: what it asks before the first answer, and what has changed at its end."""

import reflex as rx

from studyapp.ui.components.links import link
from studyapp.ui.pages.study.practice import ChangeRow
from studyapp.ui.pages.study.state import StudyState


def practice_begins() -> rx.Component:
    words = rx.el.p(StudyState.practice.words, " ", StudyState.practice.missing, class_name="note practice-words")
    is_beginning = (StudyState.practice.words != "") & (StudyState.progress.answered == 0)
    return rx.cond(is_beginning & (StudyState.result.id == ""), words, rx.fragment())


def practice_changes() -> rx.Component:
    rows = StudyState.practice.rows.to(list[ChangeRow])
    changes = rx.el.section(
        rx.heading("How well you know them now", as_="h3", size="4", weight="medium"),
        rx.el.ul(rx.foreach(rows, _change), class_name="practice-changes"),
        rx.cond(StudyState.practice.missing != "", rx.el.p(StudyState.practice.missing, class_name="note")),
        class_name="stack",
        data_testid="practice-changes",
    )
    return rx.cond(rows.length() > 0, changes, rx.fragment())


def _change(row: rx.vars.ObjectVar[ChangeRow]) -> rx.Component:
    icons = [
        (moved, rx.icon(icon, size=16, aria_hidden="true"))
        for moved, icon in (("up", "trending-up"), ("down", "trending-down"))
    ]
    return rx.el.li(
        link(row.title, to=row.href, dir="auto", class_name="section-title grow"),
        rx.el.span(
            rx.match(row.moved, *icons, rx.icon("minus", size=16, aria_hidden="true")),
            row.words,
            class_name="practice-change numeral",
            data_moved=row.moved,
        ),
        key=row.id,
    )
