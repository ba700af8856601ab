"""Gets the grade of a written answer from a provider, and lowers one that cannot be true.

An answer may try to tell the model how to judge it. The prompt says that this is no instruction; what a model makes of
it all the same is bounded here by what else the answer says.
"""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Final

from studyapp.generation.calls import AnswerCall
from studyapp.generation.extractive.answers.judge import judge
from studyapp.generation.provider import Provider, Unread, Usage
from studyapp.models import Verdict
from studyapp.rules.lessons.grades import Grade, at_most
from studyapp.rules.sentences import split_sentences
from studyapp.rules.text import normalise

_TO_THE_EXAMINER: Final = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:above|previous|prior|instructions?|rules|prompt|points?)\b"
    r"|\b(?:ignorier\w*|vergiss|missachte)\b.{0,40}\b(?:oben|obige\w*|vorherige\w*|anweisung\w*|regeln)\b"
    r"|\b(?:mark|grade|judge|rate|score|count|accept|treat)\b.{0,30}\b(?:me|this|it|my answer|the answer)\b.{0,30}"
    r"\b(?:right|correct|true|full|100|passed)\b"
    r"|\b(?:bewerte\w*|werte|beurteile)\b.{0,40}\b(?:richtig|korrekt|voll\w*|100)\b"
    r"|\b(?:give|award|gib)\b.{0,30}\b(?:points?|marks?|credit|score|punkt\w*|punktzahl)\b"
    r"|\b(?:answer|learner|antwort)\b.{0,10}\b(?:is|ist)\b.{0,12}\b(?:right|correct|richtig|korrekt)\b"
    r"|\bas an? (?:ai|language model|examiner)\b|^\s*(?:system|assistant|developer)\s*:"
    r"|[\"']?(?:verdict|score|grades)[\"']?\s*[:=]",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
"""Matches words that are meant for whoever judges the answer."""


async def stream(provider: Provider, call: AnswerCall) -> AsyncGenerator[Grade | Usage]:
    """The settled grade, if the model gives one that can be read, then the `Usage`."""
    async with aclosing(provider.stream(call)) as said:
        async for part in said:
            match part:
                case Grade():
                    yield settled(part, call)
                case Usage():
                    yield part
                case Unread():
                    pass


def settled(grade: Grade, call: AnswerCall) -> Grade:
    """The grade, or a lower one if the answer or the grade itself speaks against it."""
    points = [point for point in call.key_points if point.strip()]
    if normalise(call.answer) == normalise(call.stem):
        return replace(at_most(grade, Verdict.WRONG), missed=tuple(points))
    if _TO_THE_EXAMINER.search(call.answer):
        rest = judge(replace(call, answer=_without_orders(call.answer)))
        lowered = at_most(grade, rest.verdict)
        grade = rest if lowered.verdict is not grade.verdict else grade
    if grade.missed:
        is_all = len(points) > 1 and len(grade.missed) == len(points)
        grade = at_most(grade, Verdict.WRONG if is_all else Verdict.PARTLY)
    return grade


def _without_orders(answer: str) -> str:
    return "\n".join(each for each in split_sentences(answer) if not _TO_THE_EXAMINER.search(each))
