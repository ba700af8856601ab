"""One card of the list: read, edited, or compared with another version of itself."""

import reflex as rx

from studyapp.ui.cards.form import key_hint
from studyapp.ui.cards.words import rich, source, tags
from studyapp.ui.components.elements.moments import live_time
from studyapp.ui.pages.deck.cards.actions import CardActionsState
from studyapp.ui.pages.deck.cards.comparison import duplicate_pair, proposal
from studyapp.ui.pages.deck.cards.duplicates import DuplicatesState
from studyapp.ui.pages.deck.cards.editing import CardEditingState
from studyapp.ui.pages.deck.cards.editor import better_form, editor
from studyapp.ui.pages.deck.cards.menu import card_buttons
from studyapp.ui.pages.deck.rows import CardRow
from studyapp.ui.pages.deck.state import DeckState
from studyapp.ui.tasks.placeholder import generation_placeholder
from studyapp.ui.tasks.rows import TaskRow

Row = rx.vars.ObjectVar[CardRow]


def card_item(row: Row) -> rx.Component:
    out_of_study = rx.cond(row.is_suspended | row.is_buried, " is-suspended", "")
    return rx.el.li(
        rx.cond(DeckState.editing_id == row.id, editor(row), _reader(row)),
        class_name=f"surface card-item{out_of_study}{rx.cond(row.is_candidate, ' is-candidate', '')}",
        data_testid="card",
    )


def _reader(row: Row) -> rx.Component:
    return rx.el.div(
        rx.checkbox(
            checked=DeckState.selected.contains(row.id),
            on_change=lambda is_selected: CardActionsState.select(row.id, is_selected),
            aria_label=f"Select: {row.name}",
        ),
        rx.el.div(_words(row), _distractors(row), _warnings(row), _facts(row), class_name="card-body"),
        card_buttons(row),
        rx.el.div(*_below(row), class_name="card-below"),
        class_name="card-reader arrive",
    )


def _words(row: Row) -> rx.Component:
    return rx.fragment(
        rich(row.question, class_name="card-question"),
        rx.cond(row.answer != "", rich(row.answer, class_name="card-answer"), rx.fragment()),
        rx.cond(row.explanation != "", rich(row.explanation, class_name="note"), rx.fragment()),
    )


def _below(row: Row) -> list[rx.Component]:
    """What is shown below a card: jobs, new versions, a similar card, the form for a better version, keep and drop."""
    return [
        rx.foreach(row.tasks, _task),
        rx.foreach(row.proposals, proposal),
        rx.cond(DuplicatesState.pair.card_id == row.id, duplicate_pair(), rx.fragment()),
        rx.cond(CardEditingState.rewriting_id == row.id, better_form(row), rx.fragment()),
        rx.cond(row.is_candidate, _verdict(row), rx.fragment()),
    ]


def _task(task: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    return rx.el.div(generation_placeholder(task, shape=False), key=task.id)


def _verdict(row: Row) -> rx.Component:
    """The buttons of a candidate. Their shortcut keys press those of the first candidate in the list."""
    return rx.el.div(
        rx.button("Keep", key_hint("k"), on_click=CardActionsState.keep(row.ids), data_shortcut="k", variant="soft"),
        rx.button(
            "Edit", key_hint("e"), on_click=CardEditingState.edit_card(row.id), data_shortcut="e", variant="soft",
            color_scheme="gray",
        ),
        rx.button(
            "Drop", key_hint("d"), on_click=CardActionsState.drop(row.ids), data_shortcut="d", variant="soft",
            color_scheme="gray",
        ),
        class_name="page-actions candidate-actions",
    )  # fmt: skip


def _distractors(row: Row) -> rx.Component:
    texts = row.distractors_html
    listed = rx.el.ul(rx.foreach(texts, _distractor), aria_label="Wrong options", class_name="wrong-answers")
    shown = rx.el.details(rx.el.summary(f"{texts.length()} wrong options", class_name="note"), listed)
    return rx.cond(texts.length() > 0, shown, rx.fragment())


def _distractor(text: rx.Var[str]) -> rx.Component:
    return rx.el.li(rich(text), key=text)


def _facts(row: Row) -> rx.Component:
    due = rx.el.span("Due ", live_time(at=row.due_at), class_name="note numeral")
    return rx.el.div(
        rx.cond(row.is_flagged, _flag(), rx.fragment()),
        rx.el.span(row.state, class_name="chip", data_state=row.state),
        rx.cond(row.kind != "", rx.el.span(row.kind, class_name="chip"), rx.fragment()),
        rx.cond(row.due_at != "", due, rx.fragment()),
        tags(row.tags),
        rx.cond(row.is_leech, _reword(row), rx.fragment()),
        _source(row),
        class_name="card-facts",
    )


def _flag() -> rx.Component:
    return rx.el.span(
        rx.icon("flag", size=14, aria_hidden="true"),
        rx.el.span("Flagged", class_name="visually-hidden"),
        title="Flagged",
        class_name="flag",
    )


def _reword(row: Row) -> rx.Component:
    """A button to reword a card that is forgotten again and again."""
    return rx.button("Reformulate", on_click=CardEditingState.rewrite(row.id), size="1", variant="ghost")


def _source(row: Row) -> rx.Component:
    quoted = rx.el.details(rx.el.summary("Source", class_name="note"), source(row.source, row.quote, row.source_href))
    return rx.cond((row.source != "") | (row.quote != ""), quoted, rx.fragment())


def _warnings(row: Row) -> rx.Component:
    compare = rx.button(
        rx.cond(DuplicatesState.pair.card_id == row.id, "Close the comparison", "Compare the two"),
        on_click=DuplicatesState.compare(row.id),
        size="1",
        variant="ghost",
    )
    listed = rx.el.ul(rx.foreach(row.warnings, _warning), class_name="warnings")
    return rx.fragment(
        rx.cond(row.warnings.length() > 0, listed, rx.fragment()),
        rx.cond(row.is_duplicate, rx.el.div(compare), rx.fragment()),
    )


def _warning(message: rx.Var[str]) -> rx.Component:
    icon = rx.icon("triangle-alert", size=16, aria_hidden="true")
    return rx.el.li(icon, rx.el.span(rx.el.span("Warning: ", class_name="visually-hidden"), message), key=message)
