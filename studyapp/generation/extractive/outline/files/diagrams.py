"""Reads mind maps written for Mermaid and PlantUML, as models and note-taking programs write them."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import Final

from studyapp.generation.extractive.outline.entries import Entry
from studyapp.generation.extractive.outline.files import nested
from studyapp.generation.extractive.outline.marks import indentation
from studyapp.generation.extractive.outline.titles import has_letters

_LEAST: Final = 0.4
"""A text of whose lines fewer are the mind map has it as a picture of what it says."""
_FENCE: Final = re.compile(r"\s*(?:```|~~~)")
_PLANTUML_ENDS: Final = ("@endmindmap", "@endwbs")
_SHAPE: Final = re.compile(
    r"[\w-]*(?:\(\((?P<circle>.+)\)\)|\)\)(?P<bang>.+)\(\(|\)(?P<cloud>.+)\(|\{\{(?P<hexagon>.+)\}\}"
    r"|\[(?P<square>.+)\]|\((?P<rounded>.+)\))"
)
_PLANTUML_NODE: Final = re.compile(r"(?P<depth>\s*(?:\*+|\++|-+|#+))(?:\[#\w*\])?[_<>]?(?=[\s:\[])\s*(?P<title>\S.*)")
_BREAK: Final = re.compile(r"<br\s*/?>|\\n", re.IGNORECASE)
_ICON: Final = re.compile(r"<&[\w-]+>|<:\w+:>")


def read_diagram(text: str) -> Entry | None:
    """The entries without places in the text; None if it is no mind map."""
    lines = text.split("\n")
    titles = [*_mermaid(lines)] or [*_plantuml(lines)]
    if len(titles) < _LEAST * sum(1 for line in lines if line.strip()):
        return None
    return nested.tree(titles)


def _mermaid(lines: Sequence[str]) -> Iterator[nested.Node]:
    begun = dropwhile(lambda line: line.strip() != "mindmap", lines)
    next(begun, None)
    for line in takewhile(lambda line: not _FENCE.match(line), begun):
        said = line.split("%%")[0].partition(":::")[0].strip()
        if said.startswith("::") or not has_letters(said):
            continue
        shape = _SHAPE.fullmatch(said)
        title = next(filter(None, shape.groups()), said) if shape else said
        yield nested.Node(indentation(line), _BREAK.sub(" ", title).strip('"` '))


def _plantuml(lines: Sequence[str]) -> Iterator[nested.Node]:
    begun = dropwhile(lambda line: not line.strip().startswith(("@startmindmap", "@startwbs")), lines)
    parts: list[str] = []
    depth = 0
    for line in takewhile(lambda line: line.strip() not in _PLANTUML_ENDS, begun):
        if parts:
            parts.append(line.strip())
        elif found := _PLANTUML_NODE.fullmatch(line):
            depth, parts = len(found["depth"].expandtabs(1)), [found["title"].strip()]
        if parts and (not parts[0].startswith(":") or parts[-1].endswith(";")):
            title = _ICON.sub("", _BREAK.sub(" ", " ".join(parts).strip(":;"))).strip()
            parts = []
            if has_letters(title):
                yield nested.Node(depth, title)
