"""Verdicts hold for the sets they were given on, and for no other."""

from studyapp.rules.choices import DISTRACTORS
from studyapp.rules.items import KnownCard
from tests.generation.extractive.distractors.decks import BLIND, FRESH, HELD_OUT, TUNED
from tests.generation.extractive.distractors.verdicts import FAULTS, PLAUSIBLE, known_verdicts, verdict_on


def test_a_set_keeps_its_verdict_in_another_order_and_loses_it_with_another_answer() -> None:
    (deck, question, answer, options), verdict = next(iter(known_verdicts().items()))
    card, wrong = KnownCard(question, answer), sorted(options)
    assert verdict_on(deck, card, wrong) == verdict_on(deck, card, wrong[::-1]) == verdict
    assert verdict_on(deck, card, [*wrong[:2], "Pluto"]) is None
    assert verdict_on(deck, card, wrong[:2]) is None
    assert verdict_on(deck, KnownCard(question, "Pluto"), wrong) is None


def test_every_verdict_is_one_of_the_rubric_on_three_answers_of_a_known_deck() -> None:
    assert set(known_verdicts().values()) <= {PLAUSIBLE, *FAULTS}
    assert {deck for deck, *_ in known_verdicts()} == {path.stem for path in (*TUNED, *HELD_OUT, *FRESH, *BLIND)}
    assert all(len(options) == DISTRACTORS for *_, options in known_verdicts())
