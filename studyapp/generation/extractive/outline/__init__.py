"""The tree of a goal without a model: the outline that a learner's own text has.

marks      what lines begin with: signs of headings, bullets, numbers, letters, `Week 3`
reading    lines become entries, each below the one it belongs to
choosing   which of them are entries of an outline, and which belong to the text
contents   tables of contents
files      of outliners and mind maps, JSON and YAML
drafting   entries become drafts of skills
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from studyapp.generation.extractive.outline import drafting
from studyapp.generation.extractive.outline.choosing import chosen
from studyapp.generation.extractive.outline.entries import Entry
from studyapp.generation.extractive.outline.marks import PLAIN, Mark
from studyapp.rules.trees import FEWEST_CATEGORIES, MOST_CATEGORIES, NodeDraft
from studyapp.rules.trees.limits import fold, in_groups, name_of_group


@dataclass(frozen=True, slots=True)
class Outline:
    nodes: tuple[NodeDraft, ...] = ()
    """Each before those below it, numbered by its place, e.g. `2.1`. Empty if the text has no outline."""
    title: str = ""
    """The title that stands above all others, which is no node; empty if there is none."""
    folded: int = 0
    """How many entries became part of the node above, because they were too deep or too many."""
    grouped: int = 0
    """How many entries of the first level were put together in groups, because they were too many for categories."""
    repeated: int = 0
    """How many entries were left out because one of the same title stands beside them, with all they say."""
    asides: int = 0
    """How many entries were left out because they are about no subject, e.g. references, exercises, an exam."""

    @property
    def note(self) -> str:
        """What is not in the tree as it is in the text, in sentences for the learner; empty if all is."""
        said = (
            (self.folded, "too deep or too many for a tree, and became part of the skill above"),
            (self.grouped, "more than the categories a tree has, and were put together with their neighbours"),
            (self.repeated, "left out as repetitions of a title"),
            (self.asides, "left out as no subject to learn, such as references or exams"),
        )
        return " ".join(
            f"{count} {'point was' if count == 1 else 'points were'} {why}." for count, why in said if count
        )


_NONE: Final = Outline()


def outline(text: str) -> Outline:
    """The tree of a pasted outline, a table of contents, or material with headings."""
    found = chosen(text)
    if found is None:
        return _NONE
    root, asides = found
    repeated = drafting.tidy(text, root)
    above = _unwrapped(root)
    if len(above.below) < FEWEST_CATEGORIES:
        return _NONE
    grouped = len(above.below) if len(above.below) > MOST_CATEGORIES else 0
    categories = [_together(group) for group in in_groups(above.below)]
    folded = fold(categories)
    return Outline(tuple(drafting.drafts(text, categories)), above.title, folded, grouped, repeated, asides)


def _unwrapped(root: Entry) -> Entry:
    """The entry whose children are the categories: one that stands above all others is the subject of the text."""
    while len(root.below) == 1:
        root = root.below[0]
    return root


def _together(entries: Sequence[Entry]) -> Entry:
    first, last = entries[0], entries[-1]
    if first is last:
        return first
    titles = [entry.title for entry in entries]
    mark = Mark(PLAIN, None, 0)
    return Entry(name_of_group(titles), mark, first.start, first.start, last.end, folded=titles, below=list(entries))
