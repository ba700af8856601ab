"""The prompt for the lesson on a section of a document."""

from dataclasses import replace
from typing import Any, Final

from studyapp.generation.calls import MOST_READ, LessonCall
from studyapp.generation.prompts.lesson_rules import BRIEF, SYSTEM
from studyapp.generation.prompts.prompt import (
    BETTER_ONES,
    NUMBER,
    TEXT,
    TEXTS,
    Fence,
    Prompt,
    array_of,
    json_object,
    listed,
    turn,
)
from studyapp.rules.lessons import ConceptDraft, SectionText
from studyapp.rules.lessons.checker import MOST_CONCEPTS

KEY: Final = "concepts"
_TOKENS_TO_START: Final = 4_000
_TOKENS_PER_CONCEPT: Final = 1_400
"""Enough for a concept with three check-ins in a script that takes many tokens."""
_SHORTEST: Final = 2_000
"""Characters of a section that a call is not shortened below."""

_SOURCE: Final = json_object(page=NUMBER, quote=TEXT)
_CONCEPT: Final[dict[str, Any]] = json_object(
    title=TEXT,
    kind={"type": "string", "enum": ["definition", "fact", "procedure", "theorem", "comparison"]},
    sources=array_of(_SOURCE),
    explanation=TEXT,
    formulas=array_of(json_object(latex=TEXT, variables=array_of(json_object(symbol=TEXT, meaning=TEXT)), page=NUMBER)),
    examples=array_of(json_object(text=TEXT, page=NUMBER, is_from_source={"type": "boolean"})),
    notes=array_of(json_object(kind={"type": "string", "enum": ["critical", "mistake", "insight"]}, text=TEXT)),
    depends_on=TEXTS,
    check_ins=array_of(
        json_object(
            kind={"type": "string", "enum": ["choice", "short", "cloze"]},
            stem=TEXT,
            options=array_of(json_object(text=TEXT, explanation=TEXT, is_key={"type": "boolean"})),
            expected=TEXT,
            key_points=TEXTS,
            source=_SOURCE,
        )
    ),
)
_SCHEMA: Final = json_object(summary=TEXT, objectives=TEXTS, concepts=array_of(_CONCEPT))


def for_lesson(call: LessonCall, *, brief: bool) -> Prompt:
    section = marked(call.section)
    fence = Fence(section, call.course, call.section.title, call.wish)
    replaced = _described(call.replaced) if call.replaced else ""
    lists = {"existing": listed(call.standing), "replaced": replaced, "rejected": listed(call.complaints)}
    later = Fence(*lists.values())
    wanted = 1 if call.replaced else MOST_CONCEPTS
    return Prompt(
        system=BRIEF if brief else SYSTEM,
        given=turn(
            fence.around("course", call.course),
            fence.around("heading", call.section.title),
            fence.around("section", section),
            fence.around("wish", call.wish),
        ),
        asked=turn(*(later.around(name, text) for name, text in lists.items()), _wish(call)),
        key=KEY,
        schema=_SCHEMA,
        most=MOST_READ * wanted,
        tokens=_TOKENS_TO_START + _TOKENS_PER_CONCEPT * wanted,
        effort="medium",
    )


def shorter(call: LessonCall) -> LessonCall | None:
    """The call with the first half of the section; None if that is short already."""
    text = call.section.text[: len(call.section.text) // 2]
    if len(text) < _SHORTEST:
        return None
    pages = tuple((start, page) for start, page in call.section.pages if start < len(text))
    passages = [each for each in call.passages if each.end <= len(text)]
    return replace(call, section=replace(call.section, text=text, pages=pages), passages=passages)


def marked(section: SectionText) -> str:
    """The text of the section with a line such as `[page 12]` where a page begins."""
    ends = [*(start for start, _ in section.pages[1:]), len(section.text)]
    if not section.pages:
        return section.text
    parts = (
        f"[page {page}]\n{section.text[start:end].strip()}"
        for (start, page), end in zip(section.pages, ends, strict=True)
    )
    return "\n\n".join(parts)


def _described(concept: ConceptDraft) -> str:
    stems = "".join(f"\n- {' '.join(each.stem.split())}" for each in concept.check_ins)
    return f"{concept.title}\n{concept.explanation}" + (f"\nIts check-ins:{stems}" if stems else "")


def _wish(call: LessonCall) -> str:
    parts = [_wanted(call)]
    if call.language:
        parts.append(f"Write it in the language with the code “{call.language}”; quotes stay as they are.")
    if call.wish:
        parts.append("Write it as the learner's wish says, within the rules.")
    return " ".join(parts) + (BETTER_ONES if call.complaints else "")


def _wanted(call: LessonCall) -> str:
    if call.replaced:
        return (
            "Write exactly one concept that takes the place of the replaced one, on the same subject, with check-ins "
            "that ask something else. Leave summary and objectives empty."
        )
    if call.standing:
        return (
            "A part of the lesson exists already. Write only the concepts of the section that are missing; "
            "a concept may depend on an existing one."
        )
    return "Write the lesson on this section."
