"""The chapters that the outline of a document names, known before its pages have been read."""

from collections.abc import Sequence

from studyapp.material.sections.levels.choice import MOST_CHAPTERS
from studyapp.material.sections.outline import names_each_page
from studyapp.material.sections.structure import OutlineEntry


def announced(entries: Sequence[OutlineEntry], page_count: int) -> list[OutlineEntry]:
    """The entries of the highest level that has several, in order of their pages; none if they are no chapters."""
    if names_each_page(entries, page_count):
        return []
    for level in sorted({entry.level for entry in entries}):
        found = [entry for entry in entries if entry.level == level]
        if len(found) > 1:
            return sorted(found, key=lambda entry: entry.page) if len(found) <= MOST_CHAPTERS else []
    return []
