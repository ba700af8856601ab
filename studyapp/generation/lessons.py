"""Gets the lesson on a section from a provider, and checks each concept by the rules as it arrives."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from studyapp.generation.calls import LessonCall
from studyapp.generation.checking import UNREAD
from studyapp.generation.provider import Enough, Provider, Unread, Usage, never
from studyapp.rules.items import Severity
from studyapp.rules.lessons import CheckedConcept, ConceptDraft, LessonChecker, LessonHead


@dataclass(frozen=True, slots=True)
class Rejected:
    """A concept, or a head, that the rules refuse."""

    rule: str
    complaint: str
    """Why, in one line, for the model in a repair call."""


_UNREAD: Final = Rejected(UNREAD, "One concept was no JSON. Escape quotes inside of texts, and double backslashes.")
NO_HEAD: Final = Rejected("L0", "The summary and the objectives were missing. Write them before the concepts.")


async def stream(
    provider: Provider, call: LessonCall, *, checker: LessonChecker, enough: Enough = never
) -> AsyncGenerator[LessonHead | CheckedConcept | Rejected | Usage]:
    """The head, then the sound concepts of one call and what was rejected, then its `Usage`. `checker` knows the lesson
    so far.
    """
    titles = list(call.standing)
    async with aclosing(provider.stream(call, enough=enough)) as said:
        async for part in said:
            match part:
                case Usage():
                    yield part
                case Unread():
                    yield _UNREAD
                case LessonHead():
                    yield _checked_head(part, checker)
                case ConceptDraft():
                    checked = await asyncio.to_thread(checker.add, _with_titles(part, titles))
                    titles.append(part.title)
                    yield _rejected(checked) if checked.is_rejected else checked


def repair(call: LessonCall, rejected: Sequence[Rejected], *, checker: LessonChecker) -> LessonCall | None:
    """The repair call for better concepts and for what the lesson as a whole lacks; None if there is nothing to do."""
    complaints = [each.complaint for each in rejected]
    if call.replaced is None:
        complaints += [finding.message for finding in checker.findings() if finding.severity is Severity.REJECT]
    return replace(call, complaints=complaints) if complaints else None


def _checked_head(head: LessonHead, checker: LessonChecker) -> LessonHead | Rejected:
    checked = checker.check_head(head)
    if not checked.is_rejected:
        return checked.draft
    rules = [each.rule for each in checked.findings if each.severity is Severity.REJECT]
    return Rejected(rules[0], checked.complaint)


def _rejected(checked: CheckedConcept) -> Rejected:
    rules = [finding.rule for finding in checked.findings if finding.severity is Severity.REJECT]
    return Rejected(rules[0], checked.complaint)


def _with_titles(draft: ConceptDraft, titles: Sequence[str]) -> ConceptDraft:
    """The concept with titles in place of the numbers of the concepts it depends on."""
    if not any(each.isdigit() for each in draft.depends_on):
        return draft
    named = (
        titles[int(each) - 1] if each.isdigit() and 0 < int(each) <= len(titles) else each for each in draft.depends_on
    )
    return replace(draft, depends_on=tuple(named))
