"""Tells the term of a glossary entry from the beginning of a sentence or of a reference with a colon in it."""

import re
from typing import Final

from studyapp.rules.text import contains_words, word_set

_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|came|come|can|will|which|that|does|do|did|may|must|should|use|uses|used\sto|make|makes|"
    r"give|gives|show|shows|say|says|write|writes|wrote|argues?|explains?|states?|means|asks?|became|become|becomes|begins?|"
    r"contains?|compris(?:e|es|ed)|works?|provides?|requires?|includes?|consists?|ist|sind|war|wird|werden|hat|haben|est|sont|était|ont|es|son|was)\b",
    re.IGNORECASE,
)
_ADVERB: Final = re.compile(r"\s(?!(?:family|assembly|supply|reply|anomaly|monopoly|july|italy)\b)[a-z]{3,}ly\s")
_ARTICLE: Final = re.compile(r"\b(?P<before>[\w’'-]+)\s(?:an?|the)\s(?=\S+\s*\S)")
_JOINS: Final = word_set("of in on at by to for and or from with per as into under over than across behind")
"""Before an article within a term; any other word there is a verb, e.g. `ledger lines present a challenge`."""
_PARTICIPLE: Final = re.compile(
    r"(?:[A-Z]?[a-z]{3,}ed\s(?:by|in|on|as|with|for|to|from|at|of)|Here|There|Then|Now|This|These|It|If|When|While|After|Before|"
    r"As|For|In|On|At|By|To|With|From)\b",
)
_LISTED: Final = re.compile(r",\s|\b(?:two|three|four|five|both|following|last|first|very)\b", re.IGNORECASE)
"""Matches what stands in a list of names or announces one."""
_PAIRS: Final = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
_POINTS_BACK: Final = re.compile(
    r"(?:If|When|Should|Must|Can|Cannot|These|This|Those|It|They|He|She|There|Here|See|Section|Chapter|Siehe|Voir|Véase|Dies|Diese|Ceci|"
    r"In\sthe\s(?:first|second|last)|In\sboth)\b",
    re.IGNORECASE,
)
_PATH: Final = re.compile(r"\w@\w|→|⇒|->|\s>\s|⟶|\A\W")
"""Matches an address, a way through menus, and what is no beginning of a sentence."""
_MATHS: Final = re.compile(r"[=∈∉∘−≤≥≠×∪∩⊆⊂∀∃∑∫≈]|\b\w\s\w\s\w\b")
_SENTENCE: Final = re.compile(
    r"(?:\S+\s){1,5}?(?:is|are|was|were|can|could|will|would|should|must|has|have|had|also|does|do|becomes|contains)\s"
)
_LABEL: Final = re.compile(r"[A-Z\s]{5,}\d*")
"""Matches a word in capitals, which announces something, e.g. `PURPOSE` or `UNIT 1`."""


def is_clause(term: str) -> bool:
    """Whether the words before the sign are a clause or a name in a list, e.g. `Tufte's books mostly use two kinds`."""
    if any(term.count(opening) != term.count(closing) for opening, closing in _PAIRS) or term.count('"') % 2:
        return True
    if any(found["before"].casefold() not in _JOINS for found in _ARTICLE.finditer(term)):
        return True
    return any(pattern.search(term) for pattern in (_VERB, _ADVERB, _LISTED)) or bool(_PARTICIPLE.match(term))


def is_said(term: str, meaning: str) -> bool:
    """Whether the words after the sign are a sentence with a subject of their own, or those before it are a label."""
    return bool(_SENTENCE.match(meaning)) or bool(_LABEL.fullmatch(term))


def is_no_meaning(term: str, meaning: str) -> bool:
    """Whether the words after the sign explain nothing: they lean on the term, repeat it or are a way through menus."""
    if _MATHS.search(term) or _MATHS.search(meaning):
        return True
    return bool(_POINTS_BACK.match(meaning) or _PATH.search(meaning)) or contains_words(meaning, term)
