"""Marked definitions and theorems, and formulas and code on cards."""

import pytest

from studyapp.rules.quotes import contains_quote
from tests.generation.extractive.samples import asked, cards_of

BODY = "A monoid is a set $M$ with an associative operation $\\circ$ and a neutral element."
WHOLE = BODY.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "**Definition 2.1 (Monoid).** {}", "*Definition (Monoid).* {}", "Definition 3 (Monoid). {}",
        "**Definition** (Monoid). {}", "Definition 3 (Monoid): {}", "**Definition 4.** (Monoid) {}",
        "\\begin{{definition}}[Monoid]\n{}\n\\end{{definition}}",
        "\\begin{{definition}}[Monoid]\\label{{def:m}}\n{}\n\\end{{definition}}", "- **Definition 2 (Monoid).** {}",
    ],
)  # fmt: skip
def test_a_named_definition_is_one_card_with_its_formulas(text: str) -> None:
    material = text.format(BODY)
    [card] = cards_of(material)
    assert (card.question, card.answer) == ("What is the definition of “Monoid”?", WHOLE)
    assert contains_quote(material, card.quote or "")


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("**Theorem 2 (Lagrange).** The order $|H|$ of a subgroup divides the order $|G|$ of the group.",
         "What does the theorem “Lagrange” say?", "The order $|H|$ of a subgroup divides the order $|G|$ of the group"),
        ("\\begin{lemma}[Zorn]\nEvery ordered set in which chains have bounds has a maximal element.\n\\end{lemma}",
         "What does the lemma “Zorn” say?", "Every ordered set in which chains have bounds has a maximal element"),
        ("Satz 2 (Pythagoras). In einem Dreieck mit einem rechten Winkel gilt $a^2 + b^2 = c^2$ für die Seiten.",
         "Was besagt der Satz „Pythagoras“?",
         "In einem Dreieck mit einem rechten Winkel gilt $a^2 + b^2 = c^2$ für die Seiten"),
        ("**Définition 3 (Anneau).** Un anneau est un ensemble qui est muni de deux opérations.",
         "Quelle est la définition de « Anneau » ?", "Un anneau est un ensemble qui est muni de deux opérations"),
        ("Teorema (Bolzano). Si la función es continua en un intervalo y cambia de signo, entonces tiene un cero.",
         "¿Qué dice el teorema «Bolzano»?",
         "Si la función es continua en un intervalo y cambia de signo, entonces tiene un cero"),
        ("Teorema (Bolzano). Se la funzione è continua in un intervallo e cambia di segno, allora ha uno zero.",
         "Che cosa dice il teorema «Bolzano»?",
         "Se la funzione è continua in un intervallo e cambia di segno, allora ha uno zero"),
    ],
)  # fmt: skip
def test_what_a_theorem_says_is_asked_in_its_language(text: str, question: str, answer: str) -> None:
    assert asked(cards_of(text)) == {question: answer}


@pytest.mark.parametrize("label", ["*Definition.* ", "**Definition 4.** ", "Definition. ", "Theorem 3. ", ""])
def test_a_label_without_a_name_is_left_out(label: str) -> None:
    answer = "A set $M$ with an associative operation $\\circ$ and a neutral element"
    assert asked(cards_of(f"{label}{BODY}")) == {"What is a monoid?": answer}


def test_only_the_sentences_that_fit_are_asked_for() -> None:
    text = f"**Definition (Monoid).** {BODY} " + "The neutral element is unique in every monoid that we know of. " * 4
    assert cards_of(text)[0].answer.startswith(WHOLE)
    assert len(cards_of(text)[0].answer.split()) <= 40


@pytest.mark.parametrize(
    "text", ["Definitions are useful.", "The law (of 1900) is old.", "Satzung des Vereins (neu). Ja."]
)
def test_a_word_that_only_looks_like_a_label_asks_for_nothing(text: str) -> None:
    assert cards_of(text) == []


@pytest.mark.parametrize("kept", ["$a. B$", "$$a = B. Then$$", r"\(a. B\)", "`len(x). Foo`", "`Foo`"])
def test_formulas_and_code_are_whole_on_a_card_and_never_hidden(kept: str) -> None:
    text = f"Photolysis is the splitting of {kept} into oxygen. Melvin Calvin explained {kept} in Berkeley in 1961."
    cards = cards_of(text)
    assert len(cards) >= 2
    for card in cards:
        sides = f"{card.question} {card.answer}"
        assert kept in sides or not any(part in sides for part in ("$", "`", "Foo", "B."))
        assert "{{c1::Foo" not in card.question


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("### Definition 2.1 (Group)", "What is the definition of “Group”?"),
        ("## Definition: Group", "What is the definition of “Group”?"),
        ("#### Theorem (Group)", "What does the theorem “Group” say?"),
    ],
)
def test_a_heading_can_name_the_statement_below_it(heading: str, question: str) -> None:
    text = f"{heading}\n\nA group is a set with an associative operation, a neutral element and inverses."
    made = {card.question: card.answer for card in cards_of(text)}
    assert made[question] == "A group is a set with an associative operation, a neutral element and inverses"
