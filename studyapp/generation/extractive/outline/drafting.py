"""Makes drafts of skills from the entries of an outline."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from studyapp.generation.extractive.outline.entries import Entry, counts_up
from studyapp.generation.extractive.outline.titles import has_letters, is_title
from studyapp.generation.extractive.reading.blocks import Block, BlockKind, blocks
from studyapp.generation.extractive.reading.plain_text import plain
from studyapp.rules.sentences import sentence_spans
from studyapp.rules.text import normalise
from studyapp.rules.trees import DESCRIPTION_CHARS, TITLE_CHARS, NodeDraft

_SAMPLE: Final = 2_000
"""In characters. The first sentence of a section stands within so many."""
_PROSE: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_ROOM_FOR_NUMBER: Final = 10


def tidy(text: str, root: Entry) -> int:
    """Give all entries titles that are plain and differ from those beside them. Returns how many were left out.

    Of two with the same title, one that says nothing is left out; otherwise the second gets a number.
    """
    root.title, root.own_end = _title(root.title), root.below[0].start if root.below else root.end
    if not counts_up([entry for entry in root.below if entry.is_heading]):
        _give_back_numbers(root.below)
    left_out = sum(tidy(text, entry) for entry in root.below)
    by_title: dict[str, list[Entry]] = {}
    for entry in root.below:
        if key := normalise(entry.title):
            by_title.setdefault(key, []).append(entry)
    kept = {id(entry) for same in by_title.values() for entry in _telling(text, same)}
    left_out += len(root.below) - len(kept)
    root.below = [entry for entry in root.below if id(entry) in kept]
    _number_equal(root.below)
    return left_out


def drafts(text: str, entries: Sequence[Entry], prefix: str = "") -> Iterator[NodeDraft]:
    """The entries and all below them, each before those below it."""
    for number, entry in enumerate(entries, start=1):
        has_text = _has_text(text, entry)
        yield NodeDraft(
            f"{prefix}{number}",
            entry.title,
            _description(text, entry),
            section=(entry.start, entry.start + len(text[entry.start : entry.end].rstrip())) if has_text else None,
        )
        yield from drafts(text, entry.below, f"{prefix}{number}.")


def _title(title: str) -> str:
    words = " ".join(plain(title).split()).strip(" :：*_")
    return words if len(words) <= TITLE_CHARS else f"{words[: TITLE_CHARS - 1].rstrip()}…"


def _give_back_numbers(entries: list[Entry]) -> None:
    """What a title begins with is no number of a section, e.g. in `3 Types of cells`."""
    for entry in entries:
        if entry.is_heading and entry.mark.is_bare:
            entry.title = f"{entry.mark.ordinal} {entry.title}"


def _telling(text: str, same: list[Entry]) -> list[Entry]:
    return [entry for entry in same if entry.below or _has_text(text, entry)] or same[:1]


def _number_equal(entries: list[Entry]) -> None:
    """Put a number behind each title that stands beside an equal one."""
    taken = set[str]()
    times: Counter[str] = Counter()
    for entry in entries:
        title = entry.title
        while normalise(entry.title) in taken:
            times[title] += 1
            entry.title = f"{title[: TITLE_CHARS - _ROOM_FOR_NUMBER]} ({times[title] + 1})"
        taken.add(normalise(entry.title))


def _has_text(text: str, entry: Entry) -> bool:
    """Whether there is more about it than the titles of the nodes below it."""
    if entry.meaning or any(has_letters(text[start:end]) for start, end in entry.gaps()):
        return entry.end > entry.start
    return any(_has_text(text, below) for below in entry.below)


def _description(text: str, entry: Entry) -> str:
    """The first sentence about it, else the titles of what was folded into it."""
    if entry.meaning:
        return _first_sentence(plain(entry.meaning))
    own = text[entry.body : max(entry.body, min(entry.own_end, entry.body + _SAMPLE))]
    prose = [block for block in blocks(own) if block.kind in _PROSE and has_letters(block.text)]
    items = [*takewhile(_is_short_item, prose)]
    said = ", ".join(block.text for block in items) if items else next((block.text for block in prose), "")
    return _first_sentence(plain(said)) or _first_sentence(", ".join(entry.folded))


def _is_short_item(block: Block) -> bool:
    return block.kind is BlockKind.ITEM and is_title(block.text)


def _first_sentence(text: str) -> str:
    words = " ".join(text.split())
    sentence = next((words[start:end] for start, end in sentence_spans(words)), "")
    return sentence if len(sentence) <= DESCRIPTION_CHARS else f"{sentence[: DESCRIPTION_CHARS - 1].rstrip()}…"
