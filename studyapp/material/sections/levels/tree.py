"""Headings as a tree: each with those below it, and how much text it has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from studyapp.material.sections.heading import Heading
from studyapp.material.sections.printed.paper import Paper


@dataclass(slots=True)
class Node:
    heading: Heading
    end: int
    """The place where the next one that is not below it begins."""
    pages: int
    """How many pages it begins or goes on."""
    chars: int
    own_chars: int
    """Before the first of its children."""
    children: list["Node"] = field(default_factory=list["Node"])


def tree_of(paper: Paper, headings: Sequence[Heading]) -> list[Node]:
    """The uppermost nodes, in the order of the text."""
    roots: list[Node] = []
    open_ones: list[Node] = []
    for heading, following in zip_longest(headings, headings[1:]):
        while open_ones and open_ones[-1].heading.depth >= heading.depth:
            open_ones.pop()
        node = Node(heading, 0, 0, 0, paper.chars(heading.at, following.at if following else len(paper.lines)))
        (open_ones[-1].children if open_ones else roots).append(node)
        open_ones.append(node)
    _measure(paper, roots, end=len(paper.lines), last_page=paper.page_count)
    return roots


def _measure(paper: Paper, nodes: Sequence[Node], *, end: int, last_page: int) -> None:
    waiting = [(nodes, end, last_page)]
    while waiting:
        siblings, end, last_page = waiting.pop()
        for node, following in zip_longest(siblings, siblings[1:]):
            node.end = following.heading.at if following else end
            last = _last_page(node.heading, following.heading) if following else last_page
            node.pages = last - node.heading.page + 1
            node.chars = paper.chars(node.heading.at, node.end)
            waiting.append((node.children, node.end, last))


def _last_page(heading: Heading, following: Heading) -> int:
    """The last page of what ends where another begins, which most often begins a page."""
    return max(heading.page, following.page - 1)


def in_order(nodes: Sequence[Node]) -> Iterator[Node]:
    """All nodes in the order of the text."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))
