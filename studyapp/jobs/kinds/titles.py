"""Makes titles from what a learner wrote."""

import re
from typing import Final

from studyapp.material.cleaning import clean_text

_TITLE_CHARS: Final = 60


def line(text: str | None) -> str | None:
    """The text in one line, without characters that cannot be stored; None if no text is left."""
    return " ".join(clean_text(text).split()) or None if text else None


def first_words(text: str) -> str:
    """The first sentence, shortened to the length of a title; an empty string if there are no words."""
    first = next(filter(None, (re.sub(r"^[\W_]+", "", each).strip() for each in text.splitlines())), "")
    first = re.split(r"(?<=\w)[.:;!?](?:\s|$)", first, maxsplit=1)[0]
    if len(first) <= _TITLE_CHARS:
        return first
    return first[:_TITLE_CHARS].rpartition(" ")[0] or first[:_TITLE_CHARS]
