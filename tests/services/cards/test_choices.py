"""The order of options gives nothing away, and wrong answers are three different ones."""

from collections import Counter
from datetime import datetime
from random import Random

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound
from studyapp.models import Card, CardKind, Deck, User
from studyapp.services.cards import choices
from tests.factories import make_card, make_deck
from tests.services.reading import card_now

WRONG = ["The nucleus", "The ribosome", "The vacuole"]


@pytest.fixture
def card(database: Database, deck: Deck) -> Card:
    with database.write() as session:
        return make_card(session, deck)


def give(database: Database, card: Card, texts: list[str], now: datetime) -> Card:
    with database.write() as session:
        return choices.set_distractors(session, card.user_id, card.id, texts)


# Order


@pytest.mark.parametrize(("wrong", "limit"), [(WRONG[:2], 9.21), (WRONG, 11.34)])
def test_every_place_is_as_likely_for_the_right_answer(card: Card, wrong: list[str], limit: float) -> None:
    """A χ² test over 6,000 random seeds; beyond the limit p is below 0.01."""
    card.distractors = wrong
    draw, expected = Random(10), 6_000 / (len(wrong) + 1)
    places = Counter(choices.options(card, draw.getrandbits(31)).key for _ in range(6_000))
    assert sum((places[place] - expected) ** 2 / expected for place in range(len(wrong) + 1)) < limit


def test_the_wrong_answers_are_shuffled_as_well(card: Card) -> None:
    card.distractors = WRONG
    assert len({tuple(choices.options(card, seed).shown) for seed in range(2_000)}) == 24


def test_one_seed_gives_one_order_and_its_key(card: Card) -> None:
    card.distractors = WRONG
    for seed in range(50):
        once, again = choices.options(card, seed), choices.options(card, seed)
        assert once == again
        assert once.shown[once.key] == card.answer
        assert choices.key_place(card, once.shown, seed) == once.key


@pytest.mark.parametrize(("answer", "key"), [("True", 0), ("False", 1), ("true", 0)])
def test_true_stands_before_false_whatever_the_seed(card: Card, answer: str, key: int) -> None:
    card.kind, card.answer = CardKind.TRUE_FALSE, answer
    for seed in range(20):
        assert choices.options(card, seed) == choices.Options(["True", "False"], key)


def test_a_wrong_answer_that_an_edit_made_right_is_not_shown(card: Card) -> None:
    card.distractors, card.answer = WRONG, "the ribosome"
    assert sorted(choices.options(card, 1).shown) == ["The nucleus", "The vacuole", "the ribosome"]
    card.distractors = ["The ribosome", "The nucleus"]
    assert choices.needs_distractors(card)


@pytest.mark.parametrize(
    ("kind", "wrong", "needs"),
    [
        (CardKind.BASIC, [], True),
        (CardKind.BASIC, WRONG, False),
        (CardKind.MULTIPLE_CHOICE, WRONG[:2], False),
        (CardKind.MULTIPLE_CHOICE, WRONG[:1], True),
        (CardKind.CLOZE, [], True),
        (CardKind.TRUE_FALSE, [], False),
    ],
)
def test_a_card_without_two_wrong_answers_needs_some(card: Card, kind: CardKind, wrong: list[str], needs: bool) -> None:
    card.kind, card.distractors = kind, wrong
    assert choices.needs_distractors(card) is needs


# Wrong answers


