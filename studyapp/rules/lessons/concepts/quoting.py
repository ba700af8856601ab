"""L1 and L2: what a lesson says is quoted from its section, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from studyapp.rules.findings import reject, warn
from studyapp.rules.items import Finding
from studyapp.rules.lessons.checked import PlacedSource
from studyapp.rules.lessons.drafts import SourceDraft
from studyapp.rules.lessons.section import SectionText
from studyapp.rules.quotes import contains_quote, is_long_enough, places

MOST_SOURCES: Final = 4
QUOTE_CHARS: Final = 300


@dataclass(frozen=True, slots=True)
class Quoting:
    sources: tuple[PlacedSource, ...]
    findings: tuple[Finding, ...]


def quoting(drafts: Sequence[SourceDraft], section: SectionText) -> Quoting:
    """The sources that stand in the section. One that does not is taken out; without any, the concept is rejected."""
    found: list[PlacedSource] = []
    missing: list[tuple[str, str]] = []
    findings: list[Finding] = []
    for draft in drafts:
        if (placed := place(draft, section)) is None:
            missing.append(_objection(draft, section))
        elif placed not in found:
            found.append(placed)
            findings += _wrong_page(draft, placed)
    say = warn if found else reject
    findings += [say(rule, message) for rule, message in missing]
    if not drafts:
        findings.append(reject("L1", "It quotes nothing of the section."))
    return Quoting(tuple(found[:MOST_SOURCES]), tuple(findings))


def place(draft: SourceDraft, section: SectionText) -> PlacedSource | None:
    """Where the quote stands, best on the page it names; None if it does not. A long quote is cut between words."""
    quote = " ".join(draft.quote.split())
    if len(quote) > QUOTE_CHARS:
        if not contains_quote(section.text, quote):
            return None
        quote = quote[:QUOTE_CHARS].rsplit(" ", 1)[0]
    if not is_long_enough(quote):
        return None
    spans = list(places(section.text, quote))
    span = next((span for span in spans if section.page_at(span[0]) == draft.page), spans[0] if spans else None)
    return PlacedSource(quote, section.page_at(span[0]), *span) if span else None


def is_page_of(section: SectionText, page: int) -> bool:
    return not section.pages or section.pages[0][1] <= page <= section.pages[-1][1]


def _objection(draft: SourceDraft, section: SectionText) -> tuple[str, str]:
    if draft.page is not None and not is_page_of(section, draft.page):
        return "L2", f"Page {draft.page} is not in the section, nor is “{_short(draft.quote)}”."
    if not is_long_enough(draft.quote):
        return "L1", f"The quote “{draft.quote}” is too short to be found; 12 to {QUOTE_CHARS} characters are wanted."
    return "L1", f"The quote “{_short(draft.quote)}” does not stand in the section."


def _wrong_page(draft: SourceDraft, placed: PlacedSource) -> Iterator[Finding]:
    if draft.page is not None and placed.page is not None and draft.page != placed.page:
        yield warn("L2", f"“{_short(draft.quote)}” stands on page {placed.page}, not on {draft.page}.")


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else f"{quote[:57]}…"
