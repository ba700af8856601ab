"""Numbers with their unit in one form: digits or words, 1 km or 1,000 m, 5 % or five percent."""

from fractions import Fraction
from typing import Final

from studyapp.rules.choices.equality.number_words import cardinal
from studyapp.rules.choices.reading import Option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.choices.reading.numbers import LONGEST, Range, unit_key
from studyapp.rules.text import normalise

Quantity = tuple[Fraction | Range, str]

_MOST_UNIT_WORDS: Final = 3

_SYMBOLS: Final = {
    "m": "nm:1/1000000000 µm:1/1000000 μm:1/1000000 mm:1/1000 cm:1/100 dm:1/10 m:1 km:1000",
    "g": "µg:1/1000000 mg:1/1000 g:1 kg:1000 t:1000000",
    "s": "ms:1/1000 s:1 min:60 h:3600",
    "l": "ml:1/1000 mL:1/1000 cl:1/100 dl:1/10 l:1 L:1",
    "W": "mW:1/1000 W:1 kW:1000 MW:1000000",
    "Hz": "Hz:1 kHz:1000 MHz:1000000 GHz:1000000000",
    "V": "mV:1/1000 V:1 kV:1000",
    "%": "%:1",
}
_NAMES: Final = {
    "m": "millimetre:1/1000 millimeter:1/1000 centimetre:1/100 centimeter:1/100 zentimeter:1/100 metre:1 meter:1 "
    "mètre:1 metro:1 kilometre:1000 kilometer:1000 kilomètre:1000 kilómetro:1000",
    "g": "milligram:1/1000 gram:1 gramm:1 gramme:1 gramo:1 kilogram:1000 kilogramm:1000 kilogramme:1000 kilo:1000 "
    "kilogramo:1000 tonne:1000000",
    "s": "second:1 sekunde:1 sekunden:1 segundo:1 minute:60 minuten:60 minuto:60 hour:3600 stunde:3600 stunden:3600 "
    "heure:3600 hora:3600 day:86400 tage:86400 tag:86400 jour:86400 día:86400",
    "l": "millilitre:1/1000 milliliter:1/1000 litre:1 liter:1 litro:1",
    "%": "percent:1 prozent:1",
    "$": "$:1 dollar:1 usd:1",
    "€": "€:1 euro:1 eur:1",
}
_PHRASES: Final = {"per cent": "percent", "pour cent": "percent", "por ciento": "percent", "degre celsiu": "° c"}
_SCALES: Final = {
    unit_key("", word): factor
    for listing, factor in (
        ("thousand tausend", 1_000),
        ("million millionen mio millón millones", 10**6),
        ("milliard milliarde milliarden mrd", 10**9),
    )
    for word in listing.split()
}


def _table(units: dict[str, str], *, stemmed: bool) -> dict[str, tuple[str, Fraction]]:
    pairs = ((base, pair.rsplit(":", 1)) for base, listing in units.items() for pair in listing.split())
    return {(unit_key("", name) if stemmed else name): (base, Fraction(factor)) for base, (name, factor) in pairs}


_BY_SYMBOL: Final = _table(_SYMBOLS, stemmed=False)
_BY_NAME: Final = _table(_NAMES, stemmed=True)


def quantity(option: Option) -> Quantity | None:
    """The value in the base unit and this unit; None if the option is no number or range."""
    if option.number and option.kind is Kind.NUMBER:
        return _in_base(option.number.value, option.number.unit, option.number.after.strip(), option.language)
    if option.range:
        return option.range, option.range.unit
    return _in_words(option)


def _in_words(option: Option) -> Quantity | None:
    if len(option.text) > LONGEST:
        return None
    tokens = normalise(option.text).split()
    counted = cardinal(tokens)
    if counted is None or len(tokens) - counted[1] > _MOST_UNIT_WORDS:
        return None
    after = " ".join(tokens[counted[1] :])
    return _in_base(Fraction(counted[0]), unit_key("", after), after, option.language)


def _in_base(value: Fraction, unit: str, written: str, language: str) -> Quantity:
    """Both in the base unit. Symbols are told apart by their capitals (`mW`, `MW`), names are not."""
    value, unit = _unscaled(value, _PHRASES.get(unit, unit), language)
    symbol = written.rsplit(" ", maxsplit=1)[-1]
    known = _BY_SYMBOL.get(symbol) if unit == unit_key("", symbol) else None
    base, factor = known or _BY_NAME.get(unit) or (_cased(symbol, unit), Fraction(1))
    return (value / 100, "") if base == "%" else (value * factor, base)


def _unscaled(value: Fraction, unit: str, language: str) -> tuple[Fraction, str]:
    """The value without a word such as `million` in its unit. A billion is only known in English."""
    words = unit.split()
    for at, word in enumerate(words[:2]):
        factor = _SCALES.get(word) or (10**9 if word == "billion" and language == "en" else None)
        if factor:
            return value * factor, " ".join(words[:at] + words[at + 1 :])
    return value, unit


def _cased(symbol: str, unit: str) -> str:
    """The unit; a short symbol keeps its capitals."""
    return symbol if len(symbol) <= 3 and symbol.casefold() == unit and not symbol.islower() else unit
