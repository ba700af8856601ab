"""Lessons of real texts and of small ones, made without a model."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from studyapp.generation.calls import LessonCall
from studyapp.generation.extractive.lessons import extract_lesson
from studyapp.material.passages.passage import LineKind, Passage
from studyapp.material.pdf.reading import read_pdf
from studyapp.rules.lessons import CheckInDraft, ConceptDraft, LessonHead, SectionText

_HERE = Path(__file__).parent.parent
_FIXTURES = _HERE.parent.parent / "material" / "fixtures"
TEXTS = sorted([*(_HERE / "corpora").glob("*.*"), *(_HERE / "held_out").glob("*.txt")])


def call_of(text: str, *, title: str = "Section", kinds: Sequence[tuple[LineKind, str]] = ()) -> LessonCall:
    """`kinds` are parts of the text in its order, each with what kind of lines it is; the rest is prose."""
    passages: list[Passage] = []
    at = 0
    for kind, part in kinds:
        start = text.index(part, at)
        if start > at:
            passages.append(Passage(LineKind.PROSE, at, start))
        at = start + len(part)
        passages.append(Passage(kind, start, at))
    if kinds and at < len(text):
        passages.append(Passage(LineKind.PROSE, at, len(text)))
    return LessonCall(SectionText(title, text), passages=passages)


def lesson_of(call: LessonCall) -> tuple[LessonHead, list[ConceptDraft]]:
    head, *concepts = extract_lesson(call)
    assert isinstance(head, LessonHead)
    return head, [concept for concept in concepts if isinstance(concept, ConceptDraft)]


def check_ins_of(concepts: Sequence[ConceptDraft]) -> list[CheckInDraft]:
    return [check_in for concept in concepts for check_in in concept.check_ins]


def calls_of_pdf(name: str) -> list[LessonCall]:
    """A call for each section of the file that is learned."""
    read = read_pdf((_FIXTURES / name).read_bytes())
    calls: list[LessonCall] = []
    for section in read.sections:
        if section.kind != "body":
            continue
        start, end = section.start, section.end
        starts = [*read.page_starts, len(read.text)]
        pages = tuple(
            (max(0, own - start), number)
            for number, (own, after) in enumerate(pairwise(starts), start=1)
            if own < end and after > start
        )
        passages = [
            Passage(each.kind, max(0, each.start - start), min(end, each.end) - start)
            for each in read.passages
            if each.start < end and each.end > start
        ]
        calls.append(LessonCall(SectionText(section.title, read.text[start:end], pages), passages=passages))
    return calls
