"""Headers and footers of pages: lines that stand on every page, with or without its number."""

import re
from collections import Counter
from typing import Final

from studyapp.generation.extractive.furniture.lines import Line, fenced, without

_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:page|seite|página|pagina|strona|sida|side|p\.|pp?\.|s\.|pág\.|slide|folie)\s*\d{1,4}"
    r"(?:\s*(?:of|von|/|de|sur|di|z|av)\s*\d{1,4})?\W*|\W{0,3}\d{1,4}\s*(?:/|of|von|de|sur|di)\s*\d{1,4}\W{0,3}",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+")
_NUMBER_AT_EDGE: Final = re.compile(r"\W*\d+\b.*\w.*|.*\w\W.*\b\d+\W*|\W*\d{1,4}\W*", re.DOTALL)
_ENDS_SENTENCE: Final = re.compile(r"[.!?:;。！？]\W*$")
_STRUCTURE: Final = re.compile(r"[|>$\\]|#{1,6}\s|[-*+•]\s|\(?\w{1,3}[.)]\s")
_PAIRED: Final = re.compile(r"\t|::|\s[=–—|-]\s|:\s")
"""Signs between a term and its meaning. A line with one is no header because only its number changes."""
_LONGEST: Final = 70
_FEWEST: Final = 3


def without_page_marks(lines: list[Line]) -> list[Line]:
    """The lines without page numbers and without headers and footers; a sentence that they parted is joined."""
    is_code = fenced(lines)
    numbered, repeated = _running(lines, is_code)
    seen: set[str] = set()
    dropped: set[int] = set()
    for at, line in enumerate(lines):
        text = line.text.strip()
        is_title = text not in seen and (at == 0 or lines[at - 1].is_blank)
        is_running = _pattern(text) in numbered or (text in repeated and not is_title)
        if text and not is_code[at] and (_PAGE_NUMBER.fullmatch(text) or is_running):
            dropped |= {at, *_blank_lines_around(lines, at)}
        seen.add(text)
    return without(lines, dropped)


def _running(lines: list[Line], is_code: list[bool]) -> tuple[set[str], set[str]]:
    """Patterns of short lines with a changing number at an edge, and short lines, that occur several times."""
    short = [
        line.text.strip() for line, code in zip(lines, is_code, strict=True) if not code and _may_run(line.text.strip())
    ]
    changing = Counter(_pattern(text) for text in dict.fromkeys(short) if _is_numbered(text))
    counts = Counter(text for text in short if any(sign.isalpha() for sign in text))
    return (
        {pattern for pattern, count in changing.items() if count >= _FEWEST},
        {text for text, count in counts.items() if count >= _FEWEST},
    )


def _may_run(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not _ENDS_SENTENCE.search(text) and not _STRUCTURE.match(text)


def _is_numbered(text: str) -> bool:
    return _NUMBER_AT_EDGE.fullmatch(text) is not None and not _PAIRED.search(text)


def _pattern(text: str) -> str:
    return _NUMBER.sub("0", text) if len(text) <= _LONGEST else ""


def _blank_lines_around(lines: list[Line], at: int) -> set[int]:
    """The blank lines next to a page mark, if it parts a sentence: the text goes on in lower case."""
    before = next((place for place in range(at - 1, max(-1, at - 4), -1) if not lines[place].is_blank), None)
    after = next((place for place in range(at + 1, min(len(lines), at + 4)) if not lines[place].is_blank), None)
    if before is None or after is None or _ENDS_SENTENCE.search(lines[before].text):
        return set()
    return set(range(before + 1, after)) if lines[after].text.lstrip()[:1].islower() else set()
