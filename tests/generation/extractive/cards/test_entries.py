import pytest

from studyapp.generation.extractive.cards.entries import cards, entries
from studyapp.generation.extractive.reading.blocks import blocks

GLOSSARY = (
    "Bond{0}a promise to pay back a sum\n\nQuota{0}a limit on imports of a good\n\nTariff{0}a tax on imported goods"
)


def terms(text: str) -> dict[str, str]:
    return {entry.term: entry.meaning for entry in entries(list(blocks(text)))}


@pytest.mark.parametrize("sign", [": ", " – ", " - ", " — ", "\t"])
def test_a_glossary_is_read_whatever_sign_it_uses(sign: str) -> None:
    assert terms(GLOSSARY.format(sign)) == {
        "Bond": "a promise to pay back a sum",
        "Quota": "a limit on imports of a good",
        "Tariff": "a tax on imported goods",
    }


def test_entries_on_consecutive_lines_are_told_apart() -> None:
    assert set(terms(GLOSSARY.format(": ").replace("\n\n", "\n"))) == {"Bond", "Quota", "Tariff"}


@pytest.mark.parametrize(
    "line", ["**Bond**: a promise to pay back", "- **Bond** – a promise to pay back", "**Bond:** a promise to pay back"]
)
def test_a_bold_term_is_an_entry_by_itself(line: str) -> None:
    assert terms(line) == {"Bond": "a promise to pay back"}


@pytest.mark.parametrize(
    "line",
    [
        "From the east came furs: wax, timber and grain",
        "**Note**: the exam is on Friday in room 3",
        "**Background**: conduct a search of the literature",
        "**Your task**: find three enzymes in your kitchen",
        "**What is it?**: a promise to pay back",
    ],
)
def test_a_colon_alone_makes_no_entry(line: str) -> None:
    assert terms(line) == {}


def test_both_directions_are_asked_in_the_language_of_the_text() -> None:
    (entry,) = entries(list(blocks("**Quelle**n: x\n\n**Brunnen**: ein Schacht, der bis zum Grundwasser reicht.")))
    asked = {candidate.question: candidate.answer for candidate in cards(entry, language="de")}
    assert asked == {
        "Was bedeutet „Brunnen“?": "Ein Schacht, der bis zum Grundwasser reicht",
        "Welcher Begriff bedeutet „ein Schacht, der bis zum Grundwasser reicht“?": "Brunnen",
    }
