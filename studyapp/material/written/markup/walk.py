# pyright: standard
"""Turns HTML into blocks. It walks without recursion, because files nest elements as deep as they like."""

import re
from collections.abc import Callable
from typing import Final

from selectolax.lexbor import LexborNode

from studyapp.material.passages.passage import LineKind
from studyapp.material.written.block import Block, Tell, code, heading, item, paragraph, table, unheard
from studyapp.material.written.markup.maths import formula
from studyapp.material.written.markup.tables import is_data, rows_of
from studyapp.material.written.markup.tags import AROUND, BLOCKS, HEADINGS, UNSEEN, is_around, is_hidden, is_note

_SPACES: Final = re.compile(r"[ \t\n\r\f]+")
_CAPTIONS: Final = ("figcaption", "caption")
_LISTS: Final = ("ul", "ol")
_CELLS: Final = ("td", "th")
_OF_ITS_OWN: Final = "block"

Step = LexborNode | Callable[[], None]


class Walk:
    """A walk through elements, whose blocks are gathered in order, with the places of their `id`s."""

    def __init__(self, *, is_web_page: bool) -> None:
        self.blocks: list[Block] = []
        self.places: dict[str, int] = {}
        """The index of the block in which, or before which, each `id` stands."""
        self._is_web_page = is_web_page
        self._words: list[str] = []
        self._waiting: list[Step] = []
        self._level = 0
        self._items: list[str] = []
        """The mark of the list item at each depth of lists; empty once it has been written."""
        self._kinds = [LineKind.PROSE]
        self._tell = unheard
        self._whole = 1
        self._said = 0
        self._lists: list[int] = []
        """The number of the next item of each list that is open; -1 for one without numbers."""

    def through(self, root: LexborNode, tell: Tell = unheard) -> None:
        """Gather the blocks of this element. How far that is, is told by the characters that were found."""
        if tell is not unheard:
            self._tell, self._whole = tell, max(len(root.text()), 1)
        self._waiting.append(root)
        while self._waiting:
            step = self._waiting.pop()
            if isinstance(step, LexborNode):
                self._enter(step)
            else:
                step()
        self._end()

    def _enter(self, node: LexborNode) -> None:
        if node.is_text_node:
            self._words.append(_SPACES.sub(" ", node.text_content or ""))
        elif node.is_element_node and node.tag and not self._is_left_out(node):
            tag = node.tag.rpartition(":")[2] or node.tag
            if tag in BLOCKS or tag in HEADINGS:
                self._end()
            if name := node.attributes.get("id") or (node.attributes.get("name") if tag == "a" else None):
                self.places.setdefault(name, len(self.blocks))
            self._open(node, tag)

    def _is_left_out(self, node: LexborNode) -> bool:
        tag, attributes = node.tag or "", node.attributes
        if tag in UNSEEN or (is_hidden(attributes) and not (tag == "math" or is_note(attributes))):
            return True
        return self._is_web_page and is_around(tag, attributes) and not is_note(attributes)

    def _open(self, node: LexborNode, tag: str) -> None:  # noqa: C901 - one line for each kind of element
        if tag == "br":
            self._words.append("\n")
        elif tag == "pre":
            self._add(code(node.text(deep=True)))
        elif tag == "math":
            self._formula(node)
        elif tag == "table" and is_data(node):
            self._table(node)
        elif tag in HEADINGS:
            self._within(node, lambda: setattr(self, "_level", HEADINGS[tag]), self._end_heading)
        elif tag == "li":
            self._item(node)
        elif tag in _LISTS:
            first = _first_number(node) if tag == "ol" else -1
            self._within(node, lambda: self._lists.append(first), self._end_list)
        elif tag in _CAPTIONS or tag in AROUND or is_note(node.attributes):
            self._of_kind(node, LineKind.CAPTION if tag in _CAPTIONS else LineKind.SMALL_PRINT)
        elif tag in BLOCKS:
            self._within(node, lambda: None, self._end)
        else:
            self._waiting += reversed(list(node.iter(include_text=True)))
            if tag in _CELLS:
                self._words.append(" ")

    def _within(self, node: LexborNode, begin: Callable[[], None], end: Callable[[], None]) -> None:
        begin()
        self._waiting.append(end)
        self._waiting += reversed(list(node.iter(include_text=True)))

    def _of_kind(self, node: LexborNode, kind: LineKind) -> None:
        def end() -> None:
            self._end()
            self._kinds.pop()

        self._within(node, lambda: self._kinds.append(kind), end)

    def _item(self, node: LexborNode) -> None:
        def end() -> None:
            self._end()
            self._items.pop()

        self._within(node, lambda: self._items.append(self._mark()), end)

    def _mark(self) -> str:
        """The sign before the next item: its number in a numbered list."""
        if not self._lists or self._lists[-1] < 0:
            return "-"
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}."

    def _end_list(self) -> None:
        self._end()
        self._lists.pop()

    def _formula(self, node: LexborNode) -> None:
        said = formula(node)
        if node.attributes.get("display") == _OF_ITS_OWN and not "".join(self._words).strip():
            self._add(paragraph(said, LineKind.MATHS))
        else:
            self._words.append(said)

    def _table(self, node: LexborNode) -> None:
        rows, captions = rows_of(node)
        for caption in captions:
            self._add(paragraph(caption, LineKind.CAPTION))
        for named in node.css("[id]"):
            self.places.setdefault(named.attributes["id"] or "", len(self.blocks))
        self._add(table(rows))

    def _end_heading(self) -> None:
        said, level = "".join(self._words), self._level
        self._words, self._level = [], 0
        self._add(heading(said, level))

    def _end(self) -> None:
        """End the paragraph, if one has begun."""
        said = "".join(self._words)
        self._words = []
        if not said.strip():
            return
        if self._level:
            self._add(heading(said, self._level))
        elif self._items:
            mark, self._items[-1] = self._items[-1], ""
            self._add(item(said, mark=mark or " ", depth=len(self._items)))
        else:
            self._add(paragraph(_tidy(said), self._kinds[-1]))

    def _add(self, block: Block | None) -> None:
        if block:
            self.blocks.append(block)
            self._said += len(block.text)
            self._tell(min(self._said / self._whole, 1))


def _first_number(node: LexborNode) -> int:
    first = node.attributes.get("start") or "1"
    return int(first) if first.isascii() and first.isdigit() and len(first) < 7 else 1


def _tidy(said: str) -> str:
    return "\n".join(line.strip() for line in said.strip().split("\n"))
