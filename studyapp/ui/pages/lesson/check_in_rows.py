"""Check-ins as the page shows them. Before an answer they hold nothing of what is right."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from studyapp.jobs.store.views import JobView
from studyapp.models import CheckIn, CheckInAnswer, CheckInKind, JobStatus, JudgedBy, Verdict
from studyapp.rendering import to_html, to_inline_html
from studyapp.services.lessons.check_ins import hidden, shown_stem

_WORDS: Final = {Verdict.RIGHT: "Right", Verdict.PARTLY: "Partly right", Verdict.WRONG: "Not right"}
_MARKS: Final = {Verdict.RIGHT: "right", Verdict.PARTLY: "partly", Verdict.WRONG: "wrong"}
_BY_SIMILARITY: Final = "You may judge it better."


@dataclass(frozen=True)
class OptionRow:
    number: int
    """From 0, as an answer names it."""
    html: str
    mark: str = ""
    """After the answer: `right` for the key, `wrong` for a wrong one that was chosen, else empty."""
    words: str = ""
    """After the answer: the mark in words."""
    explanation: str = ""
    """After the answer: why it is right or wrong."""


@dataclass(frozen=True)
class CheckInRow:
    id: str
    stem: str
    options: list[OptionRow] = field(default_factory=list)
    """Empty where the answer is written."""
    seen: int = 0
    """How many answers there are, so that one from an outdated tab is noticed."""
    is_answered: bool = False
    is_waiting: bool = False
    """Whether the answer is being judged."""
    problem: str = ""
    """Why the answer could not be judged; empty otherwise."""
    job_id: str = ""
    """The job that may judge it once more; empty if there is none."""
    mark: str = ""
    """`right`, `partly` or `wrong` once it is judged."""
    verdict: str = ""
    """The mark in words."""
    feedback: str = ""
    missed: list[str] = field(default_factory=list)
    """The key points the answer does not say."""
    typed: str = ""
    """The written answer."""
    expected: str = ""
    """The model answer, after a written one was judged."""
    judged: str = ""
    """Who judged a written answer, if that is worth telling."""


def check_in_row(check_in: CheckIn, answers: Sequence[CheckInAnswer], job: JobView | None = None) -> CheckInRow:
    """The check-in after these answers, oldest first. `job` is the latest that judges one of them."""
    last = answers[-1] if answers else None
    row = CheckInRow(id=check_in.id, stem=to_html(shown_stem(check_in)), options=_options(check_in, last))
    if last is None:
        return row
    is_written = check_in.kind is not CheckInKind.CHOICE
    is_judged = last.verdict is not None
    gave_up = job if job and not is_judged and job.status in (JobStatus.FAILED, JobStatus.CANCELLED) else None
    return CheckInRow(
        id=row.id,
        stem=row.stem,
        options=row.options,
        seen=len(answers),
        is_answered=True,
        is_waiting=not is_judged and gave_up is None,
        problem=(gave_up.error or "It was not checked.") if gave_up else "",
        job_id=gave_up.id if gave_up else "",
        mark=_MARKS[last.verdict] if last.verdict else "",
        verdict=_WORDS[last.verdict] if last.verdict else "",
        feedback=to_html(last.feedback) if is_written and last.feedback else "",
        missed=list(last.missed),
        typed=last.text,
        expected=to_html(hidden(check_in)) if is_written and is_judged else "",
        judged=_BY_SIMILARITY if last.judged_by is JudgedBy.SIMILARITY else "",
    )


def _options(check_in: CheckIn, answer: CheckInAnswer | None) -> list[OptionRow]:
    return [_option(number, option, answer) for number, option in enumerate(check_in.options)]


def _option(number: int, option: dict[str, str], answer: CheckInAnswer | None) -> OptionRow:
    html = to_inline_html(option["text"])
    if answer is None:
        return OptionRow(number, html)
    is_chosen = answer.option == number
    mark = "right" if option["is_key"] else "wrong" if is_chosen else ""
    words = {"right": "Right", "wrong": "Not right", "": ""}[mark]
    if is_chosen:
        words = f"Your answer: {words.lower()}"
    return OptionRow(number, html, mark, words, to_inline_html(option["explanation"]))
