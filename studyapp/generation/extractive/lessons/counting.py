"""Counts the concepts that are named by their heading alone, once it is known which of them the lesson has."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, count

from studyapp.generation.extractive.cards.proposals import capitalised
from studyapp.generation.extractive.lessons.concepts import Proposal, Strength
from studyapp.rules.lessons import ConceptDraft
from studyapp.rules.text import normalise


def counted(
    drafts: Sequence[ConceptDraft], proposed: Sequence[Proposal], *, known: Collection[str]
) -> list[ConceptDraft]:
    """The concepts without gaps in their numbers: `Hedges (3)` is `Hedges (2)`, or `Hedges`, if those are left out.

    `known` are the normalised titles of concepts that the lesson has already.
    """
    headings = {each.title: capitalised(each.heading) for each in proposed if each.strength is Strength.REST}
    used = {*known, *(normalise(draft.title) for draft in drafts if draft.title not in headings)}
    found: list[ConceptDraft] = []
    for draft in drafts:
        title = draft.title
        if title in headings:
            title = next(name for name in _names(headings[title]) if normalise(name) not in used)
            used.add(normalise(title))
        found.append(replace(draft, title=title))
    return found


def _names(heading: str) -> Iterator[str]:
    return chain([heading], (f"{heading} ({number})" for number in count(2)))
