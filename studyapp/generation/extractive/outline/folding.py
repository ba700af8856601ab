"""Brings the entries of an outline into the limits of a tree, without losing any: what is too much is folded.

- One entry above all others is the subject of the whole text, so those below it become the categories.
- More than eight categories are put together in groups of neighbours. Keeping the first eight would lose the end of a
  course, and merging by likeness would lose its order.
- What is deeper than three levels becomes part of the node above, and so do the lowest levels of a tree that has too
  many nodes: the largest lists first, because the fewest lists are folded then, and of equal ones the last, because a
  learner begins with the first.
"""

from itertools import pairwise
from typing import Final

from studyapp.generation.extractive.outline.entries import Entry
from studyapp.generation.extractive.outline.marks import PLAIN, Mark
from studyapp.rules.trees import DEEPEST, MOST_CATEGORIES, MOST_NODES

_LONGEST_NAME: Final = 80
"""Of each of the two titles that a group is named after."""


def unwrapped(root: Entry) -> Entry:
    """The entry whose children are the categories."""
    while len(root.below) == 1:
        root = root.below[0]
    return root


def grouped(entries: list[Entry]) -> list[Entry]:
    """At most as many entries as a tree has categories; neighbours are put together if there are more."""
    if len(entries) <= MOST_CATEGORIES:
        return entries
    size = -(-len(entries) // MOST_CATEGORIES)
    groups = -(-len(entries) // size)
    edges = [len(entries) * at // groups for at in range(groups + 1)]
    return [_group(entries[start:end]) for start, end in pairwise(edges)]


def fold(categories: list[Entry]) -> int:
    """Fold what is too deep or too much. Returns how many entries were folded."""
    folded = sum(_folded(entry) for entry in _of_depth(categories, DEEPEST))
    excess = sum(len(_of_depth(categories, depth)) for depth in range(1, DEEPEST + 1)) - MOST_NODES
    for depth in range(DEEPEST - 1, 0, -1):
        parents = list(enumerate(_of_depth(categories, depth)))
        for _, entry in sorted(parents, key=lambda placed: (-len(placed[1].below), -placed[0])):
            if excess <= 0:
                return folded
            excess -= len(entry.below)
            folded += _folded(entry)
    return folded


def _of_depth(entries: list[Entry], depth: int) -> list[Entry]:
    """The entries so many levels down, 1 for those given."""
    for _ in range(depth - 1):
        entries = [below for entry in entries for below in entry.below]
    return entries


def _folded(entry: Entry) -> int:
    """Make what stands below the entry a part of it. Returns how many entries these are."""
    count = sum(1 + _folded(below) for below in entry.below)
    entry.folded = [below.title for below in entry.below]
    entry.below = []
    return count


def _group(entries: list[Entry]) -> Entry:
    first, last = entries[0], entries[-1]
    if first is last:
        return first
    inside = [entry.title for entry in entries]
    title = f"{first.title[:_LONGEST_NAME]} – {last.title[:_LONGEST_NAME]}"
    return Entry(title, Mark(PLAIN, None, 0), first.start, first.start, last.end, folded=inside, below=entries)
