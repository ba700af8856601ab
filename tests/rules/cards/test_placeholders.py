"""F10: a card is filled in."""

import pytest

from tests.rules.cards.findings import draft, found


@pytest.mark.parametrize(
    "question",
    [
        "What is [TERM]?",
        "Who was [NAME]?",
        "Who wrote [TITLE]?",
        "When did [EVENT] happen?",
        "What is the capital of [COUNTRY]?",
        "What does [term 1] mean in physics?",
        "What is [insert term]?",
        "What is the function of <organ>?",
        "What is the <answer> to entropy?",
        "What is the meaning of {{term}}?",
        "Who discovered {{ element }}?",
        "What is the use of {concept}?",
        "TODO: ask for the speed of light",
        "What is entropy? TODO",
        "What is entropy (TBD)?",
        "Was ist [BEGRIFF]?",
        "Qu'est-ce que [TERME] ?",
    ],
)
def test_a_question_with_a_placeholder_is_refused(question: str) -> None:
    assert found(draft(question, "A measure of disorder")) - {"F11"} == {"F10!"}


@pytest.mark.parametrize("answer", ["[ ]", "TODO", "TBD.", "TODO: look it up", "[answer]", "{{answer}}", "N/A"])
def test_so_is_an_answer_that_is_one(answer: str) -> None:
    assert found(draft("How fast does light travel in a vacuum?", answer)) - {"F11"} == {"F10!"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What does a TODO comment mark in source code?", "Work that is left"),
        ("What is a TODO?", "A note of work that is left"),
        ("Which comment marks broken code, FIXME or something else?", "FIXME"),
        ("Which mark in source code stands for work that is left?", "`TODO`"),
        ("What does the concentration [NADH] fall to in oxygen?", "Almost zero"),
        ("What does [H⁺] measure?", "Acidity"),
        ("What does {{ name }} do in a Jinja template?", "It prints the variable"),
        ("What does `{{name}}` print?", "The name"),
        ("What does `<answer>` hold?", "The text"),
        ("How is a <title> element shown by browsers?", "In the tab"),
        ("What is a [link](https://example.org) in Markdown?", "A reference"),
        ("What does names[name] read in JavaScript?", "A property"),
        ("What does `__init__` do in Python?", "It sets up an object"),
        ("Which set is {1, 2}?", "A set of two numbers"),
        ("What is on the list?", "to do"),
        ("What is ticked off?", "[x]"),
    ],
)
def test_what_a_card_is_about_is_no_placeholder(question: str, answer: str) -> None:
    assert "F10!" not in found(draft(question, answer))


def test_a_gap_is_for_clozes_and_choices() -> None:
    assert found(draft("The powerhouse of the cell is the ____.", "mitochondrion")) == {"F10!"}
    assert "F10!" not in found(draft("The powerhouse is the ____.", "mitochondrion", kind="multiple_choice"))
    assert "F10!" not in found(draft("What does `____` do in the shell?", "Nothing"))
