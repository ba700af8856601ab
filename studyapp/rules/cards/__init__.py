"""The rules for a generated card. Every card is checked here before it is saved, whoever generated it.

F1 two sides, closed markup     F5 makes sense by itself   F9  no duplicate
F2 answer not in the question   F6 brief                   F10 filled in, in the language of its source
F3 no yes/no                    F7 no talk about itself    F11 wording that lasts
F4 one fact                     F8 quoted from its source
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from studyapp.rules.cards import (
    answers,
    clarity,
    duplicates,
    form,
    placeholders,
    scope,
    source,
    subject,
    two_questions,
    wording,
)
from studyapp.rules.items import CardDraft, Finding, KnownCard, Passage, Severity

_RULES: Final[tuple[Callable[[CardDraft], Iterable[Finding]], ...]] = (
    form.closed_markup,
    form.real_deletion,
    form.states_something,
    answers.answer_in_question,
    answers.yes_or_no,
    scope.several_facts,
    two_questions.two_questions,
    wording.leans_on_page,
    subject.names_subject,
    scope.long_sides,
    wording.meta_text,
    placeholders.placeholder,
    placeholders.gap,
    clarity.ageing_words,
    clarity.unexplained_acronym,
    clarity.double_negation,
)


def check_card(draft: CardDraft, *, passage: Passage | None, known: Sequence[KnownCard] = ()) -> list[Finding]:
    """Return the findings of all rules. `passage` is the material named as source, `known` are the other cards of the
    batch and the deck.

    When a side is missing or too long, only that is reported: the other rules need two sides of a readable length.
    """
    if broken := list(form.two_sides(draft)):
        return broken
    findings = [finding for rule in _RULES for finding in rule(draft)]
    findings += source.grounded(draft, passage)
    findings += source.same_language(draft, passage)
    findings += duplicates.duplicate(draft, known)
    return findings


def is_rejected(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.REJECT for finding in findings)
