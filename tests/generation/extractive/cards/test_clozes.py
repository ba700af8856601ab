import pytest

from studyapp.generation.extractive.cards.clozes import clozes
from tests.generation.extractive.samples import read

CONTEXT = (
    "Aspirin blocks cyclooxygenase in the tissue. Cyclooxygenase makes prostaglandins. Prostaglandins cause pain. "
    "Bayer sold aspirin in Germany. Felix Hoffmann worked for Bayer."
)


def hidden(sentence: str, *, context: str | None = None, is_clear: bool = True) -> dict[str, str]:
    found, vocabulary = read(f"{CONTEXT} {sentence}")
    return {
        candidate.answer: candidate.question
        for candidate in clozes(found[-1], vocabulary, context=context, is_clear=is_clear)
    }


def test_a_term_of_the_text_is_hidden_and_the_rest_is_kept() -> None:
    assert hidden("Aspirin relieves pain since it stops the enzyme cyclooxygenase.")["cyclooxygenase"] == (
        "Aspirin relieves pain since it stops the enzyme {{c1::cyclooxygenase}}."
    )


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Prostaglandins are made by Bayer in Leverkusen, and Bayer sells them abroad.", "Bayer"),
        ("Between 1890 and 1897 the chemists at Bayer tried many substances.", "1890"),
        ("Bayer chemists were known for their work in the whole of Germany.", "Bayer"),
        ("Felix van Bayer made aspirin in the middle of Germany in 1897.", "Bayer"),
        ("The Bayer-owned plant made aspirin for the whole of Germany.", "Bayer"),
    ],
)
def test_what_can_be_read_elsewhere_or_is_half_a_word_is_not_hidden(sentence: str, term: str) -> None:
    assert term not in hidden(sentence)


def test_a_sentence_that_tells_nothing_about_its_subject_needs_context() -> None:
    sentence = "After many years of work everyone there moved away in 1897."
    assert hidden(sentence) == {}
    assert hidden(sentence, context="Bayer")["1897"].startswith("Bayer: After many years")


def test_one_of_several_in_a_row_is_not_hidden() -> None:
    assert "Leverkusen" in hidden("Aspirin was made in Leverkusen by the chemists of Bayer.")
    assert not {"Berlin", "Moscow"} & hidden("Aspirin was made by Bayer in Berlin, Moscow and Paris by then.").keys()


def test_a_common_noun_is_hidden_only_where_it_is_introduced() -> None:
    assert "prostaglandins" not in hidden("Aspirin stops the making of prostaglandins in nearly every tissue.")
    assert "prostaglandins" in hidden("Aspirin stops the making of substances called prostaglandins in the body.")


def test_a_number_of_just_any_thing_is_not_hidden() -> None:
    assert "500" not in hidden("A usual dose of aspirin is about 500 milligrams for adults at Bayer.")
    assert "500" in hidden("In 1915 Bayer sold about 500 tonnes of aspirin in Germany and in Russia.")


@pytest.mark.parametrize("half", ["120 over 80", "3 by 4", "20 x 30"])
def test_half_of_a_pair_of_numbers_is_not_hidden(half: str) -> None:
    assert (
        not {"120", "80", "3", "4", "20", "30"} & hidden(f"Bayer measured {half} in all of the Aspirin trials.").keys()
    )
