"""Brings a tree of skills into its limits without losing any: what is too much is folded or put together.

- More than eight categories are put together in groups of neighbours. Keeping the first eight would lose the end of a
  course, and putting together what is alike would lose its order.
- What is deeper than three levels becomes part of the node above, and so do the lowest levels of a tree that has too
  many nodes: the largest lists first, because the fewest lists are folded then, and of equal ones the last, because a
  learner begins with the first.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Protocol, Self, TypeVar

from studyapp.rules.trees import DEEPEST, MOST_CATEGORIES, MOST_NODES

_LONGEST_NAME: Final = 80
"""Of each of the two titles that a group is named after."""


class Foldable(Protocol):
    @property
    def below(self) -> Sequence[Self]: ...

    def fold(self) -> int:
        """Make all nodes below it a part of it, and return how many they were."""
        ...


T = TypeVar("T")
F = TypeVar("F", bound=Foldable)


def in_groups(categories: Sequence[T], *, most: int = MOST_CATEGORIES) -> list[Sequence[T]]:
    """At most so many groups of neighbours, of about one size; one for each category if they are few enough."""
    size = max(1, -(-len(categories) // most))
    groups = -(-len(categories) // size)
    edges = [len(categories) * at // groups for at in range(groups + 1)] if groups else []
    return [categories[start:end] for start, end in pairwise(edges)]


def name_of_group(titles: Sequence[str]) -> str:
    return f"{titles[0][:_LONGEST_NAME]} – {titles[-1][:_LONGEST_NAME]}"


def fold(categories: Sequence[F]) -> int:
    """Fold what is too deep or too much. Returns how many nodes were folded."""
    folded = sum(node.fold() for node in _of_depth(categories, DEEPEST))
    excess = sum(len(_of_depth(categories, depth)) for depth in range(1, DEEPEST + 1)) - MOST_NODES
    for depth in range(DEEPEST - 1, 0, -1):
        parents = list(enumerate(_of_depth(categories, depth)))
        for _, node in sorted(parents, key=lambda placed: (-len(placed[1].below), -placed[0])):
            if excess <= 0:
                return folded
            excess -= len(node.below)
            folded += node.fold()
    return folded


def _of_depth(nodes: Sequence[F], depth: int) -> Sequence[F]:
    """The nodes so many levels down, 1 for those given."""
    for _ in range(depth - 1):
        nodes = [below for node in nodes for below in node.below]
    return nodes
