"""Finds formulas, code and web addresses. Their signs mean something else than in prose, so nothing may cut them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]

_ANY: Final = re.compile(r"[`$]|~~~|\\[(\[b]|://|www\.")
_FORMULA: Final = (
    r"\{(?P<environment>(?:equation|align|alignat|aligned|gather|multline|eqnarray|displaymath|math|array|cases|"
    r"[bBpvV]?matrix|split|verbatim|lstlisting)\*?)\}"
)
_OPENING: Final = re.compile(
    r"(?P<fence>(?:^|(?<=\n))[ \t]{0,3}(?:```(?=`*[^`\n]*(?:\n|\Z))|~~~))|(?P<code>`+)|(?P<display>(?<!\\)\$\$)"
    r"|(?P<dollar>(?<!\\)\$(?=[^\s$]))"
    r"|(?P<square>\\\[)|(?P<round>\\\()"
    rf"|\\begin{_FORMULA}"
    r"|(?P<address>(?:https?://|www\.)[^\s<>\"”»]+)"
)
_CLOSING: Final = re.compile(
    r"(?P<fence>\n[ \t]{0,3}(?:```|~~~)[ \t]*(?=\n|\Z))|(?P<display>\$\$)|(?P<dollar>(?<=[^\s$\\])\$(?!\d))"
    r"|(?P<square>\\\])|(?P<round>\\\))"
    rf"|\\end{_FORMULA}"
)
_CODE_SIGN: Final = re.compile("`+")
_LINE: Final = re.compile("\n")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_ADDRESS_END: Final = ".,;:!?)]}'’*_"


def atoms(text: str) -> list[Span]:
    """Start and end of each formula, piece of code and address, in order. One that is not closed is none."""
    return list(_atoms(text)) if _ANY.search(text) else []


def is_inside(spans: list[Span], at: int) -> bool:
    """Whether the offset lies within one of the spans, so that a cut there would part it."""
    place = bisect_left(spans, (at, 0)) - 1
    return place >= 0 and at < spans[place][1]


def _atoms(text: str) -> Iterator[Span]:
    closing = _Closing(text)
    end = 0
    for opening in _OPENING.finditer(text):
        if opening.start() >= end and (found := closing.after(opening)) is not None:
            end = found
            yield opening.start(), end


class _Closing:
    """All signs that close something, by their kind, so that each is looked up without reading the text again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[Span]] = {}
        for match in _CLOSING.finditer(text):
            self._places.setdefault(_name(match), []).append(match.span())
        for match in _CODE_SIGN.finditer(text):
            self._places.setdefault(match[0], []).append(match.span())
        self._lines = [match.start() for match in _LINE.finditer(text)]
        self._blank_lines = [match.start() for match in _BLANK_LINE.finditer(text)]

    def after(self, opening: re.Match[str]) -> int | None:
        """The end of the thing that opens here, or None if it is not closed before its line or paragraph ends."""
        match opening.lastgroup:
            case "address":
                return opening.start() + len(opening[0].rstrip(_ADDRESS_END))
            case "fence":
                return self._end("fence", opening.end(), []) or len(self._text)
            case "code":
                return self._end(opening[0], opening.end(), self._lines)
            case "dollar" | "round":
                return self._end(str(opening.lastgroup), opening.end(), self._lines)
            case _:
                return self._end(_name(opening), opening.end(), self._blank_lines)

    def _end(self, name: str, start: int, barriers: list[int]) -> int | None:
        places = self._places.get(name, [])
        at = bisect_left(places, (start, 0))
        if at == len(places):
            return None
        barrier = bisect_left(barriers, start)
        is_barred = barrier < len(barriers) and barriers[barrier] < places[at][0]
        return None if is_barred else places[at][1]


def _name(sign: re.Match[str]) -> str:
    return f"environment {sign['environment']}" if sign["environment"] else str(sign.lastgroup)
