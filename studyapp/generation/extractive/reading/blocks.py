"""Splits pasted material into prose, headings, list items and glossary rows, and drops what makes no cards.

Reads Markdown and plain text line by line, in one pass. Code, quotations, tables of contents, and sections such as
references, exercises and links are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from studyapp.generation.extractive.furniture import lines_of
from studyapp.generation.extractive.furniture.lines import FENCE, Line
from studyapp.generation.extractive.reading.bullets import BULLET
from studyapp.rules.text import strip_markup, word_set


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    """A table row of two cells, below a header for term and definition."""


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    text: str
    """The text as in the material with its markup, but without list markers and indentation."""
    heading: str | None
    """The heading above the block, without markup."""
    line: int
    """The number of its first line in the material."""
    gaps: frozenset[int] = frozenset()
    """The offsets of those line breaks in `text` at which the material has something that was left out."""

    def quote(self, start: int, end: int) -> str:
        """What stands from `start` to `end`, on one line, with `…` for what was left out."""
        text = self.text
        for gap in sorted((gap for gap in self.gaps if start < gap < end), reverse=True):
            text = f"{text[:gap]} … {text[gap:]}"
            end += 3
        return " ".join(text[start:end].split())


_LONGEST_HEADING: Final = 80
_MOST_HEADING_WORDS: Final = 10
_LONGEST_NOISE: Final = 600

_MARKED_HEADING: Final = re.compile(r"\s{0,3}(#{1,6})[ \t]+(\S.*)")
_UNDERLINE: Final = re.compile(r"\s{0,3}(?:={3,}|-{3,})\s*")
_EDIT_LINK: Final = re.compile(
    r"\[(?:edit(?:\ssource)?|Bearbeiten[^\[\]]{0,30}|Quelltext bearbeiten|"
    r"modifi(?:er|ca)[^\[\]]{0,30}|editar[^\[\]]{0,20})\]\s*$"
)
"""What stands after each heading that is copied from a wiki."""
_MOST_WORDS_ABOVE_TEXT: Final = 4
_SHORTEST_BELOW: Final = 60
_LEADER: Final = re.compile(r"(?:\.[ ]?){4,}\s*\d*\s*$|…{2,}\s*\d+\s*$")
_TABLE_LINE: Final = re.compile(r"\s*\|.*\|\s*")
_TABLE_RULE: Final = re.compile(r"[\s|:-]+")
_SENTENCE_END: Final = re.compile(r"[.!?:;,…。！？][\"'”’»)\]*_]*$")
_ENTRY_LIKE: Final = re.compile(r"\S\t+\S|(?::|\*\*:?|\s[–—-])\s+[^\WA-ZÀ-Þ]")
"""A term and its meaning on one line."""
_REFERENCE: Final = re.compile(
    r"\[\d{1,3}\]\s|\^|[A-ZÀ-Þ][\w'’-]+,\s+(?:[A-ZÀ-Þ]\.[\s-]?){1,4}.{0,120}\(\d{4}[a-z]?\)|(?:https?://|www\.)\S+\s*$|ISBN\b|doi:"
)

_NUMBERING: Final = re.compile(
    r"\A(?:(?:lecture|chapter|unit|section|part|week|module|lesson|topic|kapitel|vorlesung|teil|chapitre|cours|capítulo|"
    r"tema)\s*[\dIVX]+\s*[:.–—-]\s*|(?:[A-Z]\.)?\d+(?:\.\d+)*[.)]?\s+)(?=\S)",
    re.IGNORECASE,
)
_NO_MATERIAL: Final = word_set(
    "references reference bibliography literature sources citations footnotes exercises questions problems homework "
    "contents agenda acknowledgements acknowledgments outline quiz assignments "
    "literatur quellen einzelnachweise weblinks fußnoten übungen aufgaben hausaufgaben inhalt inhaltsverzeichnis "
    "quellenverzeichnis literaturverzeichnis références bibliographie exercices sommaire devoirs "
    "referencias bibliografía ejercicios índice bibliografia riferimenti esercizi indice referências exercícios"
)
_NO_MATERIAL_PHRASES: Final = frozenset(
    {
        "see also", "further reading", "external links", "table of contents", "works cited", "review questions",
        "learning objectives", "learning outcomes", "siehe auch", "weiterführende literatur", "voir aussi",
        "liens externes", "table des matières", "véase también", "enlaces externos", "tabla de contenidos",
        "practice problems", "practice questions", "discussion questions", "image credits",
    }
)  # fmt: skip
_MOST_LABEL_WORDS: Final = 4
_LAST_WORDS: Final = word_set(
    "questions exercises references reading readings links homework quiz bibliography fragen aufgaben übungen "
    "exercices ejercicios"
)
_DEFINITION_HEADERS: Final = word_set(
    "definition meaning description explanation bedeutung erklärung beschreibung signification sens définition "
    "explication significado definición descripción explicación"
)


def blocks(text: str, *, heading: str | None = None) -> Iterator[Block]:
    """The blocks in order. `heading` is the one above the text, if the text was cut out below it."""
    reader = _Reader(heading)
    lines = lines_of(text)
    for at, line in enumerate(lines):
        yield from reader.read(line, lines[at + 1].text if at + 1 < len(lines) else "")
    yield from reader.flush()


class _Reader:
    """Reads lines and remembers the current heading and the kind of the open block."""

    def __init__(self, heading: str | None) -> None:
        self.line = 0
        self._began = 0
        self._heading = heading
        self._skipped_level = 6 if heading and is_no_material(heading) else None
        self._fence: str | None = None
        self._kind = BlockKind.PARAGRAPH
        self._open: list[str] = []
        self._gaps: list[int] = []
        self._table_defines: bool | None = None

    def read(self, read: Line, following: str) -> Iterator[Block]:
        line, self.line = read.text, read.number
        if read.is_cut and self._open:
            self._gaps.append(len("\n".join(self._open)))
        if self._is_code(line):
            yield from self.flush()
        elif not line.strip():
            yield from self.flush()
            self._table_defines = None
        elif title := self._title(line, following):
            yield from self.flush()
            yield from self._enter(*title)
        elif self._skipped_level is None:
            yield from self._content(line)

    def flush(self) -> Iterator[Block]:
        if self._open:
            yield Block(self._kind, "\n".join(self._open), self._heading, self._began, frozenset(self._gaps))
        self._open, self._gaps, self._kind = [], [], BlockKind.PARAGRAPH

    def _is_code(self, line: str) -> bool:
        fence = FENCE.match(line)
        if self._fence is None:
            self._fence = fence[1] if fence else None
            return fence is not None
        if fence and fence[1] == self._fence:
            self._fence = None
        return True

    def _title(self, line: str, following: str) -> tuple[int, str] | None:
        if marked := _MARKED_HEADING.match(line):
            return len(marked[1]), marked[2].rstrip("# \t")
        if _EDIT_LINK.search(line) and len(line) <= _LONGEST_HEADING:
            return 2, _EDIT_LINK.sub("", line).strip()
        if self._open or not _looks_like_heading(line) or _is_noise(line):
            return None
        if _UNDERLINE.fullmatch(following):
            return (1 if "=" in following else 2), line
        return (2, line) if not following.strip() or _stands_above(line, following) else None

    def _enter(self, level: int, title: str) -> Iterator[Block]:
        heading = _NUMBERING.sub("", strip_markup(title), count=1)
        self._heading = heading.capitalize() if heading.isupper() and " " in heading else heading
        if self._skipped_level is not None and level > self._skipped_level:
            return
        self._skipped_level = level if is_no_material(title) else None
        if self._skipped_level is None:
            yield Block(BlockKind.HEADING, self._heading, self._heading, self.line)

    def _content(self, line: str) -> Iterator[Block]:
        if _TABLE_LINE.fullmatch(line):
            yield from self.flush()
            yield from self._row(line)
        elif marker := BULLET.match(line):
            yield from self.flush()
            if not _is_noise(line[marker.end() :]):
                self._kind, self._open, self._began = BlockKind.ITEM, [line[marker.end() :].strip()], self.line
        elif _is_noise(line) or _UNDERLINE.fullmatch(line):
            yield from self.flush()
        else:
            self._began = self._began if self._open else self.line
            self._open.append(line.strip())

    def _row(self, line: str) -> Iterator[Block]:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if _TABLE_RULE.fullmatch(line) or len(cells) != 2:
            return
        if self._table_defines is None:
            self._table_defines = cells[1].casefold() in _DEFINITION_HEADERS
        elif self._table_defines:
            yield Block(BlockKind.ROW, line.strip().strip("|").strip(), self._heading, self.line)


def _looks_like_heading(line: str) -> bool:
    """Whether a line is short and neither ends like a sentence nor continues one."""
    text = line.strip()
    if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_HEADING_WORDS or _SENTENCE_END.search(text):
        return False
    if _ENTRY_LIKE.search(text):
        return False
    plain = strip_markup(text)
    return bool(plain) and (plain[0].isupper() or plain[0].isdigit()) and not BULLET.match(line)


def _stands_above(line: str, following: str) -> bool:
    """Whether a few words stand above a text of long lines, so that they cannot be the first line of it."""
    is_short = len(line.split()) <= _MOST_WORDS_ABOVE_TEXT and 3 * len(line.strip()) <= len(following)
    return is_short and len(following) >= _SHORTEST_BELOW and following.lstrip()[:1].isupper()


def is_no_material(title: str) -> bool:
    """Whether what stands below a heading is references, exercises, links and the like."""
    plain = strip_markup(title).casefold().strip(" .:0123456789")
    words = plain.split()
    if plain in _NO_MATERIAL or plain in _NO_MATERIAL_PHRASES:
        return True
    return 1 < len(words) <= _MOST_LABEL_WORDS and words[-1] in _LAST_WORDS


def _is_noise(line: str) -> bool:
    """Whether a line is a quotation, a picture, or part of a table of contents or list of references."""
    if len(line) > _LONGEST_NOISE:
        return False
    text = line.strip()
    return text.startswith((">", "|", "![")) or bool(_LEADER.search(text) or _REFERENCE.match(text))
