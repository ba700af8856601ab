"""L9: a lesson is in the language of its section, or in the one that was asked for."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.findings import reject
from studyapp.rules.items import Finding
from studyapp.rules.language import language_of
from studyapp.rules.lessons.ground import Ground
from studyapp.rules.text import strip_markup, without_code

_QUOTED: Final = re.compile(r"[\"“„«][^\"“”„«»\n]*[\"”“»]|(?<!\*)\*[^*\n]+\*(?!\*)")
_QUOTED_LINE: Final = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_ALIKE: Final = frozenset({"zh", "ja"})
"""These two are not told apart, because a short Japanese text may consist of Chinese characters only."""


def language(text: str, ground: Ground) -> Iterator[Finding]:
    """Quoted words may be foreign."""
    own = _QUOTED.sub(" ", text if ground.is_extractive else _QUOTED_LINE.sub(" ", text))
    found = language_of(strip_markup(without_code(own)))
    expected = ground.languages
    if found and expected and found not in expected and not (found in _ALIKE and expected & _ALIKE):
        yield reject("L9", f"It is in another language ({found}) than it should be ({', '.join(sorted(expected))}).")
