"""Which cards ask for the same sort of thing, and which numbers are possible in their place."""

from fractions import Fraction

import pytest

from studyapp.generation.extractive.distractors.possible import doubles, is_in_bounds
from studyapp.generation.extractive.distractors.sorts import heads, is_same_sort
from studyapp.rules.choices.reading import read_option


def same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    options = (read_option(answer, language="en") for _, answer in (one, other))
    return is_same_sort(one[0], next(options), other[0], next(options))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("What is osmosis?", "The movement of water"), ("What was feudalism?", "A system of land for service")),
        (("Was ist ein Delta?", "Ein Fächer aus Sand"), ("Was ist ein Fjord?", "Ein Tal, das Eis geformt hat")),
        (("Who crossed the Alps?", "Hannibal"), ("Who unified Germany?", "Otto von Bismarck")),
        (("What does CPU stand for?", "Central processing unit"), ("What does RAM stand for?", "Random access memory")),
        (("In […] the fish was salted.", "Bergen"), ("The king died in […] that winter.", "Novgorod")),
        (("[…] conquered Gaul.", "Julius Caesar"), ("Rome: […] opened the army.", "Gaius Marius")),
        (("[…] conquered Gaul.", "Julius Caesar"), ("Who crossed the Alps?", "Hannibal")),
        (("el perro", "the dog"), ("la casa", "the house")),
        (("correr", "to run"), ("dormir", "to sleep")),
        (("rojo", "red"), ("grande", "big")),
    ],
)
def test_cards_of_one_sort_lend_each_other_answers(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("What is an archipelago?", "A group of islands"), ("What is the capital of Kenya?", "Nairobi")),
        (("What is a byte?", "A group of eight bits"), ("What does CPU stand for?", "Central processing unit")),
        (("What is a byte?", "A group of eight bits"), ("How long is the Nile?", "6,650 km")),
        (("Who crossed the Alps?", "Hannibal"), ("Which country did he leave?", "Carthage")),
        (("In […] the fish was salted.", "Bergen"), ("[…] conquered Gaul.", "Julius Caesar")),
        (("The […] ruined many towns.", "Thirty Years' War"), ("The […] is cold.", "North Sea")),
        (("el perro", "the dog"), ("correr", "to run")),
        (("rojo", "red"), ("la casa", "the house")),
        (("Berlin", "Germany"), ("rojo", "red")),
        (("rojo", "red"), ("Roses are often of this colour.", "red")),
    ],
)
def test_cards_of_other_sorts_do_not(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert not same(one, other)


def test_what_is_asked_for_has_a_name() -> None:
    assert heads("What is the capital of Kenya?") == {"capital"}
    assert "river" in heads("Which river flows through Cairo?")


@pytest.mark.parametrize(
    ("stem", "right", "wrong"),
    [
        ("What is the pH of a strong base?", 13, 15),
        ("How many months does a year have?", 12, 14),
        ("How many days does a week have?", 7, 8),
        ("How many days has April?", 30, 31),
        ("How many minutes does an hour have?", 60, 70),
        ("What percentage of the air is nitrogen?", 78, 110),
        ("What is the atomic number of oganesson?", 118, 120),
    ],
)
def test_a_number_that_cannot_be_is_none(stem: str, right: int, wrong: int) -> None:
    assert not is_in_bounds(stem, Fraction(right), Fraction(wrong))
    assert is_in_bounds(stem, Fraction(right), Fraction(right - 1))


def test_bounds_that_the_right_answer_breaks_do_not_count() -> None:
    assert is_in_bounds("By what percentage did prices rise?", Fraction(250), Fraction(300))


def test_sizes_of_memory_double() -> None:
    assert doubles("How many bits does an IPv6 address have?", Fraction(128)) == [256, 64, 512, 32]
    assert doubles("How many towns joined the league?", Fraction(128)) == []
    assert doubles("How many bits does the key have?", Fraction(56)) == []
