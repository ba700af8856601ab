"""D4: all options have one form, and one language."""

import pytest

from studyapp.rules.choices import ChoiceDraft, check_key
from tests.rules.choices.findings import culprits, found, item


@pytest.mark.parametrize(
    ("key", "distractor", "is_fine"),
    [
        ("1989", "1985", True),
        ("1989", "Gorbachev", False),
        ("14 July 1789", "5 May 1789", True),
        ("14 July 1789", "1789", False),
        ("14 July 1789", "July 1789", False),
        ("44 BC", "1066", True),
        ("19th century", "18th century", True),
        ("19th century", "1850", False),
        ("5–10 days", "20–30 days", True),
        ("5–10 days", "a week or so", False),
        ("It melts at once.", "It boils at once.", True),
        ("It melts at once.", "Boiling", False),
        ("Charles Darwin", "Alfred Wallace", True),
        ("Charles Darwin", "natural selection", False),
        ("Bengal tiger", "Water Buffalo", True),
        ("2nd Lieutenant", "Chief Petty Officer", True),
        ("Eft", "Elf", True),
        ("280–315", "95–124", True),
        ("Removed its teeth.", "Pushed it over a cliff.", True),
        ("Charles Darwin", "Plato", True),
        ("Yes, because of gravity", "No, because of friction", True),
        ("No", "Ne", True),
        ("Osmosis", "Yes", False),
        ("three", "four", True),
        ("three", "4", False),
        ("0", "Undefined", True),
        ("70 years", "50 years", True),
        ("70 years", "50 months", False),
        ("70 %", "50", False),
        ("$5", "€4", False),
        ("3rd", "2nd", True),
        ("3.14", "3.41", True),
        ("3.14", "3", False),
        ("100", "1000", True),
        ("100", "1001", False),
        ("100", "1050", False),
        ("100", "10", True),
        ("100", "9", False),
        ("0", "1", True),
        ("1", "0", True),
        ("0.1", "0.0", True),
        ("500", "0", False),
        ("-5", "5", True),
        ("10⁻⁹ m", "10⁻³ m", True),
        ("1,234,567", "2,345,678", True),
        ("1,234,567", "2,000,000", False),
        ("Mercury", "Mars.", True),
        ("In deep water", "In thin air.", False),
        ("Martin Luther King Jr.", "Malcolm X", True),
        ("in the U.S.", "in the north", True),
    ],
)
def test_options_have_one_form(key: str, distractor: str, is_fine: bool) -> None:
    assert ("D4!" not in found(item(key, distractor), least=1)) == is_fine


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("Osmosis", "Diffusion", "Filtration", "Dialysis"), set()),
        (("Osmosis", "Diffusion", "filtration", "Dialysis"), {1}),
        (("osmosis", "Diffusion", "Filtration", "Dialysis"), {0, 1, 2}),
        (("nucleus", "ribosome", "Golgi apparatus", "mitochondrion"), set()),
        (("pH", "Charge", "Mass", "Heat"), set()),
        (("mRNA", "tRNA", "rRNA", "DNA"), set()),
    ],
)
def test_options_begin_alike(options: tuple[str, ...], expected: set[int]) -> None:
    assert culprits(item(*options)) == expected


@pytest.mark.parametrize(
    ("stem", "key", "expected"),
    [
        ("Is the whale a mammal?", "Yes", True),
        ("Ist der Wal ein Säugetier?", "Ja", True),
        ("True or false: whales are fish.", "False", True),
        ("Which word is the Spanish negation?", "no", False),
        ("What does `1 < 2` give in Python?", "`True`", False),
        ("Is light a wave or a particle?", "Both", False),
    ],
)
def test_a_yes_no_question_cannot_get_wrong_answers(stem: str, key: str, expected: bool) -> None:
    assert (found(ChoiceDraft(stem, key, ()), least=0) == {"D4!"}) == expected
    assert bool(check_key(stem, key)) == expected


def test_only_a_name_answers_who() -> None:
    assert "D4!" in found(
        item("Charles Darwin", "Natural selection", stem="Who wrote of the origin of species?"), least=1
    )
    assert "D4!" not in found(item("Grand Canyon", "Table mountain", stem="What is the oldest park?"), least=1)


def test_wrong_answers_in_another_language_are_rejected() -> None:
    stem = "Where does photosynthesis take place in a plant?"
    foreign = ("In den Zellen der Wurzel", "In der Rinde und im Holz", "Nur in der Blüte und den Früchten")
    assert "D4!" in found(ChoiceDraft(stem, "In the chloroplasts of its leaves", foreign))
    cases = ("Quarles v. Virginia", "Wallace v. Jaffree", "Laba v. Newark")
    assert found(ChoiceDraft("Which case built a wall between church and state?", "Reynolds v. Utah", cases)) == set()
