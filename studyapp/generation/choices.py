"""Judges distractors from a provider by the content rules, as a set and together with the right answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from studyapp.generation.calls import DistractorCall
from studyapp.rules.choices import DISTRACTORS, ChoiceDraft, ChoiceFinding, check_choices, check_key, usable
from studyapp.rules.choices.labels import without_labels
from studyapp.rules.items import Severity


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of the distractors for one question."""

    kept: tuple[str, ...]
    """The distractors that pass the rules together."""
    rules: tuple[str, ...]
    """For each rejected distractor, the rule it broke first."""
    complaints: tuple[str, ...]
    """For each rejected distractor, its text and the reason, for the model in a repair call."""

    @property
    def is_complete(self) -> bool:
        return len(self.kept) == DISTRACTORS


def judge(stem: str, key: str, distractors: Sequence[str]) -> Judgement:
    """Check the distractors, without the letters or numbers a model may have put in front of them."""
    item = ChoiceDraft(stem, key, without_labels(tuple(filter(None, distractors))))
    against = _objections(check_choices(item, least=1))
    if not against and len(item.distractors) == DISTRACTORS:
        return Judgement(item.distractors, rules=(), complaints=())
    kept = usable(item)
    dropped = _dropped(item.distractors, kept)
    reasons = [_against(item, option, against) for option in dropped]
    return Judgement(
        kept,
        rules=tuple(findings[0].rule for findings in reasons if findings),
        complaints=tuple(
            _complaint(item.distractors[option], findings) for option, findings in zip(dropped, reasons, strict=True)
        ),
    )


def unaskable(stem: str, key: str) -> str | None:
    """Why there can be no distractors for this question and right answer, as a sentence; None if there can be."""
    return next((finding.message for finding in _objections(check_key(stem, key))), None)


def repair(call: DistractorCall, judgement: Judgement) -> DistractorCall:
    """The repair call: it asks for the missing distractors and says why the others were rejected."""
    missing = DISTRACTORS - len(judgement.kept)
    return replace(call, kept=judgement.kept, complaints=judgement.complaints, count=missing)


def _dropped(distractors: Sequence[str], kept: Sequence[str]) -> list[int]:
    """The indices of the distractors that were not kept. `kept` has the same order as `distractors`."""
    left, dropped = list(kept), list[int]()
    for option, text in enumerate(distractors):
        if left and left[0] == text:
            left.pop(0)
        else:
            dropped.append(option)
    return dropped


def _against(item: ChoiceDraft, option: int, objections: Sequence[ChoiceFinding]) -> list[ChoiceFinding]:
    """The findings against one distractor: its own, else those against the whole set, else those if checked alone."""
    own = [finding for finding in objections if finding.option == option]
    whole = [finding for finding in objections if finding.option is None]
    alone = replace(item, distractors=item.distractors[option : option + 1])
    return own or whole or _objections(check_choices(alone, least=1))


def _objections(findings: Iterable[ChoiceFinding]) -> list[ChoiceFinding]:
    return [finding for finding in findings if finding.severity is Severity.REJECT]


def _complaint(distractor: str, findings: Sequence[ChoiceFinding]) -> str:
    return f"{distractor} – {' '.join(finding.message for finding in findings)}"
