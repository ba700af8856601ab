"""A concept and the head of a lesson once they are checked: as they can be saved, and what is wrong with them."""

from dataclasses import dataclass

from studyapp.rules.cards import is_rejected
from studyapp.rules.items import Finding, Severity
from studyapp.rules.lessons.drafts import CheckInDraft, ConceptDraft, LessonHead, SourceDraft


@dataclass(frozen=True, slots=True)
class PlacedSource:
    """Where a quote was found."""

    quote: str
    page: int | None
    """From 1; None where the material has no pages."""
    start: int
    end: int
    """Offsets in the text of the section."""

    @property
    def draft(self) -> SourceDraft:
        return SourceDraft(self.quote, self.page)


@dataclass(frozen=True, slots=True)
class CheckedCheckIn:
    draft: CheckInDraft
    """As it can be saved: the stem of a cloze has `cloze.BLANK` where the expected words are hidden."""
    source: PlacedSource | None
    """Where its own quote stands; None if it has none that does."""
    findings: tuple[Finding, ...] = ()

    @property
    def is_rejected(self) -> bool:
        return is_rejected(self.findings)

    @property
    def complaint(self) -> str:
        """Why it was taken out in one line, for the model in a repair call."""
        return f"the question “{self.draft.stem or '(empty)'}”: {_said(self.findings)}"


@dataclass(frozen=True, slots=True)
class CheckedConcept:
    draft: ConceptDraft
    """As it can be saved: with the sources that were found, the check-ins that break no rule, and `depends_on` as the
    titles of concepts before it.
    """
    sources: tuple[PlacedSource, ...]
    """Those of the draft, with their places."""
    check_ins: tuple[CheckedCheckIn, ...]
    """Those of the draft, with their places and warnings."""
    taken_out: tuple[CheckedCheckIn, ...]
    """The check-ins that break a rule."""
    findings: tuple[Finding, ...]
    """Those about the concept itself; warnings are stored with it."""

    @property
    def is_rejected(self) -> bool:
        return is_rejected(self.findings)

    @property
    def lacks_check_ins(self) -> bool:
        return not self.check_ins

    @property
    def complaint(self) -> str:
        """What must be better, in one line, for the model in a repair call; empty if it is rejected for nothing and
        has a check-in.
        """
        if not self.is_rejected and not self.lacks_check_ins:
            return ""
        said = [_said(self.findings)] if self.is_rejected else []
        if self.lacks_check_ins:
            said += [check_in.complaint for check_in in self.taken_out] or ["It has no question."]
        return f"{self.draft.title or '(no title)'} – {' '.join(said)}"


@dataclass(frozen=True, slots=True)
class CheckedHead:
    draft: LessonHead
    """As it can be saved: without the objectives that break a rule, and not more than five of them."""
    findings: tuple[Finding, ...]

    @property
    def is_rejected(self) -> bool:
        """Whether the summary breaks a rule."""
        return is_rejected(self.findings)

    @property
    def complaint(self) -> str:
        """Why it was rejected in one line, for the model in a repair call."""
        return f"(summary) – {_said(self.findings)}"


def _said(findings: tuple[Finding, ...]) -> str:
    return " ".join(finding.message for finding in findings if finding.severity is Severity.REJECT)
