"""Reads trees whose nodes have keys: JSON and YAML, e.g. of table-of-contents files and of answers of models."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.generation.extractive.outline.entries import Entry
from studyapp.generation.extractive.outline.files import nested
from studyapp.generation.extractive.outline.titles import has_letters
from studyapp.rules.text import word_set

_TITLES: Final = word_set("title name topic label heading skill chapter module lesson")
_DESCRIPTIONS: Final = word_set("description desc summary about note notes")
_FEWEST: Final = 2
_LEAST: Final = 0.6
"""A text of whose lines fewer have keys is no such file."""
_MOST_CHARS: Final = 500_000
_TAB: Final = 4
_LINE: Final = re.compile(r"(?P<lead>\s*(?:-\s+)*)[\"']?(?P<key>[A-Za-z_]\w{0,40})[\"']?\s*:(?:\s+(?P<value>\S.*))?")
_ITEM: Final = re.compile(r"(?P<lead>\s*(?:-\s+)*)(?P<value>\S.*)")


def read_keyed(text: str) -> Entry | None:
    """The entries without places in the text; None if it is no JSON or YAML with titles."""
    written = [line for line in _json_lines(text) or text.split("\n") if line.strip(" \t{}[],")]
    with_keys = [found for line in written if (found := _LINE.fullmatch(line))]
    titles = sum(found["key"].casefold() in _TITLES and bool(found["value"]) for found in with_keys)
    if titles < _FEWEST or len(with_keys) < _LEAST * len(written):
        return None
    return nested.tree(_nodes(written))


def _json_lines(text: str) -> list[str]:
    """The lines of JSON, one value a line; empty if it is none."""
    if not text.lstrip().startswith(("{", "[")) or len(text) > _MOST_CHARS:
        return []
    try:
        return json.dumps(json.loads(text), indent=1, ensure_ascii=False).split("\n")
    except (ValueError, RecursionError):
        return []


def _nodes(lines: Sequence[str]) -> Iterator[nested.Node]:
    """The nodes in their order. A text in a list is a title; a description in the same column is that of a title."""
    last: nested.Node | None = None
    for line in lines:
        found = _LINE.fullmatch(line) or _ITEM.fullmatch(line)
        value = found["value"].strip(" ,\"'{}[]|>") if found and found["value"] else ""
        if not found or not has_letters(value):
            continue
        column = len(found["lead"].expandtabs(_TAB))
        key = found.groupdict().get("key", "title").casefold()
        if key in _TITLES:
            if last:
                yield last
            last = nested.Node(column, value)
        elif key in _DESCRIPTIONS and last and last.depth == column:
            last = last._replace(meaning=value)
    if last:
        yield last
