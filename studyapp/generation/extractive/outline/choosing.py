"""Decides which of the lines that look like entries of an outline are entries: the others belong to the text.

A list may be an outline, or an enumeration in prose. So a text is read in several ways, and the first one counts that
gives at least two categories.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Final

from studyapp.generation.extractive.outline import contents
from studyapp.generation.extractive.outline.entries import Entry, Source, counts_up
from studyapp.generation.extractive.outline.files import read_file
from studyapp.generation.extractive.outline.marks import BULLET, LINE, PAGE, PLAIN, indentation, marks
from studyapp.generation.extractive.outline.reading import read
from studyapp.generation.extractive.outline.titles import ends_sentence, has_letters, is_title, leads_to_page
from studyapp.generation.extractive.reading.blocks import is_no_material
from studyapp.rules.text import word_set

_FEWEST: Final = 2
_FEWEST_LINES: Final = 3
_MOST_FLAT_LINES: Final = 60
_LONGEST_FLAT_LINE: Final = 60
_MOST_TITLES: Final = 0.6
"""A list of which fewer entries are titles is one of sentences."""
_OUTLINE: Final = 0.5
"""A text of which so much is titles is an outline, and its lists are part of it; otherwise they belong to the text."""
_LIST: Final = 0.3
"""A text without other structure, of which so much is a list, is about the points of that list."""
_FEWEST_POINTS: Final = 4
_ORGANISATION: Final = word_set(
    "grading attendance instructor instructors textbook textbooks prerequisites policies midterm midterms exam review "
    "sprechstunde sprechstunden bewertung anwesenheit dozent dozentin prüfungsleistung klausur wiederholung todo"
) | {
    "office hours", "required texts", "course policies", "academic integrity", "grading policy", "course materials",
    "midterm exam", "final exam", "spring break", "fall break", "no class", "exam review",
}  # fmt: skip
_AROUND_BOOK: Final = word_set(
    "preface foreword index vorwort geleitwort register sachregister préface avant-propos prólogo "
    "前言 附录 索引 参考文献 致谢"
)


def chosen(text: str) -> tuple[Entry, int] | None:
    """The entries of the outline, below one that stands for the whole, and how many were left out because they are
    about no subject; None if the text has no outline.
    """
    if found := read_file(text):
        return found, 0
    source = _without_lead(Source.of(text))
    for way in (_lines, contents.read_contents, _outline, _headings, _sections, _lone_lines, _list):
        found = way(source)
        if found and _top(found) >= _FEWEST:
            return _without_asides(found)
    return None


def _without_lead(source: Source) -> Source:
    """The lines without one that only leads to the first heading, e.g. `Here is your plan:`."""
    shown = [at for at, line in enumerate(source.lines) if not line.is_blank][:2]
    first, second = (source.lines[at].text.strip() for at in shown) if len(shown) > 1 else ("", "")
    leads = first.endswith((":", "：")) and not first.startswith("#") and second.startswith("#")
    return replace(source, lines=source.lines[shown[1] :]) if leads else source


def _without_asides(root: Entry) -> tuple[Entry, int]:
    """The entries without references, organisation and the like, unless hardly any others are left; how many went."""
    everything = deepcopy(root)
    _drop(root, _is_aside)
    if _top(root) < _FEWEST:
        return everything, 0
    return root, sum(1 for _ in _inside(everything)) - sum(1 for _ in _inside(root))


def _is_aside(entry: Entry) -> bool:
    title = entry.title.casefold().strip(" .:")
    if entry.below and not entry.is_heading:
        return False
    return is_no_material(title) or title in _ORGANISATION or (entry.mark.style == PAGE and title in _AROUND_BOOK)


def _top(root: Entry) -> int:
    """How many entries there are on the first level that has more than one."""
    while len(root.below) == 1:
        root = root.below[0]
    return len(root.below)


def _lines(source: Source) -> Entry | None:
    """A mind map: lines without marks, all of them titles; indented, or few enough to be a list."""
    shown = [line.text for line in source.lines if not line.is_blank]
    bare = [text for text in shown if not marks(text.strip()) and not leads_to_page(text)]
    titles = [text for text in bare if is_title(text.strip()) and not ends_sentence(text.strip())]
    if len(shown) < _FEWEST_LINES or not bare or len(titles) < len(bare) or len(bare) < len(shown) / 3:
        return None
    is_flat = len({indentation(text) for text in shown}) == 1
    if is_flat and (len(shown) > _MOST_FLAT_LINES or not all(map(_begins_like_title, titles))):
        return None
    in_groups = is_flat and len(bare) == len(shown) and _is_grouped(source)
    return read(source, unmarked=lambda at: LINE if in_groups and at and not source.lines[at - 1].is_blank else PLAIN)


def _is_grouped(source: Source) -> bool:
    """Whether there are several paragraphs, and all have several lines: the first of each stands for it."""
    paragraphs = "\n".join(line.text.strip() for line in source.lines).strip("\n").split("\n\n")
    return len(paragraphs) > 1 and all("\n" in paragraph.strip("\n") for paragraph in paragraphs)


def _begins_like_title(text: str) -> bool:
    return len(text) <= _LONGEST_FLAT_LINE and not text.strip()[:1].islower()


def _outline(source: Source) -> Entry | None:
    """Headings and lists of a text that consists mostly of them."""
    root = read(source)
    has_headings = any(entry.is_heading for entry in _inside(root))
    _without_sentences(root, pairs=not has_headings)
    return root if _share(source, root) >= _OUTLINE else None


def _list(source: Source) -> Entry | None:
    """The list in a text that has no other structure, e.g. of the contents of a course."""
    root = read(source)
    _without_sentences(root, pairs=False)
    return root if len(root.below) >= _FEWEST_POINTS and _share(source, root) >= _LIST else None


def _share(source: Source, root: Entry) -> float:
    """How much of the text is titles."""
    written = sum(len(line.text.strip()) for line in source.lines)
    titles = sum(len(source.text[entry.start : entry.body].strip()) for entry in _inside(root))
    return titles / max(1, written)


def _headings(source: Source) -> Entry:
    """The headings of a text, and lists of weeks or chapters."""
    root = read(source)
    _without_sentences(root, pairs=False)
    _drop(root, lambda entry: not entry.is_heading and not entry.mark.is_label)
    return root


def _sections(source: Source) -> Entry | None:
    """Headings, and numbered titles or bullets with text below them."""
    root = read(source)
    _without_sentences(root, pairs=True)
    return root if _have_text(source, root) else None


def _lone_lines(source: Source) -> Entry | None:
    """Short lines with a blank one before and after, and with text below them."""

    def style(at: int) -> str | None:
        text = source.lines[at].text.strip()
        is_lone = all(source.lines[near].is_blank for near in (at - 1, at + 1) if 0 <= near < len(source.lines))
        return PLAIN if is_lone and is_title(text) and _begins_like_title(text) else None

    root = read(source, unmarked=style)
    _drop(root, lambda entry: bool(marks(source.text[entry.start : entry.body].strip())))
    return root if _have_text(source, root) else None


def _have_text(source: Source, root: Entry) -> bool:
    """Whether most categories have text, or the whole text is in bullets, as in outliners."""
    outside = sum(len(source.text[start:end].strip()) for start, end in root.gaps())
    if outside == 0 and all(entry.mark.style == BULLET for entry in root.below):
        return True
    with_text = [entry for entry in root.below if _has_text(source.text, entry)]
    return len(with_text) > len(root.below) / 2


def _has_text(text: str, entry: Entry) -> bool:
    if entry.meaning or any(has_letters(text[start:end]) for start, end in entry.gaps()):
        return True
    return any(_has_text(text, inside) for inside in entry.below)


def _without_sentences(root: Entry, *, pairs: bool) -> None:
    """Leave out the entries of lists that are no titles. `pairs` says that a title may have a meaning behind it."""
    for inside in root.below:
        _without_sentences(inside, pairs=pairs)
    listed = [entry for entry in root.below if not entry.is_heading]
    titles = [entry for entry in listed if is_title(entry.title) and (pairs or not entry.meaning)]
    is_outline = len(titles) >= _MOST_TITLES * len(listed) and counts_up(listed)
    kept = {id(entry) for entry in titles if is_outline or entry.below}
    root.below = [entry for entry in root.below if entry.is_heading or id(entry) in kept]


def _drop(root: Entry, is_dropped: Callable[[Entry], bool]) -> None:
    root.below = [entry for entry in root.below if not is_dropped(entry)]
    for entry in root.below:
        _drop(entry, is_dropped)


def _inside(root: Entry) -> Iterator[Entry]:
    for entry in root.below:
        yield entry
        yield from _inside(entry)
