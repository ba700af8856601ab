"""The data types of the choice rules."""

from dataclasses import dataclass

from studyapp.rules.items import Finding, Severity


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    """A multiple-choice question that is neither saved nor checked yet."""

    stem: str
    key: str
    """The right answer."""
    distractors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceFinding(Finding):
    option: int | None = None
    """Index of the distractor concerned; None if the finding is about the whole question."""


def reject(rule: str, message: str, option: int | None = None) -> ChoiceFinding:
    return ChoiceFinding(rule, Severity.REJECT, message, option)


def warn(rule: str, message: str, option: int | None = None) -> ChoiceFinding:
    return ChoiceFinding(rule, Severity.WARN, message, option)
