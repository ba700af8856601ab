"""D4: all options have one form. An option that looks different is either the right one or obviously wrong."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.cards.answers import asks_yes_or_no
from studyapp.rules.choices.items import ChoiceFinding, reject
from studyapp.rules.choices.reading import Item, Option
from studyapp.rules.choices.reading.dates import Exactness
from studyapp.rules.choices.reading.kinds import VERDICTS, Kind
from studyapp.rules.text import normalise, word_set

_TRUTHS: Final = word_set("true false richtig falsch wahr vrai faux verdadero falso")
_NUMERIC_WORDS: Final = word_set(
    "none infinity infinite undefined zero indeterminate unlimited unendlich undefiniert keine unbegrenzt infini aucun "
    "ninguno infinito nan null"
)
_SHORTEST_WORD: Final = 4
_SHORTEST_CASED: Final = 3
"""Words shorter than this are treated as symbols."""
_STOP: Final = re.compile(r"([.;,:。]|[!?！？])[\"'”’»)\]]{0,2}$")
_ABBREVIATED: Final = re.compile(r"(?:\b\w|\.\w{1,3}|\b[A-Z][a-z]{1,2}|\b(?:etc|Inc|Corp|Ltd|usw|ca|vs|approx))\.$")
_NAME_AFTER_ARTICLE: Final = re.compile(
    r"^(?:the|der|die|das|le|la|les|el|los|las|il|lo|gli|de|het|o|a|os|as)\s(?=[A-ZÀ-Þ])"
)
"""A small article before a name; `the United States` is as much a name as `Canada`."""
_ASKS_WHO: Final = re.compile(r"\b(?:who|whom|whose|wer|wen|wem|wessen|qui|quién|quiénes)\b", re.IGNORECASE)
_COUNTABLE: Final = frozenset({Kind.NUMBER, Kind.RANGE, Kind.DATE})
_WORDS: Final = frozenset({Kind.TERM, Kind.NAME, Kind.PHRASE})


def one_kind(item: Item) -> Iterator[ChoiceFinding]:
    """D4: reject options of another kind than the right answer, e.g. a number among names."""
    if is_verdict(item):
        yield reject("D4", "A yes/no question has no three wrong answers.")
        return
    for at, option in item.numbered():
        if not _is_kin(item.key, option) or _is_no_name(item, option):
            what = _described(option.kind)
            yield reject("D4", f"“{option.text}” is {what}, the right answer is {_described(item.key.kind)}.", at)


def is_verdict(item: Item) -> bool:
    """Whether the question can only be answered with yes, no, true or false."""
    answer = normalise(item.key.text)
    return (answer in VERDICTS or answer in _TRUTHS) and "`" not in item.key.raw and asks_yes_or_no(item.raw_stem)


def _described(kind: Kind) -> str:
    match kind:
        case Kind.VERDICT | Kind.CODE:
            return kind.value
        case Kind.TERM | Kind.PHRASE:
            return f"a {kind.value} of words" if kind is Kind.PHRASE else "a term"
        case _:
            return f"a {kind.value}"


def _is_kin(key: Option, option: Option) -> bool:
    pair = {key.kind, option.kind}
    if len(pair) == 1:
        return key.date is None or option.date is None or key.date.exactness is option.date.exactness
    if Kind.VERDICT in pair:
        return option.kind is not Kind.VERDICT or len(key.text) < _SHORTEST_WORD or key.is_marked
    if Kind.SENTENCE in pair:
        return False
    if pair & _COUNTABLE:
        return _are_countable(key, option)
    return True


def _is_no_name(item: Item, option: Option) -> bool:
    """Whether one of the two is a name and the other clearly is not.

    That is a phrase without any capital or, where the question asks for a person, any phrase. Elsewhere capitals prove
    little: `Bengal tiger` and `Water Buffalo` are of one kind.
    """
    if {item.key.kind, option.kind} != {Kind.NAME, Kind.PHRASE}:
        return False
    phrase = option if option.kind is Kind.PHRASE else item.key
    return phrase.text.islower() or _ASKS_WHO.search(item.stem) is not None


def _are_countable(key: Option, option: Option) -> bool:
    """Whether both can be compared as numbers: a date needs a year beside a year, and words must concern numbers."""
    one, other = sorted((key, option), key=lambda side: side.kind is not Kind.DATE)
    if one.kind is Kind.DATE and other.kind is Kind.NUMBER:
        is_year = one.date is not None and one.date.exactness is Exactness.YEAR
        return is_year and other.number is not None and not other.number.unit
    words = next((side for side in (key, option) if side.kind in _WORDS), None)
    if words is None:
        return Kind.DATE not in {key.kind, option.kind}
    return any(sign.isdigit() for sign in words.text) or not _NUMERIC_WORDS.isdisjoint(words.words)


def one_punctuation(item: Item) -> Iterator[ChoiceFinding]:
    """D4: reject options that end with another punctuation mark than the right answer."""
    if item.key.is_marked:
        return
    for at, option in item.numbered():
        if not option.is_marked and _ending(option.text) != _ending(item.key.text):
            yield reject("D4", f"“{option.text}” ends with other punctuation than the right answer.", at)


def _ending(text: str) -> str:
    match = _STOP.search(text)
    if not match or " " not in text or _ABBREVIATED.search(text[-12:]):
        return ""
    return match[1]


def one_capitalisation(item: Item) -> Iterator[ChoiceFinding]:
    """D4: reject options if the right answer alone has or lacks a capital, or if one option alone lacks it."""
    key = _is_capital(item.key)
    cased = [(at, is_capital) for at, option in item.numbered() if (is_capital := _is_capital(option)) is not None]
    if key is None or not cased:
        return
    unlike = [at for at, is_capital in cased if is_capital != key]
    if len(unlike) == len(cased) or (key and len(unlike) == 1):
        for at in unlike:
            wanted = "capital" if key else "small letter"
            yield reject(
                "D4", f"“{item.distractors[at].text}” does not begin with a {wanted} as the right answer does.", at
            )


def _is_capital(option: Option) -> bool | None:
    """Whether the option begins with a capital; None where its case is fixed, e.g. `pH`, `mRNA`, `the United States`,
    code and symbols.
    """
    if option.is_marked or option.kind in {Kind.CODE, Kind.FORMULA, Kind.NUMBER, Kind.RANGE, Kind.DATE}:
        return None
    if len(option.text) < _SHORTEST_CASED:
        return None
    text = option.text.lstrip("\"'“„«(¿¡*")
    if _NAME_AFTER_ARTICLE.match(text):
        return None
    first = text.split(" ", 1)[0]
    letter = first[:1]
    if len(first) < 2 or letter.isupper() == letter.islower() or any(sign.isupper() for sign in first[1:]):
        return None
    return letter.isupper()


def one_markup(item: Item) -> Iterator[ChoiceFinding]:
    """D4: reject a right answer that alone is written as code or formula, or alone is not."""
    if len(item.distractors) > 1 and all(option.is_marked != item.key.is_marked for option in item.distractors):
        how = "is" if item.key.is_marked else "is not"
        yield reject("D4", f"Only the right answer {how} written as code or formula.")
