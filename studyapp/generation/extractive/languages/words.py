"""What the extractive rules know of a language: how sentences lean on others, and which words are no terms."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What the extractive rules know of a language."""

    leaning: frozenset[str]
    """First words that make a sentence need the one before it."""
    half_leaning: frozenset[str]
    """First words that do so when one of `verbs` follows: `Most enzymes …` names its subject, `Most are …` does not."""
    verbs: frozenset[str]
    pointing: frozenset[str]
    """Words that point out of a sentence wherever they stand."""
    personal: frozenset[str]
    """First and second person: talk to the reader, not about the subject."""
    small: frozenset[str]
    """Function words: the borders of noun phrases."""
    plain: frozenset[str]
    """Common verbs and general nouns: the borders of noun phrases too."""
    adjectives: frozenset[str]
    """Common adjectives and adverbs: part of a term only where the text keeps them together."""
    articles: frozenset[str]
    colon: str = ":"
    roles: frozenset[str] = frozenset()
    """Nouns that with `the` before them mean something said before."""
