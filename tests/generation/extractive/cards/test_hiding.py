import pytest

from studyapp.generation.extractive.cards.hiding import is_hideable
from tests.generation.extractive.samples import read

CONTEXT = "Old towns of Saxony trade with Bayer. Many a virtual machine in Saxony is slow."


def hideable(sentence: str) -> set[str]:
    found, vocabulary = read(f"{CONTEXT} {sentence}")
    terms = vocabulary.terms(found[-1].text)
    return {term.text for term in terms if is_hideable(found[-1].text, term, terms=terms, vocabulary=vocabulary)}


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("The dpkg(1) command only protects files in Saxony.", "1"),
        ("The towns of Saxony keep the rule of RFC 3629 for all.", "3629"),
        ("The rule of Saxony is the one of version 2 in full.", "2"),
        ("The towns of Saxony trade under Protocol 2 Rules in peace.", "2"),
        ("The town of Saxony sets DEB_OPTIONS for all the others.", "DEB"),
        ("The law of Saxony was restated between May and April-July 1997 in full.", "July 1997"),
        ("Some of the 1900 population of Saxony lived in towns.", "1900"),
        ("The towns of Saxony rest on 60 50 hills by the sea.", "60"),
        ("At 3500 metres, the hills of Saxony would be cold.", "3500"),
        ("Saxony sold 10 ships in 1890, 20 in 1891 and 30 in 1892.", "10"),
    ],
)
def test_a_figure_that_counts_nothing_or_is_one_of_many_is_not_hidden(sentence: str, term: str) -> None:
    assert term not in hideable(sentence)


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Virtual Machine Manager runs the towns of Saxony.", "Machine Manager"),
        ("The towns of Saxony read Saxony’s Laws to Bayer’s men.", "Bayer’s"),
        ("The towns of Saxony sing at 440 Hz in their churches.", "Hz"),
        ("The gold of Saxony was rich (see State Bulletin).", "State Bulletin"),
        ("The gold of Saxony came from Bayer Geol. and from the hills.", "Bayer Geol"),
    ],
)
def test_a_part_of_a_name_and_a_unit_are_not_hidden(sentence: str, term: str) -> None:
    assert term not in hideable(sentence)


def test_figures_and_names_that_say_something_are_hidden() -> None:
    assert {"1897", "Bayer"} <= hideable("In Saxony the chemists of Bayer made a pill in 1897.")
    assert "$500" in {f"${each}" for each in hideable("The gold of Saxony was worth about $500 in all.")}
