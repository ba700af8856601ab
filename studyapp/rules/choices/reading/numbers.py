"""Reads numbers with their unit and notation."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from studyapp.rules.text import normalise, word_set, word_stem

LONGEST: Final = 80
"""In characters; a longer text is not a number."""
_MOST_UNIT_WORDS: Final = 4

_HEDGES: Final = (
    "about around approximately approx\\. roughly nearly almost circa ca\\. c\\. in exactly etwa ungefähr rund fast um "
    "im\\ Jahr environ vers presque en casi unos unas alrededor\\ de cerca\\ de"
)
_BEFORE: Final = (
    rf"(?P<before>(?:(?:{'|'.join(_HEDGES.replace(chr(92) + ' ', '§').split()).replace('§', chr(92) + ' ')})\s+)?"
    r"[~≈±]?\s?(?:(?:US|A|C)?[$€£¥₹]\s?|(?:USD|EUR|GBP|CHF)\s)?)"
)
_THOUSANDS: Final = r"[0-9]{1,3}(?P<sep>[,.'’\u00a0\u202f\u2009 ])[0-9]{3}(?:(?P=sep)[0-9]{3}){0,9}(?:[.,][0-9]{1,20})?"
_SIGN: Final = r"(?P<sign>[-−–+])?"
_DIGITS: Final = rf"{_SIGN}\s?(?P<digits>{_THOUSANDS}(?![0-9])|[0-9]{{1,30}}(?:[.,][0-9]{{1,30}})?|[.,][0-9]{{1,20}})"
_RAISED_TO: Final = r"\s?\^\s?[({]?(?P<exp>[-−+]?[0-9]{1,3})[)}]?"
_EXPONENT: Final = rf"(?:(?P<power>\s?[×x·*]\s?10{_RAISED_TO})|(?P<e>[eE](?P<eexp>[-−+]?[0-9]{{1,3}})(?!\w)))?"
_NUMBER: Final = re.compile(rf"{_BEFORE}{_DIGITS}{_EXPONENT}", re.IGNORECASE)
_PURE_POWER: Final = re.compile(rf"{_BEFORE}{_SIGN}10{_RAISED_TO}", re.IGNORECASE)
_FRACTION: Final = re.compile(
    rf"{_BEFORE}{_SIGN}(?P<over>[0-9]{{1,9}})\s?[/⁄]\s?(?P<under>[0-9]{{1,9}})(?![0-9/⁄])", re.IGNORECASE
)
_UNIT: Final = re.compile(r"(?:[^\d]|(?<=[A-Za-z^−-])[1-9](?![\d]))*")
_NO_UNIT: Final = re.compile(r"[-–:/^*=+(<>!]|[.,]\s?\S|\s?[×x·*]\s?\d|[abeiknpqrtxyz](?!\w)", re.IGNORECASE)
"""What may follow a number without being its unit, because it continues an expression."""

_ORDINAL_NOUN: Final = re.compile(r"(?:st|nd|rd|th|er|e|ème|\.)\s\w")
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+")
_VULGAR: Final = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}
_ORDINAL: Final = word_set("st nd rd th er ère re e ème . º ª")

_SPELLED_OUT: Final = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "zéro _ deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez _ doce",
}
SPELLED_OUT: Final = {language: tuple(listing.split()) for language, listing in _SPELLED_OUT.items()}
"""Number words from zero upwards for each language; `_` replaces words that also mean something else."""
DECIMAL_COMMA: Final = frozenset({"de", "fr", "es", "it", "pt", "nl", "sv", "da", "pl", "cs", "tr", "ro", "fi", "id"})
"""Languages that write 1,5 for one and a half and 1.000 for a thousand."""


class Notation(StrEnum):
    PLAIN = "plain"
    FRACTION = "fraction"
    SCIENTIFIC = "scientific"
    POWER = "power"
    """A power of ten without a factor, e.g. `10^-9`."""
    SPELLED_OUT = "spelled_out"


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction
    before: str
    """Hedge, currency and sign before the digits, as written."""
    digits: str
    """The digits as written, e.g. `1,000.50`, `1/2` or `three`."""
    after: str
    """Exponent and unit after the digits, as written."""
    unit: str
    """Unit and currency in a normal form, so that equal units compare equal."""
    decimals: int
    notation: Notation = Notation.PLAIN
    separator: str = ""
    """The sign between groups of thousands."""
    point: str = "."
    """The sign before the decimals."""

    @property
    def is_year(self) -> bool:
        """Whether the number can be read as a year."""
        plain = self.notation is Notation.PLAIN and not (self.unit or self.separator or self.decimals)
        return plain and 1000 <= self.value <= 2100 and len(self.digits) == 4

    @property
    def significant(self) -> int:
        """The number of digits, without zeros at the end."""
        return len(re.sub(r"[^0-9]", "", self.digits).strip("0")) or 1


def read_number(text: str, *, language: str = "en") -> Number | None:
    """The number with its unit, if the whole text is one; None otherwise, e.g. for `World War 2` or `1.2.3`."""
    if len(text) > LONGEST:
        return None
    text = _VULGAR.get(text.strip(), text)
    text = _RAISED.sub(lambda match: f"^{match[0].translate(_SUPERSCRIPTS)}", text.strip())
    exact = _spelled_out(text, language) or _power(text) or _fraction(text)
    return exact or _plain(text, decimal_comma=language in DECIMAL_COMMA)


def _spelled_out(text: str, language: str) -> Number | None:
    """The number in words; `Three Sisters` is a name, except in German, where every noun has a capital."""
    head, _, tail = text.partition(" ")
    listing, word = SPELLED_OUT.get(language, ()), head.casefold()
    if word not in listing or len(tail.split()) > 1 or not _UNIT.fullmatch(tail):
        return None
    if head[0].isupper() and tail[:1].isupper() and language != "de":
        return None
    after = text[len(head) :]
    return Number(Fraction(listing.index(word)), "", head, after, unit_key("", after), 0, Notation.SPELLED_OUT)


def _power(text: str) -> Number | None:
    match = _PURE_POWER.match(text)
    if not match or not _is_unit(rest := text[match.end() :]):
        return None
    value = _signed(Fraction(10) ** _integer(match["exp"]), match["sign"])
    digits = match[0][len(match["before"]) :]
    return Number(value, match["before"], digits, rest, unit_key(match["before"], rest), 0, Notation.POWER)


def _fraction(text: str) -> Number | None:
    match = _FRACTION.match(text)
    if not match or int(match["under"]) == 0 or not _is_unit(rest := text[match.end() :]):
        return None
    value = _signed(Fraction(int(match["over"]), int(match["under"])), match["sign"])
    digits = match[0][len(match["before"]) + len(match["sign"] or "") :]
    before = match["before"] + (match["sign"] or "")
    return Number(value, before, digits, rest, unit_key(before, rest), 0, Notation.FRACTION)


def _plain(text: str, *, decimal_comma: bool) -> Number | None:
    match = _NUMBER.match(text)
    if not match or not _is_unit(rest := text[match.end() :]):
        return None
    digits = match["digits"]
    separator, point = _signs(digits, match["sep"] or "", decimal_comma=decimal_comma)
    whole, _, part = (digits.replace(separator, "") if separator else digits).partition(point)
    if not (whole + part).isdigit():
        return None
    power = match["power"] or match["e"] or ""
    exponent = _integer(match["exp"] or match["eexp"] or "0")
    value = Fraction(int(whole + part), 10 ** len(part)) * Fraction(10) ** exponent
    return Number(
        value=_signed(value, match["sign"]),
        before=text[: match.start("digits")],
        digits=digits,
        after=text[match.end("digits") :],
        unit=unit_key(match["before"], rest),
        decimals=len(part),
        notation=Notation.SCIENTIFIC if power else Notation.PLAIN,
        separator=separator,
        point=point,
    )


def _signs(digits: str, separator: str, *, decimal_comma: bool) -> tuple[str, str]:
    """The signs before thousands and before decimals. The language decides how a single group is read."""
    one_group = len(re.findall(r"[,.'’\s]", digits)) == 1
    if separator in {".", ","} and one_group and (decimal_comma == (separator == ",") or digits.startswith("0")):
        separator = ""
    rest = digits.replace(separator, "") if separator else digits
    return separator, "," if "," in rest else "."


def unit_key(before: str, after: str) -> str:
    currency = re.sub(r"[^$€£¥₹A-Z]", "", before) if re.search(r"[$€£¥₹]|[A-Z]{3}", before) else ""
    words = [word_stem(word) for word in normalise(after.replace("%", " percent ").replace("°", " ° ")).split()]
    return " ".join(filter(None, [currency, *("th" if word in _ORDINAL else word for word in words)]))


def _is_unit(rest: str) -> bool:
    """Whether the rest after a number is a unit: `3rd` is a number, `3rd Lieutenant` is not."""
    if _ORDINAL_NOUN.match(rest):
        return False
    return len(rest.split()) <= _MOST_UNIT_WORDS and bool(_UNIT.fullmatch(rest)) and not _NO_UNIT.match(rest)


def _signed(value: Fraction, sign: str | None) -> Fraction:
    return -value if sign in {"-", "−", "–"} else value


def _integer(text: str) -> int:
    return int(text.replace("−", "-"))


@dataclass(frozen=True, slots=True)
class Range:
    least: Fraction | None
    most: Fraction | None
    """In both, None means open on that side."""
    unit: str
    is_years: bool = False

    def overlaps(self, other: "Range") -> bool:
        """Whether the ranges share more than an end point."""
        ends_after = self.most is None or other.least is None or other.least < self.most
        begins_before = other.most is None or self.least is None or self.least < other.most
        return ends_after and begins_before


_CLOSED: Final = re.compile(
    r"(?:from |between |von |zwischen |de |entre )?(?P<least>[^–—-]{1,30}?)\s?"
    r"(?:[–—-]| to | and | bis | und | à | a | et | y )\s?(?P<most>\S.{0,40})",
    re.IGNORECASE,
)
_OVER: Final = re.compile(
    r"(?:more than|over|above|greater than|mehr als|über|plus de|más de|>)\s?(?P<end>\S.{0,40})", re.IGNORECASE
)
_UNDER: Final = re.compile(
    r"(?:less than|fewer than|under|below|weniger als|unter|moins de|menos de|<)\s?(?P<end>\S.{0,40})", re.IGNORECASE
)


def read_range(text: str, *, language: str = "en") -> Range | None:
    """The range, if the whole text is one, e.g. `5–10 %`, `between 5 and 10 %` or `more than 20`."""
    if len(text) > LONGEST:
        return None
    for pattern, opens_up in ((_OVER, True), (_UNDER, False)):
        if (match := pattern.fullmatch(text)) and (end := read_number(match["end"], language=language)):
            return Range(end.value, None, end.unit) if opens_up else Range(None, end.value, end.unit)
    match = _CLOSED.fullmatch(text)
    if not match:
        return None
    least, most = (read_number(match[name].strip(), language=language) for name in ("least", "most"))
    if not least or not most or least.value >= most.value or least.unit not in {"", most.unit}:
        return None
    return Range(least.value, most.value, most.unit, is_years=least.is_year and most.is_year)
