"""Reads the files of FreeMind and Freeplane, which other mind maps export too."""

import re
from html import unescape
from typing import Final

from studyapp.generation.extractive.outline.entries import Entry
from studyapp.generation.extractive.outline.files import nested
from studyapp.generation.extractive.outline.titles import has_letters, is_title

_TAG: Final = re.compile(
    r"<node\b(?P<fields>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<closed>/?)>|(?P<end></node>)|<richcontent\b(?P<rich>[^<>]*)>"
)
_TEXT: Final = re.compile(r"\sTEXT\s*=\s*(?:\"(?P<value>[^\"]*)\"|'(?P<other>[^']*)')")
_BLOCK: Final = re.compile(r"</?(?:p|br|div|ul|ol|li|table|tr|td|th|h[1-6])\b[^<>]*>", re.IGNORECASE)
_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_RICH_END: Final = "</richcontent>"
_HEAD: Final = 500


def read_freemind(text: str) -> Entry | None:
    """The entries without places in the text, because it holds no more than they do; None if it is no mind map."""
    if "<map" not in text[:_HEAD] or "<node" not in text:
        return None
    root = nested.whole()
    opened, at = [root], 0
    while tag := _TAG.search(text, at):
        at = tag.end()
        if tag["end"]:
            opened = opened[:-1] or [root]
        elif tag["rich"] is not None:
            end = text.find(_RICH_END, at)
            at = len(text) if end < 0 else end
            _say(opened[-1], _words(text[tag.end() : at]), is_title_of="NODE" in tag["rich"])
        else:
            entry = nested.entry()
            _say(entry, _lines(tag["fields"]), is_title_of=True)
            opened[min(len(opened), nested.DEEPEST) - 1].below.append(entry)
            if not tag["closed"]:
                opened.append(entry)
    return nested.tidied(root)


def _lines(fields: str) -> list[str]:
    found = _TEXT.search(fields)
    said = unescape(found["value"] or found["other"] or "") if found else ""
    return _words(said) if said.lstrip().startswith("<html") else said.split("\n")


def _words(html: str) -> list[str]:
    """The lines of what is shown of it."""
    _, _, body = html.partition("<body")
    shown = body.partition(">")[2] if body else html
    return unescape(_ANY_TAG.sub("", _BLOCK.sub("\n", shown))).split("\n")


def _say(entry: Entry, lines: list[str], *, is_title_of: bool) -> None:
    """Give the entry its title, or what is said about it. Of a text the first line is the title."""
    said = [line for line in (" ".join(line.split()) for line in lines) if has_letters(line)]
    whole = " ".join(said)
    if not is_title_of or (entry.title and said):
        entry.meaning = f"{entry.meaning} {whole}".strip()
    elif len(said) > 1 and not is_title(whole):
        entry.title, entry.meaning = said[0], f"{' '.join(said[1:])} {entry.meaning}".strip()
    else:
        entry.title = whole or entry.title
