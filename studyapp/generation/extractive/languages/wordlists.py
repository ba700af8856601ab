"""The word lists of all languages."""

from typing import Final

from studyapp.generation.extractive.languages.english import ENGLISH
from studyapp.generation.extractive.languages.other_languages import FRENCH, GERMAN, SPANISH
from studyapp.generation.extractive.languages.words import Words

_NONE: Final = frozenset[str]()
_UNKNOWN: Final = Words(_NONE, _NONE, _NONE, _NONE, _NONE, _NONE, _NONE, _NONE, _NONE)

_LANGUAGES: Final = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}


def words_of(language: str | None) -> Words:
    """The words of this language, or of English if it is None: most texts too short to tell are names and numbers
    anyway.
    """
    return _LANGUAGES.get(language or "en", _UNKNOWN)
