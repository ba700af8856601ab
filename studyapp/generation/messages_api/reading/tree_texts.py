"""Reads a tree that a model wrote as a text, e.g. as headings, a list or a mind map, although JSON was asked for."""

from typing import Final

from studyapp.generation.extractive.outline import outline
from studyapp.generation.messages_api.reading.openings import after_thoughts

_MOST_CHARS: Final = 60_000
"""No tree has nearly as many."""


def nodes_in(text: str) -> list[object]:
    """The nodes as items of an answer. Empty if the text has no levels: a list alone may be advice or questions."""
    nodes = outline(after_thoughts(text[:_MOST_CHARS])).nodes
    if not any("." in node.number for node in nodes):
        return []
    return [{"number": node.number, "title": node.title, "description": node.description} for node in nodes]
