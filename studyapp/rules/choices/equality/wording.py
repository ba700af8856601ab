"""Words in one form: without articles, in one spelling, ordinals as digits."""

import re
from typing import Final

from studyapp.rules.choices.equality.number_words import CARDINALS, ordinal, roman
from studyapp.rules.choices.reading import Option
from studyapp.rules.text import normalise, word_set

_ENGLISH_ARTICLES: Final = word_set("a an the")
_GENDERED_ARTICLES: Final = word_set(
    "der die das den dem des ein eine einen einem einer le la les l' un une des el los las una unos unas il lo gli i"
)
"""These articles tell words apart (`der See`, `die See`), so two options differ only if both have one."""
_ELISION: Final = re.compile(r"^(?:l|d)['’](?=\w)", re.IGNORECASE)
_RAISED: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+")
_NUMERAL: Final = re.compile(r"(?<=\w )([IVXL]{1,7})\b(?![.'’]\w)")
_INITIALS: Final = re.compile(r"(?:\w\.)+\w")
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "Oe", "Æ": "Ae"})
_AND: Final = word_set("& and und et y")

_BRITISH: Final = re.compile(
    r"\b(?P<our>(?:dis)?(?:col|fav|flav|hon|hum|lab|neighb|rum|vap|behavi|harb|arm|tum|od|vig|val|sav|glam))our"
    r"|\b(?P<re>cent|theat|fib|calib|(?:kilo|milli|centi|nano)?met|(?:milli)?lit|spect)re(?=s?\b)"
    r"|(?P<ise>\b(?:organ|real|recogn|ion|oxid|polar|crystall|civil|colon|industrial|hydrol|neutral|urban|steril))"
    r"(?:is|ys)(?=e|ing|ation)"
    r"|\b(?P<ae>an|leuk|h|septic|hypoglyc)aem|\b(?P<oe>o)e(?=sophag|strogen|dema)"
)
_AMERICAN: Final = {"our": "or", "re": "er", "ise": "iz", "ae": "em", "oe": ""}
_SPELLINGS: Final = {
    "grey": "gray", "aluminium": "aluminum", "sulphur": "sulfur", "sulphuric": "sulfuric", "sulphate": "sulfate",
    "defence": "defense", "offence": "offense", "licence": "license", "programme": "program", "tyre": "tire",
    "plough": "plow", "mould": "mold", "foetus": "fetus", "caesium": "cesium", "analyse": "analyze", "st": "saint",
    "mt": "mount", "catalogue": "catalog",
}  # fmt: skip
_ALIASES: Final = (
    word_set("us usa") | {"united states", "united states of america"},
    word_set("uk") | {"united kingdom"},
    word_set("un uno") | {"united nations", "united nations organization"},
    word_set("eu") | {"european union"},
)


def alias(option: Option) -> int | None:
    """Which of the names with a usual abbreviation the option is; None if it is another one."""
    name = " ".join(word for word in _tokens(option) if word != "the")
    return next((at for at, names in enumerate(_ALIASES) if name in names), None)


def wording(option: Option) -> tuple[str, str]:
    """The leading gendered article, or an empty string, and the words in their normal form."""
    first, *rest = _tokens(option) or [""]
    article = first if rest and first in _GENDERED_ARTICLES else ""
    tokens = rest if article else [first, *rest]
    bare = [word for at, word in enumerate(tokens) if word not in _ENGLISH_ARTICLES or at == len(tokens) - 1]
    numbered = [_digits(word) for word in bare] if len(bare) > 1 else bare
    return article, " ".join(_in_order(numbered)) or option.text


def _tokens(option: Option) -> list[str]:
    text = _RAISED.sub(lambda match: f"^{match[0]}", option.text.translate(_LIGATURES))
    text = _NUMERAL.sub(lambda match: str(roman(match[1]) or match[1]), _ELISION.sub("", text))
    return [_spelled(word) for word in normalise(text).split()]


def _spelled(word: str) -> str:
    if _INITIALS.fullmatch(word):
        return word.replace(".", "")
    if word in _AND:
        return "&"
    return _SPELLINGS.get(word) or _BRITISH.sub(_american, word)


def _american(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    return match[kind] + _AMERICAN[kind] if kind != "oe" else ""


def _digits(word: str) -> str:
    number = CARDINALS.get(word)
    if number is None and word not in {"i", "v", "x", "l", "e"} and not word.isdigit():
        number = ordinal(word) if len(word) > 2 and not roman(word) else None
    return word if number is None else str(number)


def _in_order(words: list[str]) -> list[str]:
    """The words, with the number of a world war last, and without the German article before the number of a king."""
    if words[1:] == ["world", "war"]:
        return [*words[1:], words[0]]
    return [
        word
        for at, word in enumerate(words)
        if not (word in {"der", "die"} and words[at + 1 : at + 2] and words[at + 1].isdigit())
    ]
