"""What the trees in files of outliners and mind maps have in common: entries without places in the text."""

from typing import Final

from studyapp.generation.extractive.outline.entries import WHOLE, Entry
from studyapp.generation.extractive.outline.marks import PLAIN, Mark
from studyapp.generation.extractive.outline.titles import has_letters, is_title

DEEPEST: Final = 12


def whole() -> Entry:
    return Entry("", WHOLE, 0, 0)


def entry(title: str = "", meaning: str = "") -> Entry:
    return Entry(" ".join(title.split()), Mark(PLAIN, None, 0), 0, 0, meaning=meaning)


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
