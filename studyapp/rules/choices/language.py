"""D4: the wrong answers must be in the language of the right answer or of the question."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.choices.items import ChoiceFinding, reject
from studyapp.rules.choices.reading import Item
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.language import language_of

_PROSE: Final = frozenset({Kind.TERM, Kind.NAME, Kind.PHRASE, Kind.SENTENCE})
_ALIKE: Final = frozenset({"zh", "ja"})
"""These two are not told apart, because a short Japanese text may consist of Chinese characters only."""
_LEAST_READ: Final = 2
_LETTER: Final = re.compile(r"['’]?\b\w\b['’]?")
"""Single letters are removed first: numerals, initials and the genitive `s` count as small words in some languages."""
_ASKS_FOR_FOREIGN_WORDS: Final = re.compile(
    r"[*_\"“”„«»‘]|\b(?:English|German|French|Spanish|Italian|Latin|Greek|Japanese|Chinese|Russian|Portuguese|Dutch|"
    r"Swedish|translat\w+|article|Deutsche?|Englische?|Französische?|Spanische?|français|anglais|allemand|espagnol|"
    r"español|inglés|alemán|francés)\b",
    re.IGNORECASE,
)


def one_language(item: Item) -> Iterator[ChoiceFinding]:
    """Names are not read: the `War` of the Crimean War is no German word."""
    if item.key.kind not in _PROSE or _ASKS_FOR_FOREIGN_WORDS.search(item.raw_stem):
        return
    prose = [option.text for option in item.distractors if option.kind is not Kind.NAME]
    found = language_of(_LETTER.sub("", ". ".join(prose))) if len(prose) >= _LEAST_READ else None
    given = (item.key.text, item.stem, f"{item.stem} {item.key.text}")
    expected = {language for text in given if (language := language_of(text))}
    if found and expected and found not in expected and not (found in _ALIKE and expected & _ALIKE):
        yield reject("D4", "The wrong answers are in another language.")
