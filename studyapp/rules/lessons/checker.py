"""Checks a lesson that grows: its head, then one concept after another, then the whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from studyapp.rules.cards import is_rejected
from studyapp.rules.findings import reject, warn
from studyapp.rules.items import Finding
from studyapp.rules.lessons.check_ins import MOST_CHECK_INS, check_check_in
from studyapp.rules.lessons.checked import CheckedCheckIn, CheckedConcept, CheckedHead
from studyapp.rules.lessons.concepts import formulas, order
from studyapp.rules.lessons.concepts.facts import facts
from studyapp.rules.lessons.concepts.language import language as in_language
from studyapp.rules.lessons.concepts.length import KINDS, NOTE_KINDS, length, markup, shortened
from studyapp.rules.lessons.concepts.quoting import is_page_of, place, quoting
from studyapp.rules.lessons.concepts.sameness import sameness
from studyapp.rules.lessons.concepts.talk import talk
from studyapp.rules.lessons.concepts.verbatim import verbatim
from studyapp.rules.lessons.drafts import ConceptDraft, ExampleDraft, LessonHead, SourceDraft
from studyapp.rules.lessons.duration import duration
from studyapp.rules.lessons.ground import Ground
from studyapp.rules.lessons.heads import check_head
from studyapp.rules.lessons.parts import coverage, left_out, parts
from studyapp.rules.lessons.section import SectionText
from studyapp.rules.quotes import locate

FEWEST_CONCEPTS: Final = 3
MOST_CONCEPTS: Final = 15
"""The most concepts of a lesson."""


class LessonChecker:
    def __init__(
        self,
        section: SectionText,
        *,
        language: str,
        made_by: Literal["model", "extractive"],
        standing: Iterable[ConceptDraft] = (),
        headings: Sequence[int] = (),
    ) -> None:
        """`language` is what the lesson is to be in, as a BCP 47 tag, empty for that of the section. `standing` are the
        concepts the lesson has already, which are not checked. `headings` are the offsets of those of the section, if
        they are known.
        """
        self._ground = Ground(section, language, made_by == "extractive")
        self._parts = parts(section, headings)
        self._concepts: list[ConceptDraft] = []
        self._needs: dict[str, frozenset[str]] = {}
        self._offsets: list[int] = []
        for draft in standing:
            placed = [place(source, section) for source in draft.sources]
            self._take(draft, draft, [source.start for source in placed if source])

    @property
    def concepts(self) -> Sequence[ConceptDraft]:
        """Those of the lesson so far, as they can be saved."""
        return self._concepts

    def check_head(self, head: LessonHead) -> CheckedHead:
        return check_head(head, self._ground)

    def add(self, draft: ConceptDraft) -> CheckedConcept:
        """The concept as it can be saved. Unless it is rejected, it is a part of the lesson from now on."""
        quoted = quoting(draft.sources, self._ground.section)
        given = self._tidied(draft)
        kept, taken_out = self._check_ins(given)
        findings = (*self._findings(given, draft), *quoted.findings)
        saved = replace(
            given,
            sources=tuple(source.draft for source in quoted.sources),
            check_ins=tuple(check_in.draft for check_in in kept),
        )
        checked = CheckedConcept(saved, quoted.sources, kept, taken_out, findings)
        if not checked.is_rejected:
            self._take(saved, draft, [source.start for source in quoted.sources])
        return checked

    def left_out(self) -> list[str]:
        """The headings of the section no concept covers, in order."""
        return left_out(self._parts, self._offsets)

    def findings(self) -> list[Finding]:
        """What is wrong with the lesson as a whole."""
        few = len(self._concepts) < FEWEST_CONCEPTS
        least = [warn("L0", f"A lesson has at least {FEWEST_CONCEPTS} concepts.")] if few else []
        return [*least, *coverage(self._parts, self._offsets), *duration(self._concepts)]

    def _findings(self, given: ConceptDraft, draft: ConceptDraft) -> Iterator[Finding]:
        """`given` has a title and parts as they can be saved; `draft` names what it depends on."""
        if len(self._concepts) >= MOST_CONCEPTS:
            yield reject("L0", f"A lesson has at most {MOST_CONCEPTS} concepts.")
        yield from length(given, is_extractive=self._ground.is_extractive)
        yield from markup(given)
        yield from sameness(given, self._concepts)
        for text in (given.explanation, *(note.text for note in given.notes)):
            yield from talk(text)
            yield from in_language(text, self._ground)
        yield from formulas.balanced(given)
        yield from formulas.variables(given)
        yield from facts(given.explanation, self._ground)
        yield from verbatim(given.explanation, self._ground)
        yield from order.without_circle(draft, self._needs)
        yield from order.unknown(draft, self._concepts)

    def _tidied(self, draft: ConceptDraft) -> ConceptDraft:
        """The draft with what has one right form in it."""
        section = self._ground.section
        return replace(
            draft,
            title=shortened(draft.title),
            kind=draft.kind if draft.kind in KINDS else "fact",
            examples=tuple(_placed(example, section) for example in draft.examples if example.text.strip()),
            formulas=tuple(replace(each, page=_page(each.page, section)) for each in draft.formulas),
            clippings=tuple(each for each in draft.clippings if _page(each.page, section)),
            notes=tuple(note for note in draft.notes if note.kind in NOTE_KINDS and note.text.strip()),
            depends_on=order.known(draft, self._concepts),
        )

    def _check_ins(self, draft: ConceptDraft) -> tuple[tuple[CheckedCheckIn, ...], tuple[CheckedCheckIn, ...]]:
        """The first check-ins that break no rule, and those that break one."""
        others = [check_in for concept in self._concepts for check_in in concept.check_ins]
        examples = [example for concept in (*self._concepts, draft) for example in concept.examples]
        kept: list[CheckedCheckIn] = []
        taken_out: list[CheckedCheckIn] = []
        for each in draft.check_ins:
            others_now = [*others, *(check_in.draft for check_in in kept)]
            checked = check_check_in(each, ground=self._ground, examples=examples, others=others_now)
            if is_rejected(checked.findings):
                taken_out.append(checked)
            elif len(kept) < MOST_CHECK_INS:
                kept.append(checked)
        return tuple(kept), tuple(taken_out)

    def _take(self, saved: ConceptDraft, draft: ConceptDraft, offsets: Iterable[int]) -> None:
        self._concepts.append(saved)
        self._needs |= order.needs_of(draft)
        self._offsets += offsets


def _placed(example: ExampleDraft, section: SectionText) -> ExampleDraft:
    """The example with the page it stands on; one that is not in the section is not from there, whatever is said."""
    if not example.is_from_source:
        return replace(example, page=_page(example.page, section))
    found = locate(section.text, example.text)
    if found is None:
        return replace(example, is_from_source=False, page=_page(example.page, section))
    placed = place(SourceDraft(example.text, example.page), section)
    return replace(example, page=placed.page if placed else section.page_at(found[0]))


def _page(page: int | None, section: SectionText) -> int | None:
    return page if page is not None and section.pages and is_page_of(section, page) else None
