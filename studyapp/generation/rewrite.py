"""Gets a new version of a card from a provider and checks it by the rules for its kind."""

from collections.abc import AsyncGenerator
from functools import partial

from studyapp.generation.calls import RewriteCall
from studyapp.generation.checking import CheckedCard, checked
from studyapp.generation.provider import Provider, Usage
from studyapp.rules.cards import check_card
from studyapp.rules.choices import ChoiceDraft, check_choices
from studyapp.rules.items import CardDraft, Finding, KnownCard
from studyapp.rules.questions import check_question

_CHOICE_KINDS = ("multiple_choice", "true_false")


def stream(provider: Provider, call: RewriteCall) -> AsyncGenerator[CheckedCard | Usage]:
    """The checked new version, if the model gives one, then the `Usage`."""
    known = list(call.siblings)
    return checked(provider.stream(call), partial(_check, known=known), known=known)


def _check(draft: CardDraft, *, known: list[KnownCard]) -> CheckedCard:
    return CheckedCard(draft, tuple(_findings(draft, known)))


def _findings(draft: CardDraft, known: list[KnownCard]) -> list[Finding]:
    if draft.kind in _CHOICE_KINDS:
        return check_question(draft, known=known)
    options = ChoiceDraft(draft.question, draft.answer, draft.distractors)
    return [*check_card(draft, passage=None, known=known), *(check_choices(options) if draft.distractors else ())]
