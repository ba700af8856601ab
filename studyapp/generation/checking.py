"""Checks a provider's drafts by the content rules, and describes rejections to the learner and to the model."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final, TypeVar

from studyapp.generation.provider import Unread
from studyapp.rules.cards import is_rejected
from studyapp.rules.items import CardDraft, Finding, KnownCard, Severity

P = TypeVar("P")

UNREAD: Final = "unreadable"
"""Counted among the rules that rejected an item, for each item of an answer that could not be read."""
REASONS: Final = {
    "F1": "incomplete",
    "F2": "gave the answer away",
    "F3": "answered with yes or no",
    "F4": "more than one fact",
    "F5": "made sense beside the page only",
    "F6": "too long",
    "F7": "talk instead of a card",
    "F8": "not found in the text",
    "F9": "repeated another card",
    "F10": "unfinished or in another language",
    "D1": "equal or missing options",
    "D2": "“all of the above” or its like",
    "D3": "told the right answer by its length",
    "D4": "of another form than the right answer",
    "D5": "told the right answer by a word of the question",
    "D6": "told the right answer by its grammar",
    "D7": "told the right answer by an “always” or a “usually”",
    "D8": "contained another option",
    "D9": "a negation of a negation",
    "D12": "named an option by its letter or place",
    "D13": "too long for an option",
    "L0": "too short, too long or incomplete",
    "L1": "without a quote that stands in the section",
    "L2": "from another section",
    "L4": "like another one of the lesson",
    "L5": "with a question that does not work",
    "L6": "with a question that repeats an example",
    "L7": "talk about the lesson instead of its matter",
    "L8": "with a formula that does not fit",
    "L9": "in another language",
    "L10": "with figures or dates that the section does not have",
    "L11": "not in the words of the section",
    "L12": "building on one another in a circle",
    "T1": "without a title",
    "T2": "twice below the same skill",
    "T3": "too deep in the tree",
    "T4": "below a skill that is not there",
    "T5": "without a description of one sentence",
    "T6": "more than the eight categories a tree has",
    "T7": "more than the sixty skills a tree has",
    "T8": "outside of the branch that was to be written anew",
    UNREAD: "that could not be read",
}
"""Why each rule rejects, worded so that it can follow a number, e.g. “2 too long”."""


@dataclass(frozen=True, slots=True)
class CheckedCard:
    draft: CardDraft
    findings: tuple[Finding, ...]

    @property
    def is_rejected(self) -> bool:
        return is_rejected(self.findings)

    @property
    def objections(self) -> list[Finding]:
        """The findings that reject the card."""
        return [finding for finding in self.findings if finding.severity is Severity.REJECT]

    @property
    def complaint(self) -> str:
        """The objections in one line, for the model in a repair call."""
        said = " ".join(finding.message for finding in self.objections)
        return f"{self.draft.question or '(no question)'} – {said}"


_UNREAD_CARD: Final = CheckedCard(
    CardDraft("", ""),
    (
        Finding(
            UNREAD, Severity.REJECT, "This item was no JSON. Escape quotes inside of texts, and double backslashes."
        ),
    ),
)


async def checked(
    said: AsyncGenerator[CardDraft | Unread | P], check: Callable[[CardDraft], CheckedCard], *, known: list[KnownCard]
) -> AsyncGenerator[CheckedCard | P]:
    """Check every draft in the stream and pass on everything else unchanged. Drafts that pass are added to `known`.

    An item that could not be read becomes a rejected card, so that it is counted and asked for once more like others.
    """
    async with aclosing(said) as parts:
        async for part in parts:
            match part:
                case Unread():
                    yield _UNREAD_CARD
                case CardDraft():
                    card = await asyncio.to_thread(check, part)
                    if not card.is_rejected:
                        known.append(KnownCard(part.question, part.answer))
                    yield card
                case _:
                    yield part


def plain(finding: Finding) -> Finding:
    """The finding as it is stored with a card, without the additional fields of a `ChoiceFinding`."""
    return Finding(finding.rule, finding.severity, finding.message)


def counted(rejected: Mapping[str, int], *rules: str) -> dict[str, int]:
    """The counts in `rejected` (how many items each rule was the first to reject), with `rules` added."""
    return dict(Counter(rejected) + Counter(rules))


def describe_rejected(rejected: Mapping[str, int]) -> str:
    """The counts in words, e.g. `{"F8": 2, "F9": 1}` as “2 not found in the text, 1 repeated another card”."""
    return ", ".join(f"{count} {REASONS.get(rule, rule)}" for rule, count in Counter(rejected).most_common())


def complaints(rejected: Sequence[CheckedCard]) -> list[str]:
    return [card.complaint for card in rejected]
