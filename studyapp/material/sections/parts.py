"""Divides a document of which nothing is known into parts of about the same length."""

from typing import Final

from studyapp.material.sections.heading import Heading
from studyapp.material.sections.printed.paper import Paper

_CHARS: Final = 12_000
_WORDS: Final = 6


def even_parts(paper: Paper) -> list[Heading]:
    """Parts of about 12,000 characters that begin at a page, named by its number and their first words."""
    chars = paper.chars(0, len(paper.lines))
    if not chars:
        return []
    count = max(1, round(chars / _CHARS))
    pages = dict.fromkeys(paper.page_of(paper.at_offset(part * chars // count)) for part in range(count))
    return [Heading(_name(paper, page), 1, page, paper.first(page)) for page in pages]


def _name(paper: Paper, page: int) -> str:
    words = " ".join(paper.lines[at].text for at in paper.on(page)[:2]).split()
    return f"{page}: {' '.join(words[:_WORDS])}{'…' if len(words) > _WORDS else ''}"
