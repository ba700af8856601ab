import pytest

from tests.generation.extractive.samples import read

TEXT = """The active site is a pocket of the enzyme. Every active site fits one substrate. The active site is small.
The chemist Emil Fischer compared it to a lock in 1894. The New York Stock Exchange closed on 29 October 1929 in panic.
Ivan III of Moscow ruled from 1462 to 1505. The Thirty Years' War ruined 30 % of the towns. German towns were poor."""


def terms(sentence: str, text: str = TEXT, language: str = "en") -> list[str]:
    _, vocabulary = read(f"{text} {sentence}", language)
    return [term.text for term in vocabulary.terms(sentence)]


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("The substrate fits into the active site of the enzyme.", "active site"),
        ("People say that Emil Fischer was a chemist.", "Emil Fischer"),
        ("Shares fell at the New York Stock Exchange again.", "New York Stock Exchange"),
        ("Shares fell on 29 October 1929 in panic.", "29 October 1929"),
        ("Lübeck grew after the Thirty Years' War ended.", "Thirty Years' War"),
        ("Moscow was ruled by Ivan III of Moscow then.", "Ivan III of Moscow"),
        ("The war ruined 30 % of the towns.", "30 %"),
    ],
)
def test_terms_are_found_whole(sentence: str, term: str) -> None:
    assert term in terms(sentence)


def test_the_ends_of_a_range_and_bare_nationalities_are_no_terms() -> None:
    assert not {"1462", "1505", "German"} & set(terms("German princes ruled from 1462 to 1505 in peace."))


def test_german_nouns_are_terms_by_their_capital() -> None:
    found = terms("Der Taupunkt hängt vom Wasserdampf ab.", "Die Luft enthält Wasserdampf.", "de")
    assert found == ["Taupunkt", "Wasserdampf"]


def test_what_the_text_is_all_about_is_worth_less_than_what_it_mentions() -> None:
    text = "Enzymes are proteins. Enzymes need cofactors. Enzymes are fast. Enzymes bind cofactors. Enzymes age."
    _, vocabulary = read(text)
    weights = {term.text: term.weight for term in vocabulary.terms("Many enzymes need cofactors.")}
    assert weights["enzymes"] < weights["cofactors"]
