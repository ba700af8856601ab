import pytest

from studyapp.generation.extractive.reading.subjects import Clarity, clarity
from tests.generation.extractive.samples import read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Calvin cycle takes place in the stroma of the chloroplast.", Clarity.CLEAR),
        ("The rate of the reaction rises with the temperature.", Clarity.CLEAR),
        ("Chlorophyll absorbs light in the red part of the spectrum.", Clarity.CLEAR),
        ("The town soon became the base of the merchants of Saxony.", Clarity.UNCLEAR),
        ("In Bergen the king was crowned by the bishops of Norway.", Clarity.UNCLEAR),
        ("Abroad, the merchants lived in trading posts by the harbour.", Clarity.NEEDS_CONTEXT),
        ("At its height the league had nearly two hundred members.", Clarity.NEEDS_CONTEXT),
    ],
)
def test_a_bare_noun_with_an_article_needs_to_be_known(sentence: str, expected: Clarity) -> None:
    (only,), vocabulary = read(sentence)
    assert clarity(only, vocabulary, "The Hanseatic League") is expected


def test_without_a_title_there_is_no_context_to_give() -> None:
    (only,), vocabulary = read("Abroad, the merchants lived in trading posts by the harbour.")
    assert clarity(only, vocabulary, None) is Clarity.UNCLEAR


def test_german_and_french_point_back_with_their_articles_too() -> None:
    (only,), vocabulary = read("Der Begriff wurde 1993 von John Anthony Allan geprägt.", "de")
    assert clarity(only, vocabulary, None) is Clarity.UNCLEAR
