"""Writes a concept down: its lines as marked quotes, and where they stand."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from studyapp.generation.extractive.lessons.passages import Line
from studyapp.generation.extractive.reading.sentences import PLACES
from studyapp.rules.lessons import SectionText, SourceDraft
from studyapp.rules.lessons.concepts.quoting import MOST_SOURCES, QUOTE_CHARS
from studyapp.rules.quotes import contains_quote, is_long_enough, locate

_ITEM: Final = "> - "


def explanation(lines: Sequence[Line], section: SectionText) -> str:
    """The lines as Markdown quotations, each paragraph and each list by itself."""
    parts: list[str] = []
    for is_item, run in groupby(lines, key=lambda line: line.is_item):
        if is_item:
            parts.append("\n".join(f"{_ITEM}{line.quote}" for line in run))
        else:
            parts += [f"> {_joined(section, [line.quote for line in block])}" for _, block in groupby(run, key=_block)]
    return "\n\n".join(parts)


def sources(lines: Sequence[Line], section: SectionText) -> tuple[SourceDraft, ...]:
    """The quotes, those of a paragraph together as far as they fit into one."""
    quotes: list[str] = []
    for _, block in groupby(lines, key=_block):
        open_quote = ""
        for line in block:
            joined = _joined(section, [open_quote, line.quote] if open_quote else [line.quote])
            if open_quote and len(joined) > QUOTE_CHARS:
                quotes.append(open_quote)
                joined = line.quote
            open_quote = joined
        quotes.append(open_quote)
    kept = [quote for quote in quotes if is_long_enough(quote)][:MOST_SOURCES]
    return tuple(source(quote, section) for quote in kept)


def source(quote: str, section: SectionText) -> SourceDraft:
    found = locate(section.text, quote)
    return SourceDraft(quote, section.page_at(found[0]) if found else None)


def _joined(section: SectionText, quotes: Sequence[str]) -> str:
    """The quotes one after another, with `…` where the section has something between them that was left out."""
    text = quotes[0]
    for last, quote in pairwise(quotes):
        text += f" {quote}" if contains_quote(section.text, f"{last} {quote}") else f" … {quote}"
    return text


def _block(line: Line) -> int:
    return line.order // PLACES
