import pytest

from studyapp.generation.extractive.cards.entry_terms import is_clause, is_no_meaning


@pytest.mark.parametrize(
    "term",
    [
        "Tufte's books primarily use two typefaces",
        "Ledger lines present a typographical challenge",
        "Characterized by polymeter",
        "Heussenstamm writes",
        "Gardner Read, Music Notation",
        "Here trailing ”",
        "Bond (finance",
        "From the east",
    ],
)
def test_the_beginning_of_a_sentence_or_reference_is_no_term(term: str) -> None:
    assert is_clause(term)


@pytest.mark.parametrize(
    "term",
    ["Bond", "Law of the sea", "Family law", "Right of an accused", "pH", "Bond (finance)", "Doctrine of “laches”"],
)
def test_a_noun_phrase_is_a_term(term: str) -> None:
    assert not is_clause(term)


@pytest.mark.parametrize(
    "meaning",
    [
        "These terminals can measure voltages",
        "If the price of a bond falls, its yield rises",
        "”Settings” → ”System” → ”Details”",
        "Section “Contexts” in the other manual",
        "jane@example.org, a trader of bonds",
        "see how a bond is priced",
        "a kind of bond that pays nothing",
    ],
)
def test_what_leans_on_the_term_or_repeats_it_is_no_meaning(meaning: str) -> None:
    assert is_no_meaning("Bond", meaning)
    assert not is_no_meaning("Bond", "a promise to pay back a sum")
