"""Questions to check, and what the choice rules find, as text."""

from studyapp.rules.choices import ChoiceDraft, check_choices
from studyapp.rules.items import KnownCard, Severity


def item(key: str, *distractors: str, stem: str = "What is asked for here?") -> ChoiceDraft:
    return ChoiceDraft(stem, key, distractors)


def found(draft: ChoiceDraft, *, least: int = 3, others: tuple[KnownCard, ...] = ()) -> set[str]:
    """The findings as text: `D4!` for a rejection, `D9` for a warning."""
    return {
        finding.rule + ("!" if finding.severity is Severity.REJECT else "")
        for finding in check_choices(draft, least=least, others=others)
    }


def culprits(draft: ChoiceDraft, *, least: int = 3) -> set[int | None]:
    return {finding.option for finding in check_choices(draft, least=least) if finding.severity is Severity.REJECT}
