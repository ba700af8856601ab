"""The rules for a question generated from a bare prompt: those of its card and its choices, and a given explanation."""

from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.rules.cards import check_card, wording
from studyapp.rules.cards.form import is_empty
from studyapp.rules.choices import ChoiceDraft, check_choices
from studyapp.rules.choices.labels import explanation_names_place
from studyapp.rules.findings import reject
from studyapp.rules.items import CardDraft, Finding, KnownCard

MULTIPLE_CHOICE: Final = "multiple_choice"
TRUE_FALSE: Final = "true_false"
KINDS: Final = frozenset({MULTIPLE_CHOICE, TRUE_FALSE})
VERDICTS: Final = frozenset({"True", "False"})
EXPLANATION_CHARS: Final = 2_000


def check_question(draft: CardDraft, *, known: Sequence[KnownCard] = ()) -> list[Finding]:
    """Return the findings of all rules. `known` are the other questions of the batch and the cards of the deck."""
    findings = [*_right_kind(draft), *check_card(draft, passage=None, known=known), *explained(draft)]
    if draft.kind == MULTIPLE_CHOICE:
        findings += check_choices(ChoiceDraft(draft.question, draft.answer, draft.distractors), others=known)
    return findings


def _right_kind(draft: CardDraft) -> Iterator[Finding]:
    if draft.kind not in KINDS:
        yield reject("F1", "The question is neither multiple choice nor true or false.")
    elif draft.kind == TRUE_FALSE and draft.answer not in VERDICTS:
        yield reject("F1", "The answer is neither “True” nor “False”.")
    elif draft.kind == TRUE_FALSE and draft.distractors:
        yield reject("D1", "A true/false question has no other options.")


def explained(draft: CardDraft) -> Iterator[Finding]:
    """F1, F5, F6, F7 and D12 for the explanation: it must exist, be short enough, and make sense without its context,
    whatever the order of the options.
    """
    text = draft.explanation or ""
    if is_empty(text):
        yield reject("F1", "The explanation is missing.")
    elif len(text) > EXPLANATION_CHARS:
        yield reject("F6", f"The explanation has more than {EXPLANATION_CHARS:,} characters.")
    else:
        side = CardDraft(text, "")
        yield from wording.leans_on_page(side)
        yield from wording.meta_text(side)
        options = (draft.answer, *draft.distractors)
        if place := explanation_names_place(text, stem=draft.question, options=options):
            yield reject("D12", f"“{place}” in the explanation names an option by its place; options are shuffled.")
