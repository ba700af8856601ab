"""The weak areas of a course, with *Practise* for each and for all."""

import reflex as rx

from studyapp.ui.components.links import link, link_button
from studyapp.ui.frame.layout import section
from studyapp.ui.pages.course.weak.rows import WeakAreas, WeakRow


def weak_areas(weak: rx.vars.ObjectVar[WeakAreas]) -> rx.Component:
    rows = weak.rows.to(list[WeakRow])
    parts = rx.el.div(
        rx.cond(weak.practice != "", _all(weak), rx.fragment()),
        rx.cond(rows.length() > 0, rx.el.ul(rx.foreach(rows, _row), class_name="chapter-list"), _praise(weak)),
        rx.cond(weak.unanswered != "", _unanswered(weak), rx.fragment()),
        class_name="surface surface-pad stack weak-areas",
    )
    is_there = (rows.length() > 0) | (weak.unanswered != "")
    return rx.cond(is_there, section("Weak areas", parts), rx.fragment())


def _all(weak: rx.vars.ObjectVar[WeakAreas]) -> rx.Component:
    return rx.el.div(
        link_button("Practise all weak areas", to=weak.practice, size="3"),
        rx.el.span(weak.cards, class_name="note numeral"),
        class_name="page-actions",
    )


def _row(row: rx.vars.ObjectVar[WeakRow]) -> rx.Component:
    name = rx.el.div(
        link(row.title, to=row.href, dir="auto", class_name="section-title"),
        rx.el.span(row.why, rx.cond(row.cards != "", f" · {row.cards}", ""), class_name="note"),
        class_name="weak-name grow",
    )
    practise = link_button("Practise", to=row.practice, variant="soft", aria_label=f"Practise {row.title}")
    answer = link_button(
        "Answer its questions",
        to=row.href,
        variant="soft",
        color_scheme="gray",
        aria_label=f"Answer the questions of {row.title}",
    )
    return rx.el.li(
        rx.el.div(name, rx.cond(row.practice != "", practise, answer), class_name="chapter-line weak-line"),
        key=row.id,
        class_name="chapter",
        data_testid="weak-area",
    )


def _praise(weak: rx.vars.ObjectVar[WeakAreas]) -> rx.Component:
    return rx.cond(weak.praise != "", rx.el.p(weak.praise, class_name="note"), rx.fragment())


def _unanswered(weak: rx.vars.ObjectVar[WeakAreas]) -> rx.Component:
    return rx.el.p(
        weak.unanswered, " ", link("Answer them", to=weak.unanswered_href, class_name="link"), class_name="note"
    )
