"""The tree of a goal without a model: the outline that a learner's own text has.

marks      what lines begin with: signs of headings, bullets, numbers, letters, `Week 3`
reading    lines become entries, each below the one it belongs to
choosing   which of them are entries of an outline, and which belong to the text
contents, opml   tables of contents, and files of outliners
folding    the limits of a tree: what is too much is folded
drafting   entries become drafts of skills
"""

from dataclasses import dataclass
from typing import Final

from studyapp.generation.extractive.outline import drafting, folding
from studyapp.generation.extractive.outline.choosing import chosen
from studyapp.rules.trees import FEWEST_CATEGORIES, NodeDraft


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


_NONE: Final = Outline()


def outline(text: str) -> Outline:
    """The tree of a pasted outline, a table of contents, or material with headings."""
    found = chosen(text)
    if found is None:
        return _NONE
    root, asides = found
    repeated = drafting.tidy(text, root)
    above = folding.unwrapped(root)
    if len(above.below) < FEWEST_CATEGORIES:
        return _NONE
    categories = folding.grouped(above.below)
    is_grouped = categories is not above.below
    grouped = len(above.below) if is_grouped else 0
    folded = folding.fold(categories)
    return Outline(tuple(drafting.drafts(text, categories)), above.title, folded, grouped, repeated, asides)
