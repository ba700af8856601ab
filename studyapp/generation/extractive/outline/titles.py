"""What a title is, as against a sentence; and what stands behind it on the same line."""

import re
from typing import Final

_LONGEST: Final = 100
_MOST_WORDS: Final = 14
_LONGEST_LINE: Final = 300
_FEW_WORDS, _FEW_CHARS = 3, 30
"""So short a text is a title also with a full stop."""
_ENDS_SENTENCE: Final = re.compile(r"[.!;。！；][\"'”’»)\]*_]*$")
_GOES_ON: Final = re.compile(r"[,，、;；]$")
_PAIR: Final = re.compile(
    r"(?P<term>\S[^:：–—]{0,78}?)[*_]{0,2}(?:[:：][*_]{0,2}\s+|\s[–—-]\s+|：[*_]{0,2})(?P<meaning>\S.*)"
)
_FEWEST_MEANING_WORDS: Final = 4
_PAGE: Final = re.compile(
    r"(?<!\s)(?:\s*(?:[.·_]\s?){3,}\s*|\s*…[\s…]*|(?=[^\S\t]*\t)\s+|\s{3,})(?:\d{1,4}|[ivxlc]{1,6})\s*$"
    r"|(?<!\s)\s*(?:\.\s?){5,}$"
)
"""Dots or a gap, and the number of a page. It begins where a gap does: a gap of a thousand spaces is tried once."""


def is_title(text: str) -> bool:
    """Whether a text is short and does not end like a sentence."""
    count = len(text.split())
    if len(text) > _LONGEST or count > _MOST_WORDS or _GOES_ON.search(text) or not has_letters(text):
        return False
    return (count <= _FEW_WORDS and len(text) <= _FEW_CHARS) or not _ENDS_SENTENCE.search(text)


def ends_sentence(text: str) -> bool:
    return _ENDS_SENTENCE.search(text) is not None


def has_letters(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def split_pair(text: str) -> tuple[str, str]:
    """A title and the explanation behind it, e.g. of `Cells: the units of all living things`; else an empty one."""
    found = _PAIR.fullmatch(text)
    if not found or not is_title(found["term"]):
        return text, ""
    meaning = found["meaning"]
    is_explained = len(meaning.split()) >= _FEWEST_MEANING_WORDS or _ENDS_SENTENCE.search(meaning)
    return (found["term"], meaning) if is_explained else (text, "")


def leads_to_page(line: str) -> bool:
    """Whether a line is one of a table of contents."""
    return len(line) <= _LONGEST_LINE and has_letters(without_page(line)) and _PAGE.search(line) is not None


def without_page(line: str) -> str:
    return _PAGE.sub("", line, count=1) if len(line) <= _LONGEST_LINE else line
