"""Which elements of HTML are left out, and which begin a paragraph of their own."""

from collections.abc import Mapping
from typing import Final

UNSEEN: Final = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "svg",
        "map",
        "select",
        "textarea",
        "input",
        "button",
        "datalist",
        "dialog",
        "rt",
        "rp",
        "img",
        "picture",
        "link",
        "meta",
        "title",
    ]
)
"""Nothing in them is text of the page."""
AROUND: Final = frozenset(("nav", "aside", "footer", "menu"))
"""What stands around the text of a web page."""
_AROUND_ROLES: Final = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog"))
NOTES: Final = frozenset(("footnote", "endnote", "rearnote", "footnotes", "endnotes", "rearnotes", "doc-footnote"))

BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "html",
        "legend",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "figcaption",
        "caption",
        "li",
        "pre",
        "hr",
    ]
)
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

Attributes = Mapping[str, str | None]


def is_hidden(attributes: Attributes) -> bool:
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style


def is_around(tag: str, attributes: Attributes) -> bool:
    """Whether an element of a web page is no part of its text."""
    return tag in AROUND or (attributes.get("role") or "").lower() in _AROUND_ROLES


def is_note(attributes: Attributes) -> bool:
    """Whether an element holds a footnote."""
    said = f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''} {attributes.get('class') or ''}"
    return not NOTES.isdisjoint(said.lower().split())
