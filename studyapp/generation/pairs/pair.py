"""A front and a back as the learner wrote them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from studyapp.rules.cards.form import ANSWER_CHARS, QUESTION_CHARS, is_empty
from studyapp.rules.text import note_key

MOST_PAIRS: Final = 500
"""The most cards made of one word list."""


@dataclass(frozen=True, slots=True)
class Pair:
    front: str
    back: str
    quote: str
    """The line of the material, verbatim."""
    is_certain: bool = False
    """Whether its marks mean nothing else, so that one pair alone is a list."""
    is_both: bool = False
    """Whether it is written as one that asks in both directions."""
    turned: tuple[str, str] | None = None
    """Front and back of the card in the other direction, if they are not just exchanged."""
    line: int = 0
    """The number of the line in the material, counted from 0."""
    is_cloze: bool = False
    """Whether the front is a text that hides words, so that there is no other direction."""
    more: str = ""
    """What the learner sees beside the answer."""

    def is_whole(self) -> bool:
        """Whether both sides are filled and short enough for a card."""
        sides = ((self.front, QUESTION_CHARS), (self.back, ANSWER_CHARS))
        return all(not is_empty(text) and len(text) <= most for text, (_, most) in sides)

    def reversed(self) -> "Pair":
        front, back = self.turned or (self.back, self.front)
        return replace(self, front=front, back=back, is_both=False, turned=None)


@dataclass(frozen=True, slots=True)
class Found:
    pair: Pair
    places: list[int]
    """The places of the lines it takes."""


def in_directions(pairs: Iterable[Pair], *, both: bool) -> list[Pair]:
    """The pairs, and those in the other direction after them, for which `both` asks or the list itself."""
    listed = list(pairs)
    return [*listed, *(pair.reversed() for pair in listed if (both or pair.is_both) and not pair.is_cloze)]


def merged(pairs: Sequence[Pair]) -> list[Pair]:
    """Whole pairs with different fronts. Meanings of the same term stand on one back, each on its line."""
    alike: dict[str, list[Pair]] = {}
    for pair in filter(Pair.is_whole, pairs):
        alike.setdefault(note_key(pair.front) or pair.front, []).append(pair)
    return [replace(each[0], back=_backs(each)) for each in alike.values()]


def _backs(pairs: Sequence[Pair]) -> str:
    """The meanings, without those that are lines of an earlier one."""
    listed: list[str] = []
    lines: set[str] = set()
    for back in (pair.back for pair in pairs):
        if back not in lines:
            listed.append(back)
            lines.update(back.split("\n"))
    return "\n".join(listed)
