"""Which numbers are possible in their place: a table of bounds, and numbers that come as powers of two."""

import re
from fractions import Fraction
from typing import Final

_BOUNDS: Final = (
    (r"\bpH\b", 0, 14),
    (r"\batomic number|\bordnungszahl|\bnuméro atomique|\bnúmero atómico", 1, 118),
    (r"\blatitude|\bbreitengrad|\blatitud", 0, 90),
    (r"\blongitude|\blängengrad|\blongitud\b", 0, 180),
    (r"\bmonths?\b.*\b(?:year|jahr)|\bmonate\b.*\bjahr", 1, 12),
    (r"\bdays?\b.*\bweeks?\b|\btage\b.*\bwoche", 1, 7),
    (r"\bdays?\b.*\b(?:month|january|march|may|july|august|october|december)\b|\btage\b.*\bmonat", 1, 31),
    (r"\bdays?\b.*\b(?:february|april|june|september|november)\b", 1, 30),
    (r"\bhours?\b.*\bday\b|\bstunden\b.*\btag\b", 1, 24),
    (r"\bminutes?\b.*\bhour\b|\bseconds?\b.*\bminute\b|\bminuten\b.*\bstunde\b|\bsekunden\b.*\bminute\b", 1, 60),
    (r"\bangles?\b.*\btriangle|\bwinkel\b.*\bdreieck", 1, 179),
    (r"\bletters?\b.*\balphabet|\bbuchstaben\b.*\balphabet", 1, 40),
    (r"\bper ?cent(?:age)?\b|\bprozent|\bpour ?cent|\bpor ?ciento\b|\bproportion\b|\bshare of\b", 0, 100),
)  # fmt: skip
"""For each place a pattern of the question, and the least and the greatest number that can stand there."""
_PLACES: Final = tuple((re.compile(pattern, re.IGNORECASE), least, most) for pattern, least, most in _BOUNDS)
_DOUBLES: Final = re.compile(
    r"\b(?:bits?|bytes?|[kmgt]i?b|addressable|registers?|sectors?|blocks? size|key length|word size|cache line|ram)\b",
    re.IGNORECASE,
)
_FEWEST_DOUBLED: Final = 8


def is_in_bounds(stem: str, right: Fraction, value: Fraction) -> bool:
    """Whether the number is possible where the question places it. Bounds that the right answer breaks do not count."""
    return all(
        least <= value <= most for pattern, least, most in _PLACES if least <= right <= most and pattern.search(stem)
    )


def doubles(stem: str, right: Fraction) -> list[int]:
    """The powers of two next to the right one, where numbers come as such; nothing elsewhere."""
    value = int(right)
    if right != value or value < _FEWEST_DOUBLED or value & (value - 1) or not _DOUBLES.search(stem):
        return []
    return [value * 2, value // 2, value * 4, value // 4]
