"""L11: a model explains in its own words; what is taken from the text by rules is not changed."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.findings import reject, warn
from studyapp.rules.items import Finding
from studyapp.rules.lessons.ground import RUN, Ground, runs
from studyapp.rules.quotes import contains_quote
from studyapp.rules.text import strip_markup, words

MOST_VERBATIM: Final = 0.6
_PARAGRAPH: Final = re.compile(r"\n[ \t>]*(?:\n|(?=(?:[-*+]|\d+[.)])[ \t]))")


def verbatim(explanation: str, ground: Ground) -> Iterator[Finding]:
    if ground.is_extractive:
        for paragraph in filter(None, map(strip_markup, _PARAGRAPH.split(explanation))):
            if not contains_quote(ground.section.text, paragraph):
                yield reject("L11", f"“{paragraph[:60]}” does not stand in the section.")
                return
    elif (share := verbatim_share(explanation, ground)) > MOST_VERBATIM:
        yield warn("L11", f"{share:.0%} of the explanation is copied from the section.")


def verbatim_share(explanation: str, ground: Ground) -> float:
    """The share of the words that stand in the section in runs of six or more."""
    tokens = words(strip_markup(explanation))
    copied = [False] * len(tokens)
    for at, run in enumerate(runs(tokens)):
        if run in ground.runs:
            copied[at : at + RUN] = [True] * RUN
    return sum(copied) / len(tokens) if tokens else 0.0
