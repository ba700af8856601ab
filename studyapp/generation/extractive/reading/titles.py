"""Decides which headings and titles say what the text below them is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from studyapp.generation.extractive.languages.words import Words
from studyapp.generation.extractive.reading.blocks import Block
from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.generation.extractive.reading.terms import is_learned
from studyapp.rules.text import count_words, word_set

_LONGEST_CONTEXT_WORDS: Final = 6
_QUESTION_WORDS: Final = word_set(
    "what how why where when who which was wie warum wo wann wer que quoi comment pourquoi où quand qué cómo por"
)
_GENERAL: Final = word_set(
    """
    section summary introduction overview conclusion conclusions background key terms chapter abstract review notes
    lecture discussion results history definition definitions glossary document untitled
    einleitung zusammenfassung überblick fazit glossar résumé conclusion glossaire introducción conclusión resumen
    """
)


@dataclass(frozen=True, slots=True)
class Titles:
    telling: tuple[str, ...]
    """Headings that name their subject."""
    main: str | None
    """The title of the whole material, or None."""
    topics: tuple[str, ...]

    @classmethod
    def of(cls, blocks: Sequence[Block], title: str | None, words: Words) -> Self:
        headings = list(dict.fromkeys(block.heading for block in blocks if block.heading))
        candidates = (*headings[:1], title if title and _is_written_as_title(title) else None)
        main = next((text for text in candidates if text and _content(text, words)), None)
        telling = [text for text in headings if _is_telling(text, words)]
        return cls(tuple(telling), main, (main,) if main else ())

    def context(self, sentence: Sentence) -> str | None:
        """The text to put before a sentence to name its subject: its heading if that does, else the title; None if too
        long.
        """
        context = sentence.heading if sentence.heading in self.telling else self.main
        return context.rstrip(" :.") if context and count_words(context) <= _LONGEST_CONTEXT_WORDS else None


def _is_written_as_title(title: str) -> bool:
    """Whether the title is not just a file name such as `lecture04 final` or `scan`."""
    return title[0].isupper() and not any(sign.isdigit() for sign in title)


def _is_telling(heading: str, words: Words) -> bool:
    """Whether a heading names its subject: `The Calvin cycle` and `Photosynthesis` do, `Uses` and `What limits the
    rate` do not.
    """
    content = _content(heading, words)
    return len(content) >= 2 or (len(content) == 1 and (len(heading.split()) >= 2 or is_learned(heading)))


def _content(heading: str, words: Words) -> list[str]:
    bare = [word.strip(".,:()").casefold() for word in heading.split()]
    if not bare or bare[0] in _QUESTION_WORDS:
        return []
    general = words.small | words.plain | words.adjectives | _GENERAL
    return [word for word in bare if word.isalpha() and word not in general]
