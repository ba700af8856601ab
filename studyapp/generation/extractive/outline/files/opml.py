"""Reads OPML, the format in which outliners and mind maps exchange their trees."""

import re
from html import unescape
from typing import Final

from studyapp.generation.extractive.outline.entries import Entry
from studyapp.generation.extractive.outline.files import nested

_TAG: Final = re.compile(r"<outline\b(?P<fields>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<closed>/?)>|(?P<end></outline>)")
_FIELD: Final = re.compile(r"(?P<name>text|title|_note)\s*=\s*(?:\"(?P<value>[^\"]*)\"|'(?P<other>[^']*)')")


def read_opml(text: str) -> Entry | None:
    """The entries without places in the text, because it holds no more than they do; None if the text is no OPML."""
    root = nested.whole()
    opened = [root]
    for tag in _TAG.finditer(text) if "<outline" in text else ():
        if tag["end"]:
            opened = opened[:-1] or [root]
            continue
        entry = _entry(tag["fields"])
        opened[min(len(opened), nested.DEEPEST) - 1].below.append(entry)
        if not tag["closed"]:
            opened.append(entry)
    return nested.tidied(root)


def _entry(fields: str) -> Entry:
    values = {found["name"]: unescape(found["value"] or found["other"] or "") for found in _FIELD.finditer(fields)}
    return nested.entry(values.get("text") or values.get("title") or "", values.get("_note", ""))
