"""What note-taking programs mark as cards."""

import pytest

from studyapp.generation.pairs.listing import cards_of, word_list

PAIRS = {"What is ice?": "Solid water.", "Capital of France": "Paris"}


def asked(text: str) -> dict[str, str]:
    return {pair.front: pair.back for pair in word_list(text)}


@pytest.mark.parametrize(
    "form",
    [
        "- {} #card\n\t- {}", "- {} #card\n  - {}", "- #card {}\n  - {}", "- {} [[card]]\n  - {}",
        "- {} #[[card]]\n  - {}",
        "- {} #flashcard\n  {}", "- {} #card\n  card-repeats:: 1\n  card-ease-factor:: 2.5\n\t- {}",
        "- {} >>>\n    - {}",
        "- {}>>1.\n    - {}", "- {} ::\n    - {}", "{}\n: {}",
    ],
)  # fmt: skip
def test_a_marked_line_asks_for_what_stands_below_it(form: str) -> None:
    assert asked("\n".join(form.format(*pair) for pair in PAIRS.items())) == PAIRS


def test_several_lines_below_are_a_list() -> None:
    assert asked("- States of water #card\n\t- solid\n\t- liquid\n- Ice #card\n\t- floats") == {
        "States of water": "- solid\n- liquid",
        "Ice": "floats",
    }


def test_a_marked_line_without_anything_below_is_no_card() -> None:
    assert asked("- What is ice? #card\n- What is fog? #card\n- It is all about water and the air.") == {}


def test_texts_that_hide_words_are_cloze_cards() -> None:
    text = (
        "The {{c1::sun}} is a {{c2::star}}.\nThe {{c1::moon::a body}} orbits the Earth.\nIce is {{cloze solid}}. #card"
    )
    assert [(pair.front, pair.back, pair.is_cloze) for pair in cards_of(text, both_directions=True)] == [
        ("The {{c1::sun}} is a {{c2::star}}.", "sun", True),
        ("The {{c1::moon::a body}} orbits the Earth.", "moon", True),
        ("Ice is {{c1::solid}}.", "solid", True),
    ]


@pytest.mark.parametrize("text", ["Ice is {{c1::}}.", "Ice is {{c1::solid.", "{{c1::solid"])
def test_what_hides_nothing_is_no_cloze_card(text: str) -> None:
    assert asked(f"{text}\nNobody knows.") == {}
