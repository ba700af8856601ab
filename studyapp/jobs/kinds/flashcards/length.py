"""What is enough text to make cards from, for all who take one."""

from studyapp.generation.pairs.listing import word_list
from studyapp.material.cleaning import MIN_CONTENT_CHARS, require_length, visible_chars


def pairs_of(text: str) -> int:
    """How many pairs the text has if it is a word list, else 0. Raises `BadInput` if it is too short for a card."""
    pairs = len(word_list(text))
    require_length(text, pairs=pairs)
    return pairs


def long_enough(text: str) -> str:
    """Return the text unchanged, or raise `BadInput` as `pairs_of` does. Long text is not searched for pairs."""
    if visible_chars(text) < MIN_CONTENT_CHARS:
        pairs_of(text)
    return text
