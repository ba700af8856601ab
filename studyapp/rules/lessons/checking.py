"""Checks a lesson as it is proposed, concept by concept, and finds where its quotes stand in the section."""

from collections.abc import Sequence
from dataclasses import dataclass

from studyapp.rules.findings import reject
from studyapp.rules.items import Finding, Severity
from studyapp.rules.lessons.drafts import ConceptDraft, LessonHead, SourceDraft
from studyapp.rules.lessons.section import SectionText
from studyapp.rules.quotes import locate


@dataclass(frozen=True, slots=True)
class LocatedSource:
    page: int | None
    quote: str
    start: int
    end: int
    """Offsets in the text of the section."""


@dataclass(frozen=True, slots=True)
class CheckedConcept:
    draft: ConceptDraft
    findings: tuple[Finding, ...]
    sources: tuple[LocatedSource, ...] = ()
    """Those of the draft that were found."""
    check_in_sources: tuple[LocatedSource | None, ...] = ()
    """For each check-in of the draft; None if it has no source or that was not found."""

    @property
    def is_rejected(self) -> bool:
        return any(finding.severity is Severity.REJECT for finding in self.findings)

    @property
    def complaint(self) -> str:
        """Why it is rejected, in one line, for the model in a repair call."""
        said = " ".join(finding.message for finding in self.findings if finding.severity is Severity.REJECT)
        return f"{self.draft.title or '(no title)'} – {said}"


class LessonChecker:
    """Knows the section and the concepts so far."""

    def __init__(
        self,
        section: SectionText,
        *,
        language: str,
        made_by: str,
        standing: Sequence[ConceptDraft] = (),
    ) -> None:
        self._section = section
        self._language, self._made_by = language, made_by
        self._concepts = list(standing)

    def check_head(self, head: LessonHead) -> tuple[Finding, ...]:  # noqa: ARG002
        return ()

    def add(self, draft: ConceptDraft) -> CheckedConcept:
        """Check the concept, and count it among those of the lesson unless it is rejected."""
        found = [self._located(source) for source in draft.sources]
        sources = tuple(source for source in found if source)
        findings = tuple(self._findings(draft, found))
        check_in_sources = tuple(self._located(each.source) if each.source else None for each in draft.check_ins)
        checked = CheckedConcept(draft, findings, sources, check_in_sources)
        if not checked.is_rejected:
            self._concepts.append(draft)
        return checked

    def left_out(self) -> list[str]:
        """The headings of the section that no concept covers."""
        return []

    def findings(self) -> list[Finding]:
        """What is wrong with the lesson as a whole."""
        return []

    def _findings(self, draft: ConceptDraft, found: Sequence[LocatedSource | None]) -> list[Finding]:
        if not draft.title or not draft.explanation:
            return [reject("L0", "It has no title or no explanation.")]
        if not found:
            return [reject("L1", "It has no source.")]
        missing = [source.quote for source, place in zip(draft.sources, found, strict=True) if place is None]
        return [reject("L1", f"“{quote[:80]}” does not stand in the section.") for quote in missing]

    def _located(self, source: SourceDraft) -> LocatedSource | None:
        place = locate(self._section.text, source.quote)
        if place is None:
            return None
        return LocatedSource(self._section.page_at(place[0]), source.quote, *place)
