"""The type of a language's word lists: which words make a sentence depend on another, and which are no terms."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of one language."""

    leaning: frozenset[str]
    """First words that make a sentence depend on the one before it."""
    half_leaning: frozenset[str]
    """First words that do so if one of `verbs` follows: `Most are …` names no subject, `Most enzymes …` does."""
    verbs: frozenset[str]
    pointing: frozenset[str]
    """Words that refer to other sentences, wherever they stand."""
    personal: frozenset[str]
    """First and second person: such a sentence speaks to the reader and not about the subject."""
    small: frozenset[str]
    """Function words, at which noun phrases end."""
    plain: frozenset[str]
    """Common verbs and general nouns, at which noun phrases end as well."""
    adjectives: frozenset[str]
    """Common adjectives and adverbs, which belong to a term only if the text repeats them together."""
    articles: frozenset[str]
    colon: str = ":"
    roles: frozenset[str] = frozenset()
    """Nouns that, after `the`, refer to something mentioned before."""

    @property
    def is_english(self) -> bool:
        return "the" in self.articles
