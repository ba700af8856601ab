"""The tree of a goal that is made of a deck: its tags and sources become skills, and its cards are sorted into them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from studyapp.rules.text import normalise, word_set
from studyapp.rules.trees import (
    DESCRIPTION_CHARS,
    FEWEST_CATEGORIES,
    MOST_CATEGORIES,
    MOST_NODES,
    TITLE_CHARS,
    NodeDraft,
)
from studyapp.rules.trees.limits import fold, in_groups, name_of_group

_EVERYTHING_ELSE: Final = "Everything else"
_LEVEL: Final = re.compile(r"::|/")
"""Between a tag and one below it, e.g. `biology::cells`."""
_NUMBER: Final = re.compile(r"(\d+)")
_PARTS: Final = (MOST_NODES - MOST_CATEGORIES) // MOST_CATEGORIES
"""The most parts of a group of tags, so that the parts of all groups fit into a tree."""
_MARKS_OF_PROGRAMS: Final = word_set("leech marked missing-media")
"""Tags that programs set, which name no subject."""

_NO_CARDS: Final = "This deck has no cards yet."
_NO_TAGS: Final = "The cards of this deck have neither tags nor sources to make a tree of. Tag some of them first."
_ONE_TAG: Final = "All cards of this deck have the same tag or source, and a tree needs at least two. Tag some of them."

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeckCard:
    id: str
    tags: Sequence[str] = ()
    source: str | None = None
    """The title of the document it was made from."""


@dataclass(frozen=True, slots=True)
class FilledNode:
    draft: NodeDraft
    card_ids: tuple[str, ...]
    """The cards that belong to this node itself, and not to one below it."""


@dataclass(frozen=True, slots=True)
class DeckTree:
    nodes: tuple[FilledNode, ...] = ()
    """Each before those below it. All cards of the deck are in one of them."""
    reason: str = ""
    """Why there are no nodes, in a sentence for the learner."""
    folded: int = 0
    """How many tags became part of the node above, because they were too deep or too many."""
    grouped: int = 0
    """How many tags and sources were put together in groups, because they were too many for categories."""


@dataclass(slots=True)
class _Branch:
    title: str = ""
    card_ids: list[str] = field(default_factory=list[str])
    children: dict[str, "_Branch"] = field(default_factory=dict[str, "_Branch"])
    named: list[str] = field(default_factory=list[str])
    """The titles of what became part of it."""

    @property
    def below(self) -> "list[_Branch]":
        return sorted(self.children.values(), key=lambda branch: _natural(branch.title))

    def fold(self) -> int:
        count = 0
        for branch in self.below:
            count += 1 + branch.fold()
            self.named.append(branch.title)
            self.card_ids += branch.card_ids
        self.children = {}
        return count


def tree_of_deck(cards: Iterable[DeckCard]) -> DeckTree:
    """Sort each card to its most specific tag, else to its source, else to a node for everything else.

    The most specific tag is the deepest one, and of equally deep ones that of the fewest cards. A tag above all others
    is the subject of the deck and no node. If the tags do not tell the cards apart, their sources alone count.
    """
    cards = list(cards)
    if not cards:
        return DeckTree(reason=_NO_CARDS)
    for places in (_by_tag(cards), [_source(card) for card in cards]):
        root, others = _grown(cards, places)
        if not root.children:
            continue
        last = [others] if others.card_ids or others.children else []
        if len(root.children) + len(last) >= FEWEST_CATEGORIES:
            return _drawn(root.below, last)
    has_any = any(_paths(card) or _source(card) for card in cards)
    return DeckTree(reason=_ONE_TAG if has_any else _NO_TAGS)


def _by_tag(cards: Sequence[DeckCard]) -> list[Path]:
    """The place of each card in the tree; empty for one with neither tag nor source."""
    frequency = Counter(_key(path) for card in cards for path in _paths(card))
    return [
        min(_paths(card), key=lambda path: (-len(path), frequency[_key(path)]), default=_source(card)) for card in cards
    ]


def _paths(card: DeckCard) -> list[Path]:
    paths = (tuple(filter(normalise, map(_title, _LEVEL.split(tag)))) for tag in card.tags)
    return [path for path in paths if path and path[0].casefold() not in _MARKS_OF_PROGRAMS]


def _source(card: DeckCard) -> Path:
    title = _title(card.source or "")
    return (title,) if normalise(title) else ()


def _title(tag: str) -> str:
    return " ".join(tag.replace("_", " ").split()).lstrip("#")[:TITLE_CHARS].strip()


def _key(path: Path) -> Path:
    return tuple(map(normalise, path))


def _natural(title: str) -> list[str | int]:
    """The order in which `10` comes after `9`."""
    parts = _NUMBER.split(title.casefold())
    return [int(part) if at % 2 else part for at, part in enumerate(parts)]


def _grown(cards: Sequence[DeckCard], places: Sequence[Path]) -> tuple[_Branch, _Branch]:
    """The branch whose children are the categories, and one with the cards that stand in none of them."""
    root = _Branch()
    for card, path in zip(cards, places, strict=True):
        branch = root
        for title in path:
            branch = branch.children.setdefault(normalise(title), _Branch(title))
        branch.card_ids.append(card.id)
    others = _Branch(_EVERYTHING_ELSE, root.card_ids)
    while len(root.children) == 1 and root.below[0].children:
        root = root.below[0]
        others.card_ids += root.card_ids
    if same := root.children.pop(normalise(_EVERYTHING_ELSE), None):
        others.card_ids += same.card_ids
        others.children = same.children
    return root, others


def _drawn(categories: Sequence[_Branch], last: Sequence[_Branch]) -> DeckTree:
    most = MOST_CATEGORIES - len(last)
    grouped = len(categories) if len(categories) > most else 0
    in_parts = len(categories) + most + len(last) > MOST_NODES
    groups = [_together(group, in_parts=in_parts) for group in in_groups(categories, most=most)] + [*last]
    folded = fold(groups)
    return DeckTree(tuple(_nodes(groups, "")), folded=folded, grouped=grouped)


def _together(branches: Sequence[_Branch], *, in_parts: bool = False) -> _Branch:
    """One branch with these below it, or with parts of them if there are many.

    Without parts, all of some groups would be folded into lumps, while others kept each of their tags. So 2,000 tags
    become 48 skills of some forty tags each, and not eight of 250.
    """
    if len(branches) == 1:
        return branches[0]
    titles = [branch.title for branch in branches]
    if in_parts and len(branches) > _PARTS:
        branches = [_together(part) for part in in_groups(branches, most=_PARTS)]
    inside = {normalise(branch.title): branch for branch in branches}
    return _Branch(name_of_group(titles), children=inside, named=titles)


def _nodes(branches: Sequence[_Branch], prefix: str) -> Iterator[FilledNode]:
    for number, branch in enumerate(branches, start=1):
        described = ", ".join(branch.named)[:DESCRIPTION_CHARS]
        yield FilledNode(NodeDraft(f"{prefix}{number}", branch.title, described), tuple(branch.card_ids))
        yield from _nodes(branch.below, f"{prefix}{number}.")
