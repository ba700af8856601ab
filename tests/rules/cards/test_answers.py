"""F2 and F3: the answer is not in the question, and more than yes or no."""

import pytest

from tests.rules.cards.findings import draft, found


@pytest.mark.parametrize(("answer", "expected"), [("ion", set()), ("ions", {"F2!"})])
def test_an_answer_of_four_letters_may_not_stand_in_the_question(answer: str, expected: set[str]) -> None:
    assert found(draft(f"Which charge do all {answer} carry in a solution?", answer)) == expected


def test_part_of_a_word_is_not_the_answer() -> None:
    assert found(draft("Which pigment do photosystems hold?", "Photo")) == set()


def test_a_deletion_may_not_be_read_from_its_hint() -> None:
    assert found(draft("The {{c1::stroma::stroma, a fluid}} fills chloroplasts.", "stroma", kind="cloze")) == {"F2!"}


def test_a_question_with_a_question_word_may_be_answered_no() -> None:
    assert found(draft("What is the Spanish word for “not”?", "no")) == set()


def test_only_basic_cards_are_held_to_the_yes_no_rule() -> None:
    assert found(draft("Is a whale a fish?", "No", kind="true_false")) == set()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Does light travel faster in water or in vacuum?", "In vacuum"),
        ("Which temperature scale came first, Fahrenheit or Celsius?", "Celsius"),
        ("Ist Eis schwerer oder leichter als Wasser?", "leichter"),
    ],
)
def test_a_question_that_offers_two_answers_may_name_them(question: str, answer: str) -> None:
    assert found(draft(question, answer)) == set()
    assert "F2!" in found(draft(question, answer, kind="multiple_choice"))


def test_words_on_both_sides_of_a_gap_do_not_give_it_away() -> None:
    assert (
        found(draft("A connection opens with SYN, {{c1::SYN-ACK}}, ACK.", "SYN-ACK", kind="cloze")) - {"F11"} == set()
    )
    assert "F2!" in found(draft("SYN-ACK follows SYN: {{c1::SYN-ACK}} and then ACK.", "SYN-ACK", kind="cloze"))
