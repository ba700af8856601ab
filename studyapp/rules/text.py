"""How the rules read text: what markup is, what a word is, and when two texts are the same."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from studyapp.rules.cloze import blanked, deletions

_ANY_MARKUP: Final = re.compile(r"[*_`$<>#\[{~]")
_FENCE: Final = re.compile(r"```[^\n`]*\n(.*?)(?:```|\Z)", re.DOTALL)
_INLINE_CODE: Final = re.compile(r"`([^`\n]+)`")
_DISPLAY_MATH: Final = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
_INLINE_MATH: Final = re.compile(r"(?<!\\)\$(?=[^\s$])([^$\n]*[^\s$\\])\$(?!\d)")
_LINK: Final = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)")
_TAG: Final = re.compile(
    r"(?<!\w)<[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]*)?/?>|</[A-Za-z][A-Za-z0-9]{0,15}>|(?<=\w)<(?:b|i|u|em|sub|sup|br)/?>"
)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINE_START: Final = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?)+", re.MULTILINE)
_EMPHASIS: Final = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|~~")

_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SOFT: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_EDGE: Final = ".,;:!?…·\"'“”„«»‹›‘’‚`()[]{}¿¡،؛؟。、，！？：；「」『』—–-"
_ENDS: Final = ".,;:!?…·-–—\"'“”„«»‹›()[]¿¡،؛؟。、，！？：；「」『』"
_DASHES: Final = re.compile(r"(?<=[^\W\d_])[\u2010-\u2015-](?=[^\W\d_])")


def normalise(text: str) -> str:
    """Fold differences that do not matter: compatibility forms, case, white space and punctuation around words.

    Signs inside a word or standing alone stay, so that `C`, `C#` and `C++`, or `=` and `!=`, remain different.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SOFT).replace("’", "'")
    return " ".join(filter(None, (_trimmed(token) for token in _DASHES.sub(" ", folded).split())))


def _trimmed(token: str) -> str:
    """The token without punctuation at its ends. A token of signs is kept unless it only ends a sentence."""
    bare = token.strip(_EDGE)
    if not any(sign.isalnum() for sign in bare):
        return "" if all(sign in _ENDS for sign in token) else token
    return f"-{bare}" if token.startswith(("-", "−")) and bare[0].isdigit() else bare


def strip_markup(text: str) -> str:
    """The words a learner sees, without Markdown, HTML or formula signs. A cloze deletion becomes `cloze.BLANK`."""
    if not _ANY_MARKUP.search(text):
        return text.strip()
    text = blanked(_COMMENT.sub("", text))
    text = _FENCE.sub(r"\1", text)
    kept: list[str] = []
    text = _INLINE_CODE.sub(lambda match: _keep(match[1], kept), text)
    text = _DISPLAY_MATH.sub(r"\1", text)
    text = _INLINE_MATH.sub(r"\1", text)
    text = _TAG.sub("", _LINK.sub(r"\1", text))
    text = _EMPHASIS.sub("", _LINE_START.sub("", text))
    return _restore(text, kept).strip()


_SLOT: Final = re.compile("\ue000(\\d+)\ue001")


def _keep(code: str, kept: list[str]) -> str:
    """Put inline code aside before markup is removed, because its asterisks, tags and underscores belong to it."""
    kept.append(code)
    return f"\ue000{len(kept) - 1}\ue001"


def _restore(text: str, kept: list[str]) -> str:
    return _SLOT.sub(lambda match: kept[int(match[1])] if int(match[1]) < len(kept) else "", text)


def without_code(text: str) -> str:
    """The text without code and formulas, for rules about prose."""
    text = _INLINE_CODE.sub(" ", _FENCE.sub(" ", text))
    return _INLINE_MATH.sub(" ", _DISPLAY_MATH.sub(" ", text))


@lru_cache(maxsize=20_000)
def front_key(question: str) -> str:
    """A normal form of the question; cards with equal keys are duplicates."""
    return normalise(strip_markup(question))


def note_key(question: str) -> str:
    """As `front_key`, but texts that hide different words have different keys, though their fronts look the same."""
    return "\n".join([front_key(question), *map(normalise, deletions(question))])


def words(text: str) -> list[str]:
    """Normalised words. Scripts written without spaces give one word per character."""
    return _WIDE.sub(lambda match: f" {match[0]} ", normalise(text)).split()


def count_words(text: str) -> int:
    """The length of the prose in words. Two Chinese or Japanese characters count as one word."""
    tokens = words(text)
    wide = sum(1 for token in tokens if _WIDE.fullmatch(token))
    return len(tokens) - wide + (wide + 1) // 2


def contains_words(text: str, phrase: str) -> bool:
    """Whether the words of `phrase` stand side by side in `text`; plural and possessive endings are ignored."""
    wanted = [word_stem(word) for word in words(phrase)]
    if not wanted:
        return False
    given = [word_stem(word) for word in words(text)]
    return any(given[at : at + len(wanted)] == wanted for at in range(len(given) - len(wanted) + 1))


def word_stem(word: str) -> str:
    """The word without a plural or possessive ending."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word.removesuffix("s")
    return word.removesuffix("e") if len(word) > 4 else word


def word_set(listing: str) -> frozenset[str]:
    """A set of words, given as one string because that is easier to read."""
    return frozenset(listing.split())
