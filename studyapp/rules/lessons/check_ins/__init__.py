"""The rules for the questions on a concept: L5 and L6, and with them those for choices (D) and for cards (F)."""

from collections.abc import Iterable, Iterator

from studyapp.rules.items import Finding
from studyapp.rules.lessons.check_ins.examples import repeats_example
from studyapp.rules.lessons.check_ins.form import has_parts, readable, saved_form
from studyapp.rules.lessons.check_ins.grounding import grounded
from studyapp.rules.lessons.check_ins.options import explained, fair
from studyapp.rules.lessons.check_ins.questions import as_a_card, same_key
from studyapp.rules.lessons.checked import CheckedCheckIn
from studyapp.rules.lessons.concepts.quoting import place
from studyapp.rules.lessons.drafts import CheckInDraft, ExampleDraft
from studyapp.rules.lessons.ground import Ground

__all__ = ["MOST_CHECK_INS", "check_check_in"]

MOST_CHECK_INS = 3


def check_check_in(
    draft: CheckInDraft, *, ground: Ground, examples: Iterable[ExampleDraft], others: Iterable[CheckInDraft]
) -> CheckedCheckIn:
    """`examples` are those a learner has read before it, `others` the check-ins of the lesson that are kept so far.

    When a part is missing, only that is reported: the other rules need all of them.
    """
    draft = saved_form(draft)
    findings = tuple(has_parts(draft)) or tuple(_findings(draft, ground, examples, others))
    source = place(draft.source, ground.section) if draft.source else None
    return CheckedCheckIn(draft, source, findings)


def _findings(
    draft: CheckInDraft, ground: Ground, examples: Iterable[ExampleDraft], others: Iterable[CheckInDraft]
) -> Iterator[Finding]:
    yield from fair(draft)
    yield from explained(draft)
    yield from as_a_card(draft)
    yield from readable(draft, ground)
    yield from grounded(draft, ground)
    yield from repeats_example(draft, examples)
    yield from same_key(draft, others)
