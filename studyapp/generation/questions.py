"""Gets questions from a provider and checks each by the content rules as it arrives."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from typing import Final

from studyapp.generation.calls import Intent, QuestionCall
from studyapp.generation.checking import CheckedCard, checked, complaints, plain
from studyapp.generation.provider import Enough, Provider, Usage, never
from studyapp.rules.choices.labels import without_places
from studyapp.rules.items import CardDraft, KnownCard
from studyapp.rules.questions import EXPLANATION_CHARS, check_question

_MOST_AVOIDED: Final = 100
"""The most questions a prompt lists as known, because they cost tokens with every call."""


def stream(
    provider: Provider, call: QuestionCall, *, known: list[KnownCard], enough: Enough = never
) -> AsyncGenerator[Intent | CheckedCard | Usage]:
    """The intent if it was asked for, the checked questions, then the `Usage`. Those that pass are added to `known`."""

    def check(draft: CardDraft) -> CheckedCard:
        told = _in_any_order(draft)
        return CheckedCard(told, tuple(map(plain, check_question(told, known=known))))

    return checked(provider.stream(call, enough=enough), check, known=known)


def _in_any_order(draft: CardDraft) -> CardDraft:
    """The draft without the sentences of its explanation that name an option, if the explanation can do without."""
    if draft.explanation is None or len(draft.explanation) > EXPLANATION_CHARS:
        return draft
    options = (draft.answer, *draft.distractors)
    return replace(draft, explanation=without_places(draft.explanation, stem=draft.question, options=options))


def repair(call: QuestionCall, rejected: Sequence[CheckedCard], *, missing: int) -> QuestionCall:
    """The repair call: it asks for better questions in place of the rejected ones, but at most for `missing` ones."""
    return replace(call, count=min(len(rejected), missing), complaints=complaints(rejected))


def questions_to_avoid(own: Sequence[str], known: Sequence[KnownCard]) -> list[str]:
    """Questions not to ask again: `own`, then those of `known` cards, in their order."""
    listed = set(own)
    return [*own, *(card.question for card in known if card.question not in listed)][:_MOST_AVOIDED]
