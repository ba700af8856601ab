"""No text makes a card rule raise, or takes it long."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rules.cards import check_card
from studyapp.rules.items import CardDraft, KnownCard, Passage


@given(
    st.text(max_size=300),
    st.text(max_size=300),
    st.text(max_size=60),
    st.text(max_size=300),
    st.sampled_from(["basic", "cloze"]),
)
def test_no_text_makes_a_rule_raise(question: str, answer: str, quote: str, source: str, kind: str) -> None:
    card = CardDraft(question, answer, quote=quote, kind=kind)
    check_card(card, passage=Passage(source), known=[KnownCard(answer, question), KnownCard(question, answer)])


MARKUP = st.text(st.sampled_from('{}c1:$`*_<>/b[]()#-. \n?"“…aN9\\'), max_size=400)


@given(MARKUP, MARKUP)
def test_no_markup_makes_a_rule_raise(question: str, answer: str) -> None:
    check_card(
        CardDraft(question, answer, quote=answer), passage=Passage(question), known=[KnownCard(answer, question)]
    )


@pytest.mark.parametrize(
    "piece", ["a ", "(((", "{{c1::", "[", "$", "<b ", "`", "*", "in the ", "which of ", "here is "]
)
def test_hostile_repetition_is_read_in_no_time(piece: str) -> None:
    text = piece * (990 // len(piece))
    started = time.process_time()
    check_card(CardDraft(text, text * 5, quote=text), passage=Passage(text * 400), known=[KnownCard(text, text)])
    assert time.process_time() - started < 20  # backtracking would take for ever
