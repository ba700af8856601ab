"""A card's words on the screen: text in its own direction and line breaks, blanks, marked terms, source and tags."""

from typing import Any

import reflex as rx

from studyapp.ui.components.card_text import Piece, PieceKind

Words = rx.Var[str] | str


def words(text: Words, **props: Any) -> rx.Component:
    """What somebody wrote: shown as text, never as HTML; Arabic and Hebrew run from the right by themselves."""
    class_name = f"words {props.pop('class_name', '')}".strip()
    return rx.el.div(text, dir="auto", class_name=class_name, **props)


def pieces(question: rx.Var[list[Piece]], **props: Any) -> rx.Component:
    """A question, blanks and marked terms included."""
    class_name = f"words {props.pop('class_name', '')}".strip()
    return rx.el.div(rx.foreach(question, _piece), dir="auto", class_name=class_name, **props)


def source(where: rx.Var[str], quote: rx.Var[str]) -> rx.Component:
    """Where the card comes from, and the very words it was made of. Nothing for a card without a source."""
    cited = rx.el.figure(
        rx.cond(
            quote != "",
            rx.el.blockquote(quote, dir="auto", class_name="words quote"),
            rx.fragment(),
        ),
        rx.cond(where != "", rx.el.figcaption(where, dir="auto", class_name="note"), rx.fragment()),
        class_name="source",
    )
    return rx.cond((where != "") | (quote != ""), cited, rx.fragment())


def tags(names: rx.Var[list[str]]) -> rx.Component:
    listed = rx.el.ul(rx.foreach(names, _tag), class_name="tags", aria_label="Tags")
    return rx.cond(names.to(list).length() > 0, listed, rx.fragment())


def _tag(name: rx.Var[str]) -> rx.Component:
    return rx.el.li(name, dir="auto", class_name="tag", key=name)


def _piece(piece: rx.vars.ObjectVar[Piece]) -> rx.Component:
    term = rx.el.mark(piece.text, class_name="term")
    return rx.cond(
        piece.kind == PieceKind.BLANK.value,
        _blank(piece),
        rx.cond(piece.kind == PieceKind.TERM.value, term, rx.fragment(piece.text)),
    )


def _blank(piece: rx.vars.ObjectVar[Piece]) -> rx.Component:
    """A gap to fill. A hint stands in it; without one a screen reader says "blank"."""
    unsaid = rx.el.span("blank", class_name="visually-hidden")
    return rx.el.span(rx.cond(piece.text != "", piece.text, unsaid), class_name="blank")
