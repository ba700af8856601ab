"""Headings and lists of a text in Markdown, shown as such instead of with their marks."""

import re
from typing import Final

from studyapp.material.showing.quotes import Span

_HEADING: Final = re.compile(r"#{1,6}[ \t]+(?=\S)")
_ITEM: Final = re.compile(r"([ \t]*)[-*+][ \t]+(?=\S)")
_FENCE: Final = re.compile(r"[ \t]*(?:```|~~~)")


def without_marks(text: str) -> tuple[str, list[Span]]:
    """The text without the marks of its headings and with dots before items, and where the headings stand in it.

    Code between fences stays as it is.
    """
    lines, headings, at, is_code = list[str](), list[Span](), 0, False
    for line in text.split("\n"):
        is_code ^= bool(_FENCE.match(line))
        shown = line if is_code else _ITEM.sub(r"\1• ", _HEADING.sub("", line, count=1), count=1)
        if not is_code and _HEADING.match(line):
            headings.append((at, at + len(shown)))
        lines.append(shown)
        at += len(shown) + 1
    return "\n".join(lines), headings
