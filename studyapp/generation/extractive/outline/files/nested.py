"""What the trees in files of outliners and mind maps have in common: entries without places in the text."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from studyapp.generation.extractive.outline.entries import WHOLE, Entry
from studyapp.generation.extractive.outline.marks import PLAIN, Mark, without_label
from studyapp.generation.extractive.outline.titles import has_letters, is_title

DEEPEST: Final = 12


class Node(NamedTuple):
    depth: int
    """Of any scale: a node stands below the last one that has less."""
    title: str
    meaning: str = ""


def tree(nodes: Iterable[Node]) -> Entry | None:
    root = whole()
    opened = [(-1, root)]
    for node in nodes:
        while len(opened) > 1 and (opened[-1][0] >= node.depth or len(opened) > DEEPEST):
            opened.pop()
        below = entry(node.title, node.meaning)
        opened[-1][1].below.append(below)
        opened.append((node.depth, below))
    return tidied(root)


def whole() -> Entry:
    return Entry("", WHOLE, 0, 0)


def entry(title: str = "", meaning: str = "") -> Entry:
    return Entry(without_label(" ".join(title.split())), Mark(PLAIN, None, 0), 0, 0, meaning=meaning)


def tidied(root: Entry) -> Entry | None:
    """The tree without entries that have no title, e.g. pictures, and with sentences as what is said of the one above.

    None if nothing is left.
    """
    for below in root.below:
        _tidy(below)
    root.below = [kept for below in root.below for kept in _kept(below)]
    return root if root.below else None


def _tidy(entry: Entry) -> None:
    for below in entry.below:
        _tidy(below)
    below = [kept for each in entry.below for kept in _kept(each)]
    entry.below = [each for each in below if each.below or each.meaning or is_title(each.title)]
    said = [entry.meaning, *(each.title for each in below if not (each.below or each.meaning or is_title(each.title)))]
    entry.meaning = " ".join(filter(None, said))


def _kept(entry: Entry) -> list[Entry]:
    return [entry] if has_letters(entry.title) else entry.below
