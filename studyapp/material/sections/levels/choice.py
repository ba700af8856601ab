"""Chooses which headings of a document become its chapters and sections: readable pieces, neither tiny nor endless."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from studyapp.material.sections.heading import Heading
from studyapp.material.sections.kinds import is_contents, kind_of
from studyapp.material.sections.levels.front import front_heading
from studyapp.material.sections.levels.merging import Piece, merged
from studyapp.material.sections.levels.tree import Node, tree_of
from studyapp.material.sections.printed.paper import Paper
from studyapp.material.sections.structure import Kind, Section

MOST_CHAPTERS: Final = 60
LONG_PAGES: Final = 25
LONG_CHARS: Final = 60_000
"""A chapter with more pages or characters shows its sections."""
CONTAINER_CHARS: Final = 1_500
"""What has children and fewer characters of its own only holds them."""
_FRONT_SHARE: Final = 0.2
"""What stands before the first heading is front matter if it is less than so much of the text, or has a table of
contents.
"""
_WHOLE: Final = 0.8
"""What holds so much of the text alone is the document itself."""


def sections_of(paper: Paper, headings: Sequence[Heading]) -> list[Section]:
    """The chapters and, of long ones, the sections, from headings in the order of the text."""
    chapters = _chapters(paper, tree_of(paper, headings))
    pieces = [*_front(paper, headings), *(piece for chapter in chapters for piece in _pieces(paper, chapter))]
    pieces = _grouped(merged(paper, pieces))
    return [_section(paper, piece) for piece in pieces]


def _section(paper: Paper, piece: Piece) -> Section:
    heading = piece.heading
    is_there = heading.at < len(paper.lines) and paper.page_of(heading.at) == heading.page
    line = paper.line_of(heading.at, heading.page) if is_there else 0
    return Section(heading.title, piece.level, piece.kind, heading.page, line)


def _front(paper: Paper, headings: Sequence[Heading]) -> list[Piece]:
    """What stands before the first heading, if that is much."""
    heading = front_heading(paper, headings[0]) if headings else None
    if not heading:
        return []
    before = paper.lines[: headings[0].at]
    is_little = paper.chars(0, headings[0].at) < _FRONT_SHARE * paper.chars(0, len(paper.lines))
    is_front = is_little or any(is_contents(line.text) for line in before)
    return [Piece(heading, 1, Kind.FRONT if is_front else Kind.BODY)]


# Chapters


def _chapters(paper: Paper, roots: Sequence[Node]) -> list[Node]:
    """The nodes that are chapters: what only holds the document or its parts gives way to what it holds."""
    nodes = list(roots)
    while whole := next((node for node in nodes if _is_whole(paper, node, nodes)), None):
        nodes = _replaced(nodes, [whole])
    while containers := _containers(paper, nodes):
        opened = _replaced(nodes, containers)
        if len(opened) > MOST_CHAPTERS:
            break
        nodes = opened
    return nodes


def _containers(paper: Paper, nodes: Sequence[Node]) -> list[Node]:
    """The parts of a document whose chapters are one level deeper: most of its text is in what is as long as chapters
    are, and has sections itself.
    """
    holders = [node for node in nodes if any(map(_is_chapter, node.children))]
    chars = sum(child.chars for node in holders for child in node.children if _is_chapter(child))
    return holders if 2 * chars > paper.chars(0, len(paper.lines)) else []


def _is_chapter(node: Node) -> bool:
    return bool(node.children) and _is_long(node)


def _is_whole(paper: Paper, node: Node, nodes: Sequence[Node]) -> bool:
    others = sum(other is not node and bool(other.children) for other in nodes)
    return len(node.children) > 1 and not others and node.chars > _WHOLE * paper.chars(0, len(paper.lines))


def _replaced(nodes: Sequence[Node], containers: Sequence[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if any(node is container for container in containers):
            found += [*_own(node), *node.children]
        else:
            found.append(node)
    return found


def _own(node: Node) -> list[Node]:
    """What a node says before its children, as a node without any, if it is worth reading by itself."""
    if node.own_chars < CONTAINER_CHARS:
        return []
    first = node.children[0].heading
    pages = max(1, first.page - node.heading.page)
    return [Node(node.heading, first.at, pages, node.own_chars, node.own_chars)]


def _is_long(node: Node) -> bool:
    return node.pages > LONG_PAGES or node.chars > LONG_CHARS


# Sections


def _pieces(paper: Paper, chapter: Node) -> list[Piece]:
    kind = kind_of(chapter.heading.title, share=(chapter.heading.page - 1) / paper.page_count)
    whole = Piece(chapter.heading, 1, kind)
    if kind is not Kind.BODY or not _is_long(chapter):
        return [whole]
    below = [part for child in chapter.children for part in _readable(child)]
    return [whole, *(Piece(node.heading, 2, Kind.BODY) for node in below)]


def _readable(section: Node) -> list[Node]:
    """The section, or what it holds if it is too long itself."""
    if not section.children or not _is_long(section):
        return [section]
    own = [] if section.own_chars < CONTAINER_CHARS else [section]
    return [*own, *(part for child in section.children for part in _readable(child))]


# Groups


def _grouped(pieces: list[Piece]) -> list[Piece]:
    """At most `MOST_CHAPTERS` chapters: more than that become sections, under chapters named by the first and last."""
    chapters = sum(piece.level == 1 for piece in pieces)
    if chapters <= MOST_CHAPTERS:
        return pieces
    size = -(-chapters // MOST_CHAPTERS)
    found: list[Piece] = []
    firsts = [at for at, piece in enumerate(pieces) if piece.level == 1]
    for start in range(0, len(firsts), size):
        group = firsts[start : start + size]
        end = firsts[start + size] if start + size < len(firsts) else len(pieces)
        first, last = pieces[group[0]].heading, pieces[group[-1]].heading
        title = first.title if first is last else f"{first.title} – {last.title}"
        found.append(replace(pieces[group[0]], heading=replace(first, title=title)))
        found += (
            [replace(piece, level=2) for piece in pieces[group[0] : end]]
            if len(group) > 1
            else pieces[group[0] + 1 : end]
        )
    return found
