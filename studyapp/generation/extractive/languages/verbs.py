"""Whether an English sentence has a verb at all. A line of a book list or a change log often has none."""

import re
from typing import Final

from studyapp.rules.text import word_set

IRREGULAR: Final = word_set(
    """
    arose ate became began beat bent bit bled blew bore bought bound bred broke brought built burnt burst came
    cast caught chose cost cut dealt drank drew drove dug fed fell felt fled flew forbade forgot fought found
    froze gave got grew had heard held hid hit hung hurt kept knew laid lay learnt led left lent let lit lost
    made meant met overthrew paid put ran rang read rose said sang sank sat saw sent set shook shot shut slept
    slid sold sought spent split spoke sprang spread stole stood struck stuck swam swept swore taught thought
    threw told took tore underwent understood went wept withdrew woke won wore wound wove wrote
    """
)
"""The past tense of verbs that do not form it with `ed`."""
_HELPING: Final = word_set(
    """
    is are was were am be been being has have had do does did can could may might must shall should will would cannot
    isn't aren't wasn't weren't hasn't haven't doesn't don't didn't can't couldn't won't wouldn't it's that's there's
    """
)
_PLURAL: Final = re.compile(
    r"[\w'’-]*(?:[^s]s|[aeiou]es|a|i|ae|people|men|women|children|fish|police|cattle|mice|feet)\Z"
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NOUNS_BEFORE: Final = frozenset({"of", "and", "or"})
"""A word in `s` before one of these is more likely a plural than a verb."""


def has_verb(text: str, small: frozenset[str]) -> bool:
    """Whether a word could be the verb of the sentence. `small` are the function words. In doubt it could."""
    tokens = [word.replace("’", "'") for word in _WORD.findall(text)]
    if any(word.casefold() in _HELPING or word in IRREGULAR for word in tokens):
        return True
    return any(
        _may_be_verb(before, word, after, small)
        for before, word, after in zip(tokens, tokens[1:], [*tokens[2:], ""], strict=False)
    )


def _may_be_verb(before: str, word: str, after: str, small: frozenset[str]) -> bool:
    if not word[0].islower() or word in small:
        return False
    if word.endswith("ed"):
        return after != "by"
    if word.endswith("s") and len(word) > 2 and not word.endswith("ss"):
        return bool(after) and after not in _NOUNS_BEFORE
    return bool(_PLURAL.match(before)) and before.casefold() not in small
