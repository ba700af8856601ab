import pytest

from studyapp.rules.text import contains_words, count_words, front_key, strip_markup, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is DNA?", "what is **dna**"),
        ("Qu’est-ce que la vie ?", "Qu'est-ce que la vie?"),
        ("five-carbon sugar", "Five–carbon   sugar."),
        ("ﬁve \u00adcells", "five cells"),
        ("What is `x`?", "What is x?"),
        ("What is $x$?", "What is x?"),
    ],
)
def test_questions_that_differ_in_typography_only_are_the_same(one: str, other: str) -> None:
    assert front_key(one) == front_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is C?", "What is C++?"),
        ("What is C?", "What is C#?"),
        ("What does `=` do?", "What does `!=` do?"),
        ("What is 3.14 rounded?", "What is 31.4 rounded?"),
        ("What is the root of -4?", "What is the root of 4?"),
        ("{{c1::Watson}} met Crick.", "Watson met {{c1::Crick}}."),
    ],
)
def test_questions_that_differ_in_meaning_stay_apart(one: str, other: str) -> None:
    assert front_key(one) != front_key(other)


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("**bold** and *slanted* and __more__", "bold and slanted and more"),
        ("snake_case stays", "snake_case stays"),
        ("`a*b*c` stays", "a*b*c stays"),
        ("[text](https://example.org/a_b) ![alt](x.png)", "text alt"),
        ("# Title\n> quoted", "Title\nquoted"),
        ("H<sub>2</sub>O", "H2O"),
        ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
        ("costs $5 and $10", "costs $5 and $10"),
        ("The {{c1::mole::unit}} of {{c2::x^{2}}}", "The [unit] of […]"),
        ("<!-- note -->kept", "kept"),
        ("```python\nprint(1)\n```", "print(1)"),
    ],
)
def test_markup_is_stripped_and_words_are_kept(marked: str, plain: str) -> None:
    assert strip_markup(marked) == plain


def test_words_are_counted_in_scripts_without_spaces_too() -> None:
    assert words("Die Zelle (lat. cella)!") == ["die", "zelle", "lat", "cella"]
    assert count_words("光合作用在叶绿体中进行") == 6
    assert count_words("नई दिल्ली") == 2


def test_a_plural_counts_as_the_same_word() -> None:
    assert contains_words("All molecules move", "a molecule".removeprefix("a "))
    assert contains_words("the processes", "process")
    assert not contains_words("the processor", "process")
