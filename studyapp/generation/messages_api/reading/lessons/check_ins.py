"""Makes the check-ins of a concept from whatever a model sent."""

import re
from dataclasses import replace
from typing import Final

from studyapp.generation.messages_api.reading import options
from studyapp.generation.messages_api.reading.lessons import parts
from studyapp.generation.messages_api.reading.lessons.names import part_of
from studyapp.generation.messages_api.reading.names import field_of, plain
from studyapp.generation.messages_api.reading.options import Offer
from studyapp.generation.messages_api.reading.values import fields, items, line
from studyapp.rules.choices.labels import labelled
from studyapp.rules.lessons import CheckInDraft, OptionDraft

CHOICE: Final = "choice"
CLOZE: Final = "cloze"
SHORT: Final = "short"
GAP: Final = "___"
"""Stands for the hidden words in the stem of a cloze."""

_KINDS: Final = {
    CHOICE: "choice multiplechoice singlechoice mcq mc multiplechoicequestion truefalse",
    CLOZE: "cloze fillintheblank fillin fillintheblanks gap gapfill blank completion",
    SHORT: "short shortanswer open openended freetext freeresponse written essay text",
}
_CLOZE: Final = re.compile(r"\{\{(?:c\d+::)?([^{}]{1,200}?)(?:::[^{}]{0,80})?\}\}")
_BLANK: Final = re.compile(r"_{2,}|\[(?:blank|gap|\.{2,}|…)\]|\.{4,}|…{2,}|\[_+\]")


def check_ins(value: object) -> tuple[CheckInDraft, ...]:
    """Check-ins in a list, or one alone."""
    return tuple(_check_in(each) for each in parts.several(value) if fields(each))


def _check_in(value: object) -> CheckInDraft:
    given = fields(value)
    stem = line(field_of(given, "question")) or ""
    offered = _options(given)
    kind = _kind(given, stem, has_options=bool(offered))
    expected = ", ".join(parts.texts(part_of(given, "expected")))
    key_points = tuple(parts.texts(part_of(given, "key_points")))
    source = parts.source(next(iter(parts.several(part_of(given, "sources"))), None))
    if source and source.page is None:
        source = replace(source, page=parts.page(part_of(given, "page")))
    draft = CheckInDraft(kind, stem, expected=expected, key_points=key_points, source=source)
    if kind == CHOICE:
        return replace(draft, options=offered, expected="", key_points=())
    return _with_gap(draft) if kind == CLOZE else draft


def _kind(given: dict[str, object], stem: str, *, has_options: bool) -> str:
    """The kind as the model says it; else as its options or the gap in its stem tell."""
    if has_options:
        return CHOICE
    named = plain(line(field_of(given, "kind")) or "")
    said = next((kind for kind, names in _KINDS.items() if named in names.split()), "")
    if said and said != CHOICE:
        return said
    has_gap = _CLOZE.search(stem) or _BLANK.search(stem)
    return CLOZE if has_gap else (said or SHORT)


def _with_gap(draft: CheckInDraft) -> CheckInDraft:
    """The cloze with a gap in its stem, and what it hides as the words that are expected."""
    hidden = [found[1].strip() for found in _CLOZE.finditer(draft.stem)]
    if hidden:
        return replace(draft, stem=_CLOZE.sub(GAP, draft.stem), expected=draft.expected or ", ".join(hidden))
    return replace(draft, stem=_BLANK.sub(GAP, draft.stem))


def _options(given: dict[str, object]) -> tuple[OptionDraft, ...]:
    """The options with their explanations. None is the key if that can be meant in two ways."""
    offers = options.offered(given)
    wrong = [options.text(each) for each in items(field_of(given, "distractors"))]
    answer = options.answer(field_of(given, "answer"))
    if wrong and not offers:
        offers = [Offer(answer, is_marked=True), *(Offer(text) for text in wrong)]
    if not offers:
        return ()
    texts = _texts(offers)
    keys = _keys(given, offers, texts, answer)
    whys = _whys(given, offers)
    shared = line(part_of(given, "why")) or ""
    return tuple(
        OptionDraft(text, why or (shared if is_key else ""), is_key)
        for text, why, is_key in zip(texts, whys, keys, strict=True)
    )


def _texts(offers: list[Offer]) -> list[str]:
    """The options without labels such as `A)`."""
    found = labelled([offer.said for offer in offers])
    return list(found.values()) if found and len(found) == len(offers) else [offer.text for offer in offers]


def _keys(given: dict[str, object], offers: list[Offer], texts: list[str], answer: str) -> list[bool]:
    marks = [_is_marked(each) for each in parts.several(field_of(given, "options"))]
    if len(marks) == len(offers) and sum(marks) == 1:
        return marks
    said = options.marked(given, offers) or answer
    if not said:
        return [False] * len(offers)
    why = line(part_of(given, "why")) or ""
    key = options.apart(said, [offer.said for offer in offers], explanation=why)[0]
    found = [text == key for text in texts]
    return found if sum(found) == 1 else [False] * len(offers)


def _is_marked(option: object) -> bool:
    return str(part_of(fields(option), "is_key")).casefold() == "true"


def _whys(given: dict[str, object], offers: list[Offer]) -> list[str]:
    """The explanation of each option: in the option itself, or in a list or an object beside the options."""
    own = list(fields(field_of(given, "options")).values()) or parts.several(field_of(given, "options"))
    said = [line(part_of(fields(each), "why")) or "" for each in own]
    if any(said) and len(said) == len(offers):
        return said
    beside = part_of(given, "whys") or part_of(given, "why")
    if by_name := fields(beside):
        folded = {plain(name): line(why) or "" for name, why in by_name.items()}
        places = enumerate(offers)
        return [
            folded.get(plain(offer.letter or "abcdefgh"[at]), folded.get(plain(offer.text), "")) for at, offer in places
        ]
    listed = [line(each) or "" for each in items(beside)]
    return listed if len(listed) == len(offers) else [""] * len(offers)
