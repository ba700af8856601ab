"""The rules for cards that a check-in keeps, because it becomes one when it is first answered, and L4 for its key."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.cards import answers, form, placeholders, scope, two_questions, wording
from studyapp.rules.findings import reject, warn
from studyapp.rules.items import CardDraft, Finding, Severity
from studyapp.rules.lessons.drafts import CheckInDraft
from studyapp.rules.text import front_key

Rule = Callable[[CardDraft], Iterable[Finding]]

_OF_ALL: Final[tuple[Rule, ...]] = (
    form.closed_markup,
    answers.answer_in_question,
    answers.yes_or_no,
    two_questions.two_questions,
    wording.leans_on_page,
    wording.meta_text,
    placeholders.placeholder,
)
_OF_CLOZES: Final[tuple[Rule, ...]] = (form.real_deletion, form.states_something, scope.long_sides)
LONGEST_EXPECTED: Final = 1_000
"""In characters. A written answer has a few sentences, so rule F4 is not for it."""


def as_a_card(draft: CheckInDraft) -> Iterator[Finding]:
    """Findings under the ids of the rules for cards."""
    card = _card(draft)
    if broken := list(form.two_sides(card)):
        yield from broken
        return
    for rule in (*_OF_ALL, *(_OF_CLOZES if draft.kind == "cloze" else ())):
        yield from rule(card)
    if len(draft.expected) > LONGEST_EXPECTED:
        yield reject("F6", f"The answer has more than {LONGEST_EXPECTED:,} characters.")
    if draft.kind == "short" and not any(point.strip() for point in draft.key_points):
        yield warn("L5", "It does not say what an answer must contain.")


def same_key(draft: CheckInDraft, others: Iterable[CheckInDraft]) -> Iterator[Finding]:
    """L4: reject a check-in whose right answer is that of another one of the lesson, or which asks the same."""
    key, stem = front_key(key_of(draft)), front_key(draft.stem)
    for other in others:
        if key == front_key(key_of(other)) or (stem == front_key(other.stem) and draft.kind == other.kind):
            yield Finding("L4", Severity.REJECT, f"“{other.stem}” asks for the same.")
            return


def key_of(draft: CheckInDraft) -> str:
    """Its right answer."""
    return next((option.text for option in draft.options if option.is_key), draft.expected)


def _card(draft: CheckInDraft) -> CardDraft:
    if draft.kind == "cloze":
        stem = draft.stem.replace(cloze.BLANK, f"{{{{c1::{draft.expected}}}}}")
        return CardDraft(stem, draft.expected, kind="cloze")
    return CardDraft(draft.stem, key_of(draft))
