"""The rules for a tree of skills, applied to its nodes as they arrive one by one.

T1 a title                       T4 a parent that exists       T6 at most eight categories
T2 no sibling of the same title  T5 one sentence about it      T7 at most sixty nodes
T3 at most three levels             T8 inside the branch that is asked for
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from studyapp.rules.cards import is_rejected
from studyapp.rules.findings import reject
from studyapp.rules.items import Finding
from studyapp.rules.text import normalise

FEWEST_CATEGORIES: Final = 2
MOST_CATEGORIES: Final = 8
MOST_NODES: Final = 60
DEEPEST: Final = 3
TITLE_CHARS: Final = 200
DESCRIPTION_CHARS: Final = 500
NO_PLACE: Final = frozenset({"T6", "T7", "T8"})
"""The rules that reject a node only because there is no place for one. No better one can take its place."""


_NOBODY: Final = frozenset({"0", "root", "none", "null", "-"})
"""What generators call the parent of a category, if no node is called so."""
_LABELLED: Final = re.compile(r"(?:[^\W\d_]+\s+|第)(\d+(?:\.\d+)*)\w?")
_WHOLE: Final = re.compile(r"(\d+)\.0")


@dataclass(frozen=True, slots=True)
class NodeDraft:
    """A skill as a generator proposes it, neither saved nor checked yet."""

    number: str
    """Its place in the tree, e.g. `2.1`, or another name that is its own. Other nodes name their parent by it."""
    title: str
    description: str = ""
    parent: str | None = None
    """The number of the node above, empty for a category. If it is None, `number` tells: `2` is above `2.1`."""
    section: tuple[int, int] | None = None
    """Start and end of the part of the material it is about; None if that is not known."""
    below: tuple["NodeDraft", ...] = ()
    """The nodes below it, if the generator nested them. They have no numbers of their own."""
    names: tuple[str, ...] = ()
    """The numbers of nodes below it that stand elsewhere, if the generator says them here and not there."""

    @property
    def above(self) -> str:
        """The number of its parent; an empty string for a category."""
        return self.number.rpartition(".")[0] if self.parent is None else self.parent


@dataclass(frozen=True, slots=True)
class CheckedNode:
    draft: NodeDraft
    findings: tuple[Finding, ...] = ()
    place: int = -1
    """Counts the nodes of the tree in their order of arrival, from 0; -1 for a rejected node."""
    above: int | None = None
    """The place of its parent; None for a category, and for a rejected node."""
    depth: int = 1
    """1 for a category."""

    @property
    def is_rejected(self) -> bool:
        return is_rejected(self.findings)

    @property
    def complaint(self) -> str:
        """Why it was rejected in one line, for the model in a repair call."""
        said = " ".join(finding.message for finding in self.findings)
        return f"{self.draft.number} {self.draft.title or '(no title)'} – {said}"


class TreeChecker:
    """Checks a tree that grows. A node whose parent has not come yet waits for it."""

    def __init__(self, standing: Iterable[NodeDraft] = (), *, branch: str = "") -> None:
        """`standing` are the nodes the tree has already, each before those below it. They are not checked.

        With the number of one of them as `branch`, only nodes below it are accepted.
        """
        self._nodes: list[CheckedNode] = []
        self._by_number: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        """The places of nodes by what else others may call them. What a node has as its number is not in here."""
        self._named: dict[str, str] = {}
        """The numbers of parents by those of the nodes that they name."""
        self._titles: dict[int | None, set[str]] = defaultdict(set)
        self._waiting: dict[str, list[NodeDraft]] = defaultdict(list)
        self._inside: set[int] | None = None
        """The places of the branch and of the nodes below it; None if the whole tree is asked for."""
        self._without_place: set[str] = set()
        """What nodes are called that were rejected only because there was no place."""
        self.wants_descriptions = True
        """Whether a node without a description is rejected, so that the generator is asked for it once more."""
        for draft in standing:
            node = self._take(draft)
            if branch and draft.number == branch:
                self._inside = {node.place}

    @property
    def nodes(self) -> int:
        return len(self._nodes)

    @property
    def categories(self) -> int:
        return len(self._titles[None])

    def add(self, draft: NodeDraft) -> list[CheckedNode]:
        """Add a node. Returns what this decides: about itself, unless its parent has not come, and about those below.

        What is there already, said once more, is passed over.
        """
        draft = self._placed(draft)
        if self._is_said_again(draft):
            return []
        if draft.above and self._find(draft.above) is None:
            self._waiting[normalise(draft.above)].append(draft)
            return []
        return list(self._settled(draft))

    def strays(self) -> list[CheckedNode]:
        """The nodes whose parent has not come, e.g. because each stands below the other, as rejected ones.

        They still wait: a parent that comes later takes them in.
        """
        waiting = [draft for drafts in self._waiting.values() for draft in drafts]
        return [
            _rejected(draft, reject("T4", f"There is no node {draft.above} for it to stand in.")) for draft in waiting
        ]

    def orphans(self) -> list[CheckedNode]:
        """The strays whose parent can still come: it was not rejected for lack of a place."""
        without_place = set(self._without_place)
        for stray in self.strays():
            if normalise(stray.draft.above) in without_place:
                without_place.update(_names_of(stray.draft))
        return [stray for stray in self.strays() if normalise(stray.draft.above) not in without_place]

    def _placed(self, draft: NodeDraft) -> NodeDraft:
        """The draft with its parent, where only other nodes tell which it is."""
        above = draft.above
        if not above:
            return replace(draft, parent=self._named.get(draft.number, ""))
        is_whole = draft.parent is None and draft.number == f"{above}.0"
        if self._find(above) is None and (is_whole or above.casefold() in _NOBODY):
            return replace(draft, parent="")
        return draft

    def _find(self, number: str) -> int | None:
        """The place of the node with this number, else of one that can be called so; None if there is none."""
        place = self._by_number.get(number)
        return self._by_name.get(normalise(number)) if place is None else place

    def _is_said_again(self, draft: NodeDraft) -> bool:
        place = self._by_number.get(draft.number)
        return place is not None and normalise(self._nodes[place].draft.title) == normalise(draft.title)

    def _settled(self, draft: NodeDraft) -> Iterator[CheckedNode]:
        above, depth = self._place(draft)
        if findings := tuple(self._findings(draft, above, depth)):
            if any(each.rule in NO_PLACE for each in findings):
                self._without_place.update(_names_of(draft))
            yield _rejected(draft, *findings)
            return
        node = self._take(draft)
        yield node
        for nested in _numbered(node.draft):
            yield from self._settled(nested)
        for waiting in [each for name in _names_of(draft) for each in self._waiting.pop(name, ())]:
            if self._find(waiting.above) is None:  # another one is meant, e.g. `A` and not `a`
                self._waiting[normalise(waiting.above)].append(waiting)
            else:
                yield from self._settled(waiting)

    def _findings(self, draft: NodeDraft, above: int | None, depth: int) -> Iterator[Finding]:
        """The first thing that is wrong with it, since one is enough to ask for a better one."""
        yield from list(self._about_itself(draft))[:1] or list(self._about_its_place(draft, above, depth))[:1]

    def _about_itself(self, draft: NodeDraft) -> Iterator[Finding]:
        if not normalise(draft.title) or not any(unicodedata.category(sign)[0] in "LNS" for sign in draft.title):
            yield reject("T1", "It has no title.")
        if len(unicodedata.normalize("NFC", draft.title)) > TITLE_CHARS:
            yield reject("T1", f"The title has more than {TITLE_CHARS} characters.")
        if self.wants_descriptions and not draft.description.strip():
            yield reject("T5", "It has no description.")
        if len(draft.description) > DESCRIPTION_CHARS:
            yield reject("T5", f"The description is one sentence of at most {DESCRIPTION_CHARS} characters.")

    def _about_its_place(self, draft: NodeDraft, above: int | None, depth: int) -> Iterator[Finding]:
        if self._inside is not None and above not in self._inside:
            yield reject("T8", "It is not below the skill that is to be written anew.")
        if normalise(draft.title) in self._titles[above]:
            yield reject("T2", "The node above has one of this title already.")
        if depth > DEEPEST:
            yield reject("T3", f"A tree has at most {DEEPEST} levels.")
        if above is None and self.categories >= MOST_CATEGORIES:
            yield reject("T6", f"A tree has at most {MOST_CATEGORIES} categories.")
        if self.nodes >= MOST_NODES:
            yield reject("T7", f"A tree has at most {MOST_NODES} nodes.")

    def _place(self, draft: NodeDraft) -> tuple[int | None, int]:
        """The place of its parent, None for a category, and its depth, 1 for a category."""
        above = self._find(draft.above) if draft.above else None
        return above, 1 if above is None else self._nodes[above].depth + 1

    def _take(self, draft: NodeDraft) -> CheckedNode:
        above, depth = self._place(draft)
        node = CheckedNode(draft, place=len(self._nodes), above=above, depth=depth)
        self._nodes.append(node)
        self._titles[above].add(normalise(draft.title))
        self._by_number[draft.number] = node.place
        for name in _names_of(draft):
            self._by_name.setdefault(name, node.place)
        self._named |= dict.fromkeys(draft.names, draft.number)
        if self._inside is not None and above in self._inside:
            self._inside.add(node.place)
        return node


def _names_of(draft: NodeDraft) -> list[str]:
    """What other nodes may call it, normalised: `Chapter 2` and `2.0` are also 2, and its title is a name."""
    found = _LABELLED.fullmatch(draft.number) or _WHOLE.fullmatch(draft.number)
    names = [draft.number, *(found.groups() if found else ()), draft.title, f"{draft.number} {draft.title}"]
    return list(dict.fromkeys(map(normalise, names)))


def _numbered(draft: NodeDraft) -> Iterator[NodeDraft]:
    for count, nested in enumerate(draft.below, start=1):
        yield replace(nested, number=f"{draft.number}.{count}", parent=draft.number)


def _rejected(draft: NodeDraft, *findings: Finding) -> CheckedNode:
    return CheckedNode(draft, findings)
