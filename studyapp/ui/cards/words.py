"""A card's words on the screen: text in its own direction and line breaks, source and tags."""

from typing import Any

import reflex as rx

Words = rx.Var[str] | str


def rich(html: Words, **props: Any) -> rx.Component:
    """HTML that `rendering` made, and nothing else: it is put into the page as it is."""
    class_name = f"rich {props.pop('class_name', '')}".strip()
    return rx.html(html, dir="auto", class_name=class_name, **props)


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
