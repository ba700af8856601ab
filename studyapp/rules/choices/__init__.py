"""The rules for multiple-choice questions. Wrong answers are checked here before they are saved, whoever made them.

D1 one right answer, three others, all different     D8  options apart from each other
D2 no “all of the above”                              D9  no hidden NOT
D3 even length                                        D11 not right on another card
D4 one form                                           D12 no letter or place of an option
D5 no echo of the question                            D13 options at a glance
D6 no help from grammar
D7 no always, no usually

D10 and D14 are kept where questions are shown and answered.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from studyapp.rules.cards import is_rejected
from studyapp.rules.choices import (
    clues,
    figures,
    form,
    grammar,
    language,
    length,
    negation,
    options,
    overlap,
)
from studyapp.rules.choices.items import ChoiceDraft, ChoiceFinding
from studyapp.rules.choices.length import set_bias
from studyapp.rules.choices.options import DISTRACTORS
from studyapp.rules.choices.reading import Item, read_item
from studyapp.rules.items import KnownCard, Severity

__all__ = ["DISTRACTORS", "ChoiceDraft", "ChoiceFinding", "check_choices", "check_key", "set_bias", "usable"]

_RULES: Final[tuple[Callable[[Item], Iterable[ChoiceFinding]], ...]] = (
    options.different,
    options.real_choices,
    options.no_places,
    length.even_length,
    form.one_kind,
    form.one_punctuation,
    form.one_capitalisation,
    form.one_markup,
    language.one_language,
    figures.like_numbers,
    clues.echo,
    grammar.article,
    grammar.grammatical_number,
    clues.absolutes,
    overlap.disjoint,
    negation.negation,
    options.brief,
)
_OF_THE_SET: Final = frozenset({"D5", "D6", "D7"})
"""Rules that a set breaks only when no distractor fits. They say nothing about one distractor alone."""


def check_choices(
    item: ChoiceDraft, *, least: int = DISTRACTORS, others: Sequence[KnownCard] = ()
) -> list[ChoiceFinding]:
    """Return the findings of all rules. `least` is the fewest distractors allowed, which is lower for imports; `others`
    are the cards of the deck.

    When an option is missing or too long to read, only that is reported.
    """
    if broken := list(options.countable(item, least)):
        return broken
    read = read_item(item)
    findings = [finding for rule in _RULES for finding in rule(read)]
    findings += overlap.right_elsewhere(read, others)
    return findings


def check_key(stem: str, key: str) -> list[ChoiceFinding]:
    """Return what no wrong answers could repair, so that none are requested for such a question."""
    return check_choices(ChoiceDraft(stem, key, ()), least=0)


def usable(item: ChoiceDraft) -> tuple[str, ...]:
    """The distractors worth keeping for a repair call: each is good by itself, and one is left out if the full set is
    not.

    Where `check_key` already rejects the right answer, none of them can help.
    """
    kept: list[str] = []
    for text in item.distractors:
        is_good = not is_rejected(_by_itself(replace(item, distractors=(text,))))
        if is_good and len(kept) < DISTRACTORS and not _is_known(item, (*kept, text)):
            kept.append(text)
    if len(kept) == DISTRACTORS and is_rejected(check_choices(replace(item, distractors=tuple(kept)))):
        kept.pop()
    return tuple(kept)


def _by_itself(item: ChoiceDraft) -> list[ChoiceFinding]:
    findings = check_choices(item, least=1)
    return [finding for finding in findings if finding.option is not None or finding.rule not in _OF_THE_SET]


def _is_known(item: ChoiceDraft, distractors: tuple[str, ...]) -> bool:
    """Whether the last distractor says the same as another option, or overlaps with one."""
    findings = check_choices(replace(item, distractors=distractors), least=1)
    last = len(distractors) - 1
    return any(
        finding.option == last and finding.rule in {"D1", "D8"} and finding.severity is Severity.REJECT
        for finding in findings
    )
