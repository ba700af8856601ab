"""L10 for the right answer of a check-in. A question may set a case of its own, and its wrong answers are made up."""

from collections.abc import Iterator

from studyapp.rules import cloze
from studyapp.rules.findings import reject
from studyapp.rules.items import Finding
from studyapp.rules.lessons.check_ins.questions import key_of
from studyapp.rules.lessons.concepts.facts import missing
from studyapp.rules.lessons.drafts import CheckInDraft
from studyapp.rules.lessons.ground import Ground


def grounded(draft: CheckInDraft, ground: Ground) -> Iterator[Finding]:
    """Reject an answer with a number or name that the section does not have, unless the question gives numbers of its
    own, which the answer is then worked out from.
    """
    if not ground.is_extractive and _sets_a_case(draft, ground):
        return
    said = draft.stem.replace(cloze.BLANK, draft.expected) if draft.kind == "cloze" else key_of(draft)
    if gone := missing(said, ground):
        yield reject("L10", f"Not in the section: “{gone[0]}”.")


def _sets_a_case(draft: CheckInDraft, ground: Ground) -> bool:
    return draft.kind != "cloze" and bool(missing(draft.stem, ground))
