"""L12: concepts build on each other without a circle."""

from collections.abc import Iterable, Iterator, Mapping

from studyapp.rules.findings import reject, warn
from studyapp.rules.items import Finding
from studyapp.rules.lessons.drafts import ConceptDraft
from studyapp.rules.text import normalise

Needs = Mapping[str, frozenset[str]]
"""For each concept those it depends on, by their normalised titles, whether they are there yet or not."""


def needed(draft: ConceptDraft) -> frozenset[str]:
    return frozenset(filter(None, map(normalise, draft.depends_on)))


def needs_of(draft: ConceptDraft) -> dict[str, frozenset[str]]:
    return {normalise(draft.title): needed(draft)}


def without_circle(draft: ConceptDraft, needs: Needs) -> Iterator[Finding]:
    """Reject a concept that depends on one that depends on it."""
    own = normalise(draft.title)
    if own in needed(draft):
        yield reject("L12", "It depends on itself.")
        return
    for title in draft.depends_on:
        if own in _reached(normalise(title), needs):
            yield reject("L12", f"It depends on “{title}”, which depends on it.")
            return


def known(draft: ConceptDraft, others: Iterable[ConceptDraft]) -> tuple[str, ...]:
    """Which of the concepts it depends on are there, by their own titles."""
    titles = {normalise(other.title): other.title for other in others}
    found = (titles.get(normalise(title)) for title in draft.depends_on)
    return tuple(dict.fromkeys(title for title in found if title))


def unknown(draft: ConceptDraft, others: Iterable[ConceptDraft]) -> Iterator[Finding]:
    titles = {normalise(other.title) for other in others} | {normalise(draft.title)}
    for title in draft.depends_on:
        if normalise(title) not in titles:
            yield warn("L12", f"It depends on “{title}”, which is no concept before it.")


def _reached(start: str, needs: Needs) -> set[str]:
    reached, ahead = set[str](), [start]
    while ahead:
        title = ahead.pop()
        if title not in reached:
            reached.add(title)
            ahead += needs.get(title, ())
    return reached
