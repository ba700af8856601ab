"""Gets the nodes of a skill tree from a provider and checks each by the content rules as it arrives."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from math import ceil
from typing import Final

from studyapp.generation.calls import TreeCall
from studyapp.generation.checking import UNREAD
from studyapp.generation.provider import Enough, Provider, Unread, Usage, never
from studyapp.rules.findings import reject
from studyapp.rules.sentences import sentence_spans
from studyapp.rules.trees import FEWEST_CATEGORIES, NO_PLACE, CheckedNode, NodeDraft, TreeChecker

_LONGEST_SENTENCE: Final = 500
_UNREAD: Final = CheckedNode(
    NodeDraft("", ""),
    (reject(UNREAD, "This item was no JSON. Escape quotes inside of texts, and double backslashes."),),
)


async def stream(
    provider: Provider, call: TreeCall, *, checker: TreeChecker, enough: Enough = never
) -> AsyncGenerator[CheckedNode | Usage]:
    """The checked nodes of one call, each after the one above it, then its `Usage`. `checker` knows the tree so far."""
    async with aclosing(provider.stream(call, enough=enough)) as said:
        async for part in said:
            match part:
                case Usage():
                    yield part
                case Unread():
                    yield _UNREAD
                case NodeDraft():
                    for node in checker.add(part):
                        yield node


def repair(call: TreeCall, rejected: Sequence[CheckedNode], *, checker: TreeChecker) -> TreeCall | None:
    """The repair call for better nodes and for categories that are missing; None if there is nothing to repair."""
    complaints = [node.complaint for node in rejected if not _lacks_place(node)]
    if not call.branch and checker.categories < FEWEST_CATEGORIES:
        there = checker.categories or "no"
        complaints.append(f"The tree has {there} category. It needs at least {FEWEST_CATEGORIES}, better 4 to 6.")
    return replace(call, complaints=complaints) if complaints else None


def condensed(material: str, *, most: int) -> str:
    """The material if it has at most `most` characters; else the first sentences of its paragraphs, taken evenly."""
    if len(material) <= most:
        return material
    paragraphs = [paragraph for paragraph in map(str.strip, material.split("\n\n")) if paragraph]
    firsts = [_first_sentence(paragraph) for paragraph in paragraphs]
    length = sum(len(first) + 2 for first in firsts)
    return "\n\n".join(firsts[:: ceil(length / most)])[:most]


def _first_sentence(paragraph: str) -> str:
    beginning = paragraph[:_LONGEST_SENTENCE]
    start, end = next(iter(sentence_spans(beginning)), (0, len(beginning)))
    return beginning[start:end]


def _lacks_place(node: CheckedNode) -> bool:
    return any(finding.rule in NO_PLACE for finding in node.findings)
