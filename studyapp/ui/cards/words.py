"""Components for a card's texts, source and tags. Each text has its own direction and line breaks."""

from typing import Any

import reflex as rx

from studyapp.ui.components.links import link

Words = rx.Var[str] | str


def rich(html: Words, **props: Any) -> rx.Component:
    """Show HTML. It must come from `rendering`, because it is put into the page unchanged."""
    class_name = f"rich {props.pop('class_name', '')}".strip()
    return rx.html(html, dir="auto", class_name=class_name, **props)


def source(where: rx.Var[str], quote: rx.Var[str], href: rx.Var[str]) -> rx.Component:
    """The source of a card and the words it was made from; nothing for a card without a source.

    If the page is there to be seen, `href` leads to it.
    """
    place = rx.cond(href != "", link(where, to=href), where)
    cited = rx.el.figure(
        rx.cond(
            quote != "",
            rx.el.blockquote(quote, dir="auto", class_name="words quote"),
            rx.fragment(),
        ),
        rx.cond(where != "", rx.el.figcaption(place, dir="auto", class_name="note"), rx.fragment()),
        class_name="source",
    )
    return rx.cond((where != "") | (quote != ""), cited, rx.fragment())


def tags(names: rx.Var[list[str]]) -> rx.Component:
    listed = rx.el.ul(rx.foreach(names, _tag), class_name="tags", aria_label="Tags")
    return rx.cond(names.to(list).length() > 0, listed, rx.fragment())


def _tag(name: rx.Var[str]) -> rx.Component:
    return rx.el.li(name, dir="auto", class_name="tag", key=name)
