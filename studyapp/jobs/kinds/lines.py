"""Titles out of what a learner wrote."""

import re
from typing import Final

from studyapp.material.cleaning import clean_text

_TITLE_CHARS: Final = 60


def line(text: str | None) -> str | None:
    """One line of storable text, or nothing."""
    return " ".join(clean_text(text).split()) or None if text else None


def first_words(text: str) -> str:
    """The first sentence or as much of it as makes a title; empty where there are no words."""
    first = next(filter(None, (re.sub(r"^[\W_]+", "", each).strip() for each in text.splitlines())), "")
    first = re.split(r"(?<=\w)[.:;!?](?:\s|$)", first, maxsplit=1)[0]
    if len(first) <= _TITLE_CHARS:
        return first
    return first[:_TITLE_CHARS].rpartition(" ")[0] or first[:_TITLE_CHARS]
