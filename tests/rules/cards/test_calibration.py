"""Good cards pass the card rules, and bad ones are rejected."""

import pytest

from studyapp.rules.cards import check_card, is_rejected
from studyapp.rules.items import CardDraft, KnownCard, Severity
from tests.rules.cards.examples.bad import BAD
from tests.rules.cards.examples.good import GOOD
from tests.rules.cards.findings import draft


@pytest.mark.parametrize("card", GOOD, ids=lambda card: card.question[:40])
def test_a_good_card_passes_without_a_word(card: CardDraft) -> None:
    assert check_card(card, passage=None) == []


@pytest.mark.parametrize(("rule", "card"), BAD, ids=lambda value: str(getattr(value, "question", value))[:40])
def test_a_bad_card_is_rejected_for_the_right_reason(rule: str, card: CardDraft) -> None:
    findings = check_card(card, passage=None)
    assert is_rejected(findings)
    assert {finding.rule for finding in findings if finding.severity is Severity.REJECT} == {rule}


def test_good_cards_do_not_look_like_duplicates_of_each_other() -> None:
    known = [KnownCard(card.question, card.answer) for card in GOOD]
    for at, card in enumerate(GOOD):
        others = known[:at] + known[at + 1 :]
        assert not is_rejected(check_card(card, passage=None, known=others)), card.question


def test_warnings_alone_do_not_reject() -> None:
    assert not is_rejected(check_card(draft(answer=" ".join(["word"] * 26)), passage=None))
