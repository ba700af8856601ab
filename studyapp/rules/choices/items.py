"""The shapes the choice rules speak of."""

from dataclasses import dataclass

from studyapp.rules.items import Finding, Severity


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    """A multiple-choice question: not saved, not yet checked."""

    stem: str
    key: str
    """The right answer."""
    distractors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceFinding(Finding):
    option: int | None = None
    """Which distractor it is about; None: the question as a whole."""


def reject(rule: str, message: str, option: int | None = None) -> ChoiceFinding:
    return ChoiceFinding(rule, Severity.REJECT, message, option)


def warn(rule: str, message: str, option: int | None = None) -> ChoiceFinding:
    return ChoiceFinding(rule, Severity.WARN, message, option)
