"""A piece of material, read for all that is made of it: its blocks, sentences, glossary entries, terms and titles."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from studyapp.generation.extractive.cards import english, german, romance
from studyapp.generation.extractive.cards.entries import Entry, entries
from studyapp.generation.extractive.cards.proposals import Candidate
from studyapp.generation.extractive.cards.statements import statements
from studyapp.generation.extractive.languages.wordlists import words_of
from studyapp.generation.extractive.languages.words import Words
from studyapp.generation.extractive.reading.blocks import Block, blocks
from studyapp.generation.extractive.reading.sentences import Sentence, sentences
from studyapp.generation.extractive.reading.titles import Titles
from studyapp.generation.extractive.reading.vocabulary import Vocabulary
from studyapp.rules.language import languages_in

LANGUAGES: Final = ("en", "de", "fr", "es")
"""The languages in which sentences are asked about."""
_DEFINED: Final[dict[str, Callable[[Sentence], str | None]]] = {
    "en": english.defined,
    "de": german.defined,
    "fr": romance.defined,
    "es": romance.defined,
}


@dataclass(frozen=True, slots=True)
class Material:
    language: str | None
    """As an ISO 639-1 code; None if it is not known."""
    words: Words
    blocks: tuple[Block, ...]
    """Without the named statements."""
    stated: tuple[Candidate, ...]
    """The cards of the named statements, e.g. theorems."""
    entries: tuple[Entry, ...]
    """The glossary entries."""
    sentences: tuple[Sentence, ...]
    """Those that stand in no entry."""
    vocabulary: Vocabulary
    titles: Titles

    def defined_in(self, sentence: Sentence) -> str | None:
        """The term that a sentence defines, if it makes sense without its neighbours."""
        return _DEFINED.get(self.language or "en", english.defined)(sentence) if sentence.stands_alone else None


def read_material(text: str, *, heading: str | None, title: str | None, without: Collection[int] = ()) -> Material:
    """`heading` stands above the text, `title` is that of the whole document. The blocks that begin in the lines
    `without` are left out.
    """
    language = _language(text)
    words = words_of(language)
    found = [block for block in blocks(text, heading=heading) if block.line not in without]
    stated, found = statements(found, language=language)
    listed = entries(found)
    lines = {entry.line for entry in listed}
    read = sentences([block for block in found if block.line not in lines], words)
    defines = _DEFINED.get(language or "en", english.defined)
    titles = Titles.of(found, title, words)
    defined = (defines(sentence) for sentence in read if sentence.stands_alone)
    marked = [*titles.telling, *(entry.term for entry in listed), *filter(None, defined)]
    vocabulary = Vocabulary(read, words, german=language == "de", marked=marked, topics=titles.topics)
    return Material(language, words, tuple(found), tuple(stated), tuple(listed), tuple(read), vocabulary, titles)


def _language(text: str) -> str | None:
    found = languages_in(text)
    return next((code for code in LANGUAGES if code in found), next(iter(sorted(found)), None))
