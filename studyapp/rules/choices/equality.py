"""When two options count as the same: a learner who knows the answer must not have to guess its spelling."""

import re
import unicodedata
from typing import Final

from studyapp.rules.choices.reading import Option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.text import normalise, word_set

_ENGLISH_ARTICLES: Final = word_set("a an the")
_GENDERED_ARTICLES: Final = word_set(
    "der die das den dem des ein eine einen einem einer le la les l' un une des el los las una unos unas il lo gli i"
)
"""These articles tell words apart (`der See`, `die See`), so two options differ only if both have one."""
_ELISION: Final = re.compile(r"^(?:l|d)['’](?=\w)", re.IGNORECASE)
_RAISED: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+")
_SHORTEST_WORD: Final = 3


def are_same(one: Option, other: Option) -> bool:
    """Whether the options differ only in case, punctuation, articles or the way a number is written."""
    if one.text == other.text:
        return True
    if one.number and other.number and one.kind is other.kind is Kind.NUMBER:
        return one.number.value == other.number.value and one.number.unit == other.number.unit
    if _is_exact(one) or _is_exact(other):
        return _exact(one) == _exact(other)
    (article, words), (other_article, other_words) = _bare(one), _bare(other)
    return words == other_words and (article == other_article or not article or not other_article)


def _is_exact(option: Option) -> bool:
    """Whether every sign and capital counts, as in code, formulas and symbols (`Aa` and `aa`, `Co` and `CO`)."""
    return option.kind in {Kind.CODE, Kind.FORMULA} or option.is_marked or _is_symbol(option.text)


def _is_symbol(text: str) -> bool:
    letters = text.strip()
    if len(letters) < _SHORTEST_WORD:
        return True
    pairs = zip(letters[::2], letters[1::2], strict=False)
    return len(letters) % 2 == 0 and all(one.casefold() == other.casefold() for one, other in pairs)


def _exact(option: Option) -> str:
    text = _RAISED.sub(lambda match: f"^{match[0]}", option.text)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) or option.raw


def _bare(option: Option) -> tuple[str, str]:
    """The leading gendered article, or an empty string, and the words without articles."""
    folded = normalise(_ELISION.sub("", _RAISED.sub(lambda match: f"^{match[0]}", option.text)))
    first, *rest = folded.split() or [""]
    article = first if rest and first in _GENDERED_ARTICLES else ""
    tokens = rest if article else [first, *rest]
    bare = [word for at, word in enumerate(tokens) if word not in _ENGLISH_ARTICLES or at == len(tokens) - 1]
    return article, " ".join(bare) or option.text
