"""D4: names are names, whatever numbers, articles and foreign words they are made of."""

import pytest

from tests.rules.choices.findings import found, item


@pytest.mark.parametrize(
    ("stem", "options"),
    [
        ("Which play is set in a town?", ("Three Sisters", "The Seagull", "Uncle Vanya", "The Cherry Orchard")),
        ("Which novel is by Dumas?", ("The Three Musketeers", "Twenty Years After", "Queen Margot", "The Black Tulip")),
        ("Which country is a neighbour?", ("Canada", "the United States", "Mexico", "Cuba")),
        ("Which country is a neighbour?", ("the United States", "Canada", "Mexico", "Cuba")),
        ("Which war was fought over Libya?", ("Italo-Turkish War", "Crimean War", "First Balkan War", "Winter War")),
        ("Which war did Bulgaria lose?", ("Serbo-Bulgarian War", "Italo-Turkish War", "Crimean War", "Winter War")),
    ],
)
def test_a_name_may_look_like_something_else(stem: str, options: tuple[str, ...]) -> None:
    key, *others = options
    assert found(item(key, *others, stem=stem)) == set()


def test_counted_things_are_still_numbers() -> None:
    stem = "How many sisters are there in the play by Chekhov?"
    assert found(item("three sisters", "two sisters", "four sisters", "five sisters", stem=stem)) == set()
    assert "D4!" in found(item("three sisters", "Moscow", "four sisters", "five sisters", stem=stem))


def test_wrong_answers_in_another_language_are_refused() -> None:
    options = ("a cell of the skin", "ein Teil der Zelle", "der Kern der Zelle", "die Wand der Zelle")
    assert "D4!" in found(item(*options, stem="What is the dermis made of, as far as it is known?"))