def test_three_wrong_answers_are_kept_as_typed(database: Database, card: Card, now: datetime) -> None:
    give(database, card, ["  The nucleus ", *WRONG[1:]], now)
    assert card_now(database, card.id).distractors == WRONG


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (WRONG[:2], "2 wrong answers"),
        ([*WRONG, "The wall"], "4 wrong answers"),
        (["", *WRONG[1:]], "empty"),
        (["The nucleus", "the nucleus.", "The vacuole"], "twice"),
        (["The mitochondrion", *WRONG[1:]], "right answer again"),
        (["mitochondrion", *WRONG[1:]], "right answer again"),
        (["All of the above", *WRONG[1:]], "no answer to choose"),
        (["x" * 1_001, *WRONG[1:]], "1,000"),
    ],
)
def test_wrong_answers_that_cannot_be_are_refused_with_a_sentence(
    database: Database, card: Card, now: datetime, texts: list[str], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        give(database, card, texts, now)
    assert card_now(database, card.id).distractors == []


def test_whatever_else_the_rules_say_is_kept_as_warnings_of_the_card(
    database: Database, deck: Deck, now: datetime
) -> None:
    other = {"rule": "F6", "severity": "warn", "message": "Long."}
    old = {"rule": "D3", "severity": "warn", "message": "Of the wrong answers before."}
    with database.write() as session:
        card = make_card(session, deck, findings=[other, old], answer="42 km")
    give(database, card, ["A very long wrong answer that stands out", "17 km", "23 km"], now)
    found = card_now(database, card.id).findings
    assert other in found
    assert old not in found
    assert {finding["severity"] for finding in found} == {"warn"}
    assert {"D3", "D4"} & {finding["rule"] for finding in found}


def test_an_imported_question_may_keep_its_two_wrong_answers(database: Database, deck: Deck, now: datetime) -> None:
    with database.write() as session:
        card = make_card(session, deck, distractors=WRONG[:2])
    assert give(database, card, [WRONG[0], WRONG[2]], now).distractors == [WRONG[0], WRONG[2]]


def test_wrong_answers_can_be_taken_away(database: Database, deck: Deck, now: datetime) -> None:
    with database.write() as session:
        card = make_card(session, deck, distractors=WRONG)
    assert give(database, card, [], now).distractors == []


def test_a_true_or_false_card_takes_none(database: Database, deck: Deck, now: datetime) -> None:
    with database.write() as session:
        card = make_card(session, deck, kind=CardKind.TRUE_FALSE, answer="True")
    with pytest.raises(BadInput, match="two choices"):
        give(database, card, WRONG, now)


def test_a_cloze_is_judged_by_its_text_with_the_gap(database: Database, deck: Deck, now: datetime) -> None:
    with database.write() as session:
        card = make_card(
            session,
            deck,
            kind=CardKind.CLOZE,
            question="The {{c1::mitochondrion}} is the powerhouse of the {{c2::cell}}.",
            answer="cell",
            cloze_ordinal=2,
        )
    assert choices.stem(card) == "The mitochondrion is the powerhouse of the […]."
    assert give(database, card, ["tissue", "organ", "nucleus"], now).distractors == ["tissue", "organ", "nucleus"]


def test_nobody_gives_wrong_answers_to_the_card_of_somebody_else(
    database: Database, stranger: User, card: Card, now: datetime
) -> None:
    with database.write() as session, pytest.raises(NotFound):
        choices.set_distractors(session, stranger.id, card.id, WRONG)


# Siblings


def test_siblings_are_the_cards_of_the_deck_with_answers_of_the_same_sort_first(
    database: Database, owner: User, deck: Deck, now: datetime
) -> None:
    with database.write() as session:
        card = make_card(session, deck, question="When did the wall fall?", answer="1989")
        for answer in ("The nucleus", "1961", "Angela Merkel", "1949"):
            make_card(session, deck, question=f"What about {answer}?", answer=answer)
        make_card(session, deck, answer="1945", deleted_at=now)
        make_card(session, deck, kind=CardKind.TRUE_FALSE, answer="True")
        make_card(session, make_deck(session, owner), answer="1871")
        found = choices.siblings(session, owner.id, card)
    answers = [sibling.answer for sibling in found]
    assert set(answers[:2]) == {"1961", "1949"}
    assert sorted(answers[2:]) == ["Angela Merkel", "The nucleus"]


def test_siblings_are_not_more_than_a_generator_can_use(database: Database, owner: User, deck: Deck) -> None:
    with database.write() as session:
        card, *_ = [make_card(session, deck, answer=f"answer {number}") for number in range(70)]
        assert len(choices.siblings(session, owner.id, card)) == 60
        assert choices.siblings(session, "stranger", card) == []
