"""Questions from a bare prompt: which card rules apply to them, and what else is required."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rules.cards import check_card
from studyapp.rules.items import CardDraft, KnownCard, Severity
from studyapp.rules.questions import check_question
from tests.rules.choices.examples.good import GOOD

PLANETS = ("Venus", "Earth", "Saturn")


def choice(
    question: str = "Which planet is closest to the Sun?",
    answer: str = "Mercury",
    *,
    distractors: tuple[str, ...] = PLANETS,
    explanation: str | None = "Mercury circles the Sun in 88 days, inside the orbit of Venus.",
) -> CardDraft:
    return CardDraft(question, answer, explanation, kind="multiple_choice", distractors=distractors)


def statement(
    question: str = "Mercury is the planet closest to the Sun.",
    answer: str = "True",
    *,
    explanation: str | None = "Its orbit lies inside that of Venus.",
) -> CardDraft:
    return CardDraft(question, answer, explanation, kind="true_false")


def found(draft: CardDraft, *, known: tuple[KnownCard, ...] = ()) -> set[str]:
    return {
        finding.rule + ("!" if finding.severity is Severity.REJECT else "")
        for finding in check_question(draft, known=known)
    }


def test_good_questions_of_both_kinds_pass() -> None:
    assert found(choice()) == set()
    assert found(statement()) == set()
    assert found(statement("Whales are fish.", "False")) == set()
    assert found(statement("True or false: whales are fish.", "False")) == set()


def test_hardly_any_good_question_is_rejected() -> None:
    rejected = [
        draft.stem
        for draft in GOOD
        if any("!" in rule for rule in found(choice(draft.stem, draft.key, distractors=draft.distractors)))
    ]
    assert len(rejected) <= 4, rejected


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (choice(explanation=None), {"F1!"}),
        (choice(explanation=" … "), {"F1!"}),
        (choice(explanation="According to the text, Mercury is closest."), {"F5!"}),
        (choice(explanation="As an AI, I think that Mercury is closest."), {"F7!"}),
        (choice(explanation="x" * 2_001), {"F6!"}),
        (statement(explanation=""), {"F1!"}),
        (choice(explanation="Option C is correct, since Mercury is nearest."), {"D12!"}),
        (choice(explanation="The second answer is the next planet."), {"D12!"}),
    ],
)
def test_a_question_says_why(draft: CardDraft, expected: set[str]) -> None:
    assert found(draft) == expected


@pytest.mark.parametrize("answer", ["Yes", "true", "True.", "It is true", "Mercury"])
def test_a_statement_is_true_or_false_and_nothing_else(answer: str) -> None:
    assert "F1!" in found(statement(answer=answer))


def test_a_statement_has_no_options() -> None:
    draft = CardDraft("Whales are fish.", "False", "They breathe air.", kind="true_false", distractors=("True",))
    assert found(draft) == {"D1!"}


def test_other_kinds_are_no_questions() -> None:
    assert found(CardDraft("What is osmosis?", "Diffusion of water", "Because.", kind="basic")) == {"F1!"}


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        (choice(""), "F1!"),
        (choice("Is Mercury or Venus closest to the Sun?"), "F2!"),
        (choice("Which of the following planets is closest to the Sun?"), "F5!"),
        (choice("Which planet is closest to the Sun? And which is furthest?"), "F4!"),
        (choice("List the planets that are closest to the Sun."), "F4!"),
        (choice(" ".join(["word"] * 51)), "F6!"),
        (choice("Question 1: Which planet is closest to the Sun?"), "F7!"),
        (choice("Which planet is closest to [insert star]?"), "F10!"),
        (choice("Which planet is currently closest to the Sun?"), "F11"),
        (choice(distractors=("Venus", "Earth")), "D1!"),
        (choice(distractors=("Venus", "mercury", "Earth")), "D1!"),
        (choice(distractors=("Venus", "Earth", "All of the above")), "D2!"),
        (choice("Is Mercury's neighbour closer to the Sun than the Earth is?", "Yes", distractors=PLANETS), "D4!"),
        (statement("According to the text, Mercury is closest to the Sun."), "F5!"),
    ],
)
def test_the_rules_of_cards_and_choices_hold(draft: CardDraft, rule: str) -> None:
    assert rule in found(draft)


@pytest.mark.parametrize(
    "question",
    [
        "What does it do?",
        "Who is he?",
        "They are found in every cell.",
        "This is the capital of France.",
        "What follows from the previous question?",
        "Sie ist die Hauptstadt von Frankreich.",
    ],
)
def test_a_question_names_its_subject(question: str) -> None:
    assert "F5!" in found(choice(question))


@pytest.mark.parametrize(
    "question",
    [
        "What is it called when a solid turns into gas?",
        "It is illegal to fish for eel in which month in Denmark?",
        "What does it mean for a function to be continuous?",
        "Those who feed on plants alone are called what?",
        "Which planet is it that lies closest to the Sun?",
    ],
)
def test_a_pronoun_may_be_a_way_to_begin(question: str) -> None:
    assert "F5!" not in found(choice(question))


def test_a_question_the_deck_has_is_refused() -> None:
    assert "F9!" in found(choice(), known=(KnownCard("Which planet is closest to the sun", "Mercury"),))
    assert "F9!" in found(statement(), known=(KnownCard("Mercury is the planet closest to the Sun", "True"),))


def test_two_statements_about_different_things_may_both_be_true() -> None:
    known = (KnownCard("Chloroplasts have their own DNA.", "True"),)
    assert "F9!" not in found(statement("Mitochondria have their own DNA."), known=known)


def test_the_card_rules_alone_leave_options_and_verdicts_in_peace() -> None:
    assert check_card(choice(distractors=()), passage=None) == []
    assert check_card(statement("Is Mercury the planet closest to the Sun?"), passage=None) == []


KINDS = st.sampled_from(["multiple_choice", "true_false", "basic", ""])


@given(st.text(max_size=200), st.text(max_size=80), st.text(max_size=80), st.lists(st.text(max_size=60)), KINDS)
def test_no_text_makes_a_rule_raise(
    question: str, answer: str, explanation: str, distractors: list[str], kind: str
) -> None:
    draft = CardDraft(question, answer, explanation, kind=kind, distractors=tuple(distractors))
    check_question(draft, known=[KnownCard(question, answer)])
