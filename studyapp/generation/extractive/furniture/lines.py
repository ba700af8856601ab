"""A line of the material."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

FENCE: Final = re.compile(r"\s{0,3}(```(?=`*[^`]*$)|~~~)")
"""The start of a line that opens or closes fenced code; code within one line is none."""


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    number: int
    """Its place in the material, counted from 0."""
    is_cut: bool = False
    """Whether something was left out between the line before and this one."""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    def cut_to(self, text: str) -> "Line":
        """The line with only a part of its text."""
        return self if text == self.text else replace(self, text=text, is_cut=True)


def fenced(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether it belongs to a fenced piece of code, which is left as it is."""
    inside: list[bool] = []
    fence: str | None = None
    for line in lines:
        found = FENCE.match(line.text)
        inside.append(fence is not None or found is not None)
        if found and fence in {None, found[1]}:
            fence = None if fence else found[1]
    return inside


def without(lines: Sequence[Line], dropped: set[int]) -> list[Line]:
    """The lines but those at these places in the sequence; the line after a dropped one is marked as cut."""
    kept: list[Line] = []
    is_cut = False
    for at, line in enumerate(lines):
        if at in dropped:
            is_cut = True
            continue
        kept.append(replace(line, is_cut=True) if is_cut else line)
        is_cut = is_cut and line.is_blank
    return kept
