"""L5, L7 and L9: a check-in has its parts, and is written as the lesson is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.cards.form import is_empty
from studyapp.rules.findings import reject
from studyapp.rules.items import Finding
from studyapp.rules.lessons.concepts.language import language
from studyapp.rules.lessons.concepts.talk import talk
from studyapp.rules.lessons.drafts import CheckInDraft
from studyapp.rules.lessons.ground import Ground

OPTIONS: Final = 4
_GAP: Final = re.compile(r"\[(?:…|\.\.\.|\s|_+)\]|(?<![\w_])_{3,}(?![\w_])")


def saved_form(draft: CheckInDraft) -> CheckInDraft:
    """The check-in with `cloze.BLANK` in the stem of a cloze, however its gap was written, and the hidden words in
    `expected`.
    """
    if draft.kind != "cloze":
        return draft
    hidden = cloze.deletions(draft.stem)
    if hidden:
        return replace(draft, stem=cloze.blanked(_without_hints(draft.stem)), expected=draft.expected or hidden[0])
    return replace(draft, stem=_GAP.sub(cloze.BLANK, draft.stem))


def has_parts(draft: CheckInDraft) -> Iterator[Finding]:
    """L5: a choice has four options, one of which is the key; all else has an answer, and a cloze one gap."""
    if is_empty(draft.stem):
        yield reject("L5", "It asks nothing.")
    match draft.kind:
        case "choice":
            yield from _has_options(draft)
        case "short" | "cloze":
            if is_empty(draft.expected):
                yield reject("L5", "It does not say which answer is right.")
            if draft.kind == "cloze" and (gaps := draft.stem.count(cloze.BLANK)) != 1:
                yield reject("L5", f"A cloze has one gap, this one has {gaps}.")
        case _:
            yield reject("L5", f"“{draft.kind}” is no kind of question; there are choice, short and cloze.")


def readable(draft: CheckInDraft, ground: Ground) -> Iterator[Finding]:
    """L7 and L9 for its words."""
    for text in (draft.stem, *(option.explanation for option in draft.options)):
        if found := [*talk(text), *language(text, ground)]:
            yield found[0]
            return


def _has_options(draft: CheckInDraft) -> Iterator[Finding]:
    if len(draft.options) != OPTIONS:
        yield reject("L5", f"It has {len(draft.options)} options; {OPTIONS} are wanted.")
    if (keys := sum(option.is_key for option in draft.options)) != 1:
        yield reject("L5", f"{keys} of its options are marked as right; there must be one.")


def _without_hints(stem: str) -> str:
    return "".join(
        piece if isinstance(piece, str) else f"{{{{c{piece.ordinal}::{piece.text}}}}}" for piece in cloze.segments(stem)
    )
