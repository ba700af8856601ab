"""L3: a lesson touches most of its section. The headings no concept covers are named to the learner."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from studyapp.rules.findings import warn
from studyapp.rules.items import Finding
from studyapp.rules.lessons.section import SectionText
from studyapp.rules.text import normalise, strip_markup, word_set

LEAST_TOUCHED: Final = 0.6
_GROUP_CHARS: Final = 900
"""Paragraphs without a heading between them are counted in groups of about so many characters."""
_LEAST_PARAGRAPH: Final = 80
_LONGEST_HEADING: Final = 80
_MOST_HEADING_WORDS: Final = 12
_PARAGRAPH: Final = re.compile(
    r"\S.*?(?=\n[ \t]*\n|\Z|\n(?=[ ]{0,3}#{1,6}[ \t])|(?<=\n)(?=[ ]{0,3}#{1,6}[ \t]))", re.DOTALL
)
_MARKED: Final = re.compile(r"#{1,6}[ \t]+(\S[^\n]*)")
_SENTENCE_END: Final = re.compile(r"[.!?:;,…。！？][\"'”’»)\]*_]*$")
_NUMBERING: Final = re.compile(r"(?:\d+(?:\.\d+)*|[A-Z](?:\.\d+)+)[.)]?\s+(?=\S)")
LABELS: Final = word_set(
    "note notes warning tip hint caution important example remark hinweis achtung warnung beispiel anmerkung merke "
    "exemple remarque attention avertissement nota ejemplo advertencia"
)
"""What stands over a remark and is no heading."""


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    """Empty for paragraphs that have none of their own."""
    start: int
    end: int


def parts(section: SectionText, headings: Sequence[int] = ()) -> list[Part]:
    """The section cut at its headings, and long stretches below one heading into groups of paragraphs.

    `headings` are the offsets of the lines that are known to be headings; without them, they are found by their look.
    """
    found: list[Part] = []
    known = frozenset(headings)
    for start, end, text in _paragraphs(section.text):
        if title := _title(text, start, known):
            is_own = normalise(title) == normalise(section.title)
            found.append(Part("" if is_own else title, start, end))
        elif len(text) >= _LEAST_PARAGRAPH:
            _append(found, start, end)
    return [part for part in found if part.end - part.start >= _LEAST_PARAGRAPH]


def touched(found: Sequence[Part], offsets: Iterable[int]) -> list[bool]:
    """For each part whether one of the offsets stands in it."""
    starts = [part.start for part in found]
    hit = {bisect_right(starts, offset) - 1 for offset in offsets}
    return [at in hit for at in range(len(found))]


def left_out(found: Sequence[Part], offsets: Iterable[int]) -> list[str]:
    """The headings of which no part was touched, in order."""
    seen = touched(found, offsets)
    covered: dict[str, bool] = {}
    heading = ""
    for part, is_touched in zip(found, seen, strict=True):
        heading = part.heading or heading
        if heading:
            covered[heading] = covered.get(heading, False) or is_touched
    return [heading for heading, is_covered in covered.items() if not is_covered]


def coverage(found: Sequence[Part], offsets: Iterable[int]) -> Iterator[Finding]:
    """L3: warn if the concepts touch less than 60 % of the headings and groups of paragraphs."""
    seen = touched(found, offsets)
    if seen and sum(seen) < LEAST_TOUCHED * len(seen):
        yield warn("L3", f"The concepts touch {sum(seen)} of the {len(seen)} parts of the section.")


def _paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _PARAGRAPH.finditer(text):
        yield match.start(), match.end(), match[0].strip()


def _append(found: list[Part], start: int, end: int) -> None:
    """Add a paragraph to the last part, or begin a new one where that is long enough."""
    if found and found[-1].end - found[-1].start < _GROUP_CHARS:
        found[-1] = Part(found[-1].heading, found[-1].start, end)
    else:
        found.append(Part("", start, end))


def _title(text: str, start: int, known: frozenset[int]) -> str:
    """The heading without its number; empty if the paragraph is none."""
    marked = _MARKED.fullmatch(text)
    if not marked and (start not in known if known else not _looks_like_heading(text)):
        return ""
    title = _NUMBERING.sub("", strip_markup(marked[1] if marked else " ".join(text.split())), count=1)
    return "" if title.casefold().strip(" :.!") in LABELS or len(title) > _LONGEST_HEADING * 2 else title


def _looks_like_heading(text: str) -> bool:
    if "\n" in text or len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_HEADING_WORDS:
        return False
    return bool(not _SENTENCE_END.search(text) and (text[0].isupper() or _NUMBERING.match(text)))
