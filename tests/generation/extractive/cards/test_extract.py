"""The generator's cards for whole texts, judged as a teacher would."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.rules.cards import check_card, is_rejected
from studyapp.rules.items import KnownCard, Passage
from studyapp.rules.text import front_key
from tests.generation.extractive.samples import CORPORA, SAMPLE, asked, cards_of

TEXTS = [*CORPORA, SAMPLE]
PROSE = [path for path in TEXTS if path.name != "economics.txt"]
"""The texts that are no word list, whose pairs are kept as they are written."""
WORDS_PER_CARD = 120


def collapsed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_ordinary_text_gives_a_card_for_every_120_words(path: Path) -> None:
    text = path.read_text()
    assert len(cards_of(text)) >= len(text.split()) / WORDS_PER_CARD


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_no_card_breaks_a_rule(path: Path) -> None:
    text = path.read_text()
    drafts = cards_of(text)
    for at, draft in enumerate(drafts):
        known = [KnownCard(other.question, other.answer) for other in drafts[:at]]
        assert not is_rejected(check_card(draft, passage=Passage(text), known=known)), draft


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_card_quotes_the_text_word_for_word(path: Path) -> None:
    text = collapsed(path.read_text())
    for draft in cards_of(path.read_text()):
        assert draft.quote
        assert collapsed(draft.quote) in text


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_cards_follow_the_text(path: Path) -> None:
    text = collapsed(path.read_text())
    places = [text.index(collapsed(draft.quote or "")) for draft in cards_of(path.read_text())]
    assert places == sorted(places)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_the_same_text_gives_the_same_cards(path: Path) -> None:
    assert cards_of(path.read_text()) == cards_of(path.read_text())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_question_stands_alone(path: Path) -> None:
    leaning = (
        r"^(?:It|They|He|She|This|These|That|Those|Such|Er|Sie|Es|Dies\w*|Il|Elle|Ils|Este|Esta)\b|\bthis\b|Figure"
    )
    for draft in cards_of(path.read_text()):
        before, _, _ = draft.question.partition(" This ")
        assert not re.search(leaning, before), draft.question


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_cloze_hides_its_answer(path: Path) -> None:
    for draft in cards_of(path.read_text()):
        assert ("{{c1::" in draft.question) == (draft.kind == "cloze")
        if draft.kind == "cloze":
            assert f"{{{{c1::{draft.answer}}}}}" in draft.question


EXPECTED = {
    "enzymes.txt": {
        "What is an enzyme?": "A protein that speeds up a chemical reaction without being used up by it",
        "What is the substance on which an enzyme acts called?": "Substrate",
        "Who discovered diastase in 1833?": "Anselme Payen",
        "What is an enzyme without its cofactor called?": "An apoenzyme",
        "Above a certain temperature the enzyme loses its shape, and the reaction stops. "
        "This is called {{c1::denaturation}}.": "denaturation",
        "Most human enzymes work best at about {{c1::37 °C}}.": "37 °C",
    },
    "hanse.md": {
        "What was the cog?": "The typical cargo ship of the league",
        "In which year was Lübeck refounded by Henry the Lion?": "1159",
        "Why was wax in great demand?": "Because churches used it for candles",
        "What were the Victual Brothers?": "A guild of privateers who later turned to piracy and plundered Hanseatic "
        "ships",
    },
    "networks.md": {
        "What does “Encapsulation” mean?": "The wrapping of a message of one layer inside a message of the layer below",
        "How many bits does an IPv6 address have?": "128",
        "Why was IPv6 developed?": "Because the roughly 4.3 billion IPv4 addresses were running out",
        "What does NAT stand for?": "Network address translation",
    },
    "economics.txt": {
        "Moral hazard": "the tendency to take more risks when somebody else bears the costs.",
        "Monopoly": "a market with only one seller.",
    },
    "wasserkreislauf.md": {
        "Was ist Kondensation?": "Der Übergang von Wasserdampf in flüssiges Wasser",
        "Wie heißt die Summe aus Verdunstung und Transpiration?": "Evapotranspiration",
        "Was bedeutet „Artesischer Brunnen“?": "Ein Brunnen, aus dem das Wasser durch seinen eigenen Druck aufsteigt",
    },
    "revolution.fr.txt": {"Qu'était la Bastille ?": "Une forteresse royale qui servait de prison"},
    "volcanes.es.txt": {
        "¿Qué es una caldera?": "Una gran depresión que se forma cuando el techo de la cámara magmática se hunde"
    },
    "photosynthesis.md": {
        "What is photolysis?": "The splitting of water into oxygen, protons and electrons",
        "Where does the Calvin cycle take place?": "In the stroma",
    },
}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_what_a_teacher_would_ask_is_asked(path: Path) -> None:
    assert EXPECTED[path.name].items() <= asked(cards_of(path.read_text())).items()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("enzymes.txt", "Gährung"),
        ("enzymes.txt", "example.org"),
        ("enzymes.txt", "wondered"),
        ("hanse.md", "Cog (ship)"),
        ("hanse.md", "town soon became"),
        ("networks.md", "Friday"),
        ("networks.md", "conservative"),
        ("networks.md", "gethostbyname"),
        ("networks.md", "broadcast"),
        ("networks.md", "Figure"),
        ("economics.txt", "lecture"),
    ],
)
def test_what_is_no_material_is_left_out(name: str, words: str) -> None:
    path = next(path for path in CORPORA if path.name == name)
    assert words in path.read_text()
    assert not any(words in f"{draft.question} {draft.answer}" for draft in cards_of(path.read_text()))


def test_fewer_cards_are_the_best_ones_from_all_over_the_text() -> None:
    text = next(path for path in CORPORA if path.name == "enzymes.txt").read_text()
    few = cards_of(text, count=6)
    places = [text.index((draft.quote or "").split(" {{")[0][:40]) / len(text) for draft in few]
    assert len(few) == 6
    assert min(places) < 0.25
    assert max(places) > 0.6
    assert all(draft.kind == "basic" for draft in few)


def test_questions_that_exist_are_not_asked_again() -> None:
    text = SAMPLE.read_text()
    first = cards_of(text, count=5)
    second = cards_of(text, count=5, avoid=tuple(draft.question for draft in first))
    assert second
    assert not {front_key(draft.question) for draft in first} & {front_key(draft.question) for draft in second}


def test_cards_asked_for_in_two_goes_are_as_good_as_in_one() -> None:
    text = next(path for path in CORPORA if path.name == "enzymes.txt").read_text()
    first = cards_of(text, count=10)
    rest = cards_of(text, count=10, avoid=tuple(draft.question for draft in first))
    at_once = cards_of(text, count=20)
    assert len({draft.quote for draft in (*first, *rest)}) == len(at_once) > 15


def test_the_name_of_a_file_is_no_context() -> None:
    text = "The merchants traded furs in Novgorod and Bergen and lived in houses called Kontore."
    assert not cards_of(text, title="scan 004")


def test_a_sentence_that_does_not_name_its_subject_gets_the_title_before_it() -> None:
    text = "The league was feared. The merchants traded furs in Novgorod and Bergen and lived in houses called Kontore."
    questions = asked(cards_of(text, title="The Hanseatic League"))
    assert any(question.startswith("The Hanseatic League: The merchants") for question in questions)
    assert not any("Kontore" in question for question in asked(cards_of(text)))


@pytest.mark.parametrize("text", ["", "Hello.", "???", "one two three", "12345 " * 50, "# Title\n\n## Another"])
def test_a_text_without_anything_to_ask_gives_nothing(text: str) -> None:
    assert cards_of(text) == []


JUMBLE = (
    "The An enzyme is are called the cell that 1961 in, Berlin ( ) “x” **bold** - : – | # {{c1::a}} $x$ <b> because "
    "It Der ist eine Zelle, die was by Anna Maria (ABC) \n \n\n ... . ? [1] `code` ``` > 1. π ß 中 🙂 \t = _"
)


@given(st.lists(st.sampled_from(JUMBLE.split(" ")), max_size=120).map(" ".join), st.integers(1, 50))
@settings(max_examples=150, deadline=None)
def test_no_jumble_of_words_makes_it_raise(text: str, count: int) -> None:
    source = collapsed(text)
    drafts = cards_of(text, count=count)
    assert len(drafts) <= count
    assert all(collapsed(draft.quote or "-") in source for draft in drafts)


@given(st.text(max_size=400))
@settings(deadline=None)
def test_no_text_makes_it_raise(text: str) -> None:
    source = collapsed(text)
    assert all(collapsed(draft.quote or "-") in source for draft in cards_of(text))


@pytest.mark.parametrize(
    "piece",
    ["a ", "(((", ". . ", "A. ", "\n", "a\n\n", "- ", "# ", "{{c1::", "**", "```\n", "Term: ", "The x is a y. "],
)
def test_hostile_text_of_400000_characters_takes_seconds_at_most(piece: str) -> None:
    started = time.process_time()
    cards_of(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 30


def test_time_grows_with_the_text_and_not_faster() -> None:
    text = next(path for path in CORPORA if path.name == "enzymes.txt").read_text()
    short, long = (
        min(_seconds("\n\n".join(text.replace("enzyme", f"enzyme{n}") for n in range(size))) for _ in range(2))
        for size in (2, 14)
    )
    assert long < 7 * short * 4


def _seconds(text: str) -> float:
    started = time.process_time()
    cards_of(text)
    return time.process_time() - started
