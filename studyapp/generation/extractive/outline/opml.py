"""Reads OPML, the format in which outliners and mind maps exchange their trees."""

import re
from html import unescape
from typing import Final

from studyapp.generation.extractive.outline.entries import WHOLE, Entry
from studyapp.generation.extractive.outline.marks import PLAIN, Mark
from studyapp.generation.extractive.outline.titles import has_letters

_TAG: Final = re.compile(r"<outline\b(?P<fields>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<closed>/?)>|(?P<end></outline>)")
_FIELD: Final = re.compile(r"(?P<name>text|title|_note)\s*=\s*(?:\"(?P<value>[^\"]*)\"|'(?P<other>[^']*)')")
_DEEPEST: Final = 12


def read_opml(text: str) -> Entry | None:
    """The entries without places in the text, because it holds no more than they do; None if the text is no OPML."""
    root = Entry("", WHOLE, 0, 0)
    opened = [root]
    for tag in _TAG.finditer(text) if "<outline" in text else ():
        if tag["end"]:
            opened = opened[:-1] or [root]
            continue
        entry = _entry(tag["fields"])
        if has_letters(entry.title):
            opened[min(len(opened), _DEEPEST) - 1].below.append(entry)
        if not tag["closed"]:
            opened.append(entry)
    return root if root.below else None


def _entry(fields: str) -> Entry:
    values = {found["name"]: unescape(found["value"] or found["other"] or "") for found in _FIELD.finditer(fields)}
    title = values.get("text") or values.get("title") or ""
    return Entry(" ".join(title.split()), Mark(PLAIN, None, 0), 0, 0, meaning=values.get("_note", ""))
