"""Distractors without a model: near numbers and dates, and answers of the deck's other cards."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.extract import make_distractors
from studyapp.rules.cards import is_rejected
from studyapp.rules.choices import ChoiceDraft, check_choices
from studyapp.rules.choices.reading.numbers import read_number
from studyapp.rules.items import KnownCard

CELL = (
    KnownCard("Which organelle makes most of the cell's ATP?", "Mitochondrion"),
    KnownCard("Which organelle holds the DNA of the cell?", "Nucleus"),
    KnownCard("Which organelle builds proteins in the cell?", "Ribosome"),
    KnownCard("Which organelle makes sugar from light?", "Chloroplast"),
    KnownCard("Which organelle digests worn parts of the cell?", "Lysosome"),
    KnownCard("Who saw cells for the first time?", "Robert Hooke"),
    KnownCard("Who named the nucleus of the cell?", "Robert Brown"),
    KnownCard("Who stated that cells come from cells?", "Rudolf Virchow"),
    KnownCard("Who founded the theory of cells in plants?", "Matthias Schleiden"),
    KnownCard("When did Hooke publish his drawings of cells?", "1665"),
    KnownCard("Why do cells need ATP?", "To drive reactions that take up energy"),
    KnownCard("Which king of France was called the Sun King?", "Louis XIV"),
)


def made(stem: str, answer: str, siblings: tuple[KnownCard, ...] = (), **more: object) -> list[str]:
    call = DistractorCall(stem, answer, siblings=tuple(card for card in siblings if card.question != stem), **more)  # pyright: ignore[reportArgumentType]
    found = make_distractors(call)
    assert found == make_distractors(call)
    distractors = (*call.kept, *found)
    assert not found or not is_rejected(
        check_choices(ChoiceDraft(stem, answer, distractors), least=len(distractors), others=siblings)
    )
    return found


# Numbers


@pytest.mark.parametrize(
    ("stem", "answer"),
    [
        ("In which year did the Berlin Wall fall?", "1989"),
        ("How many bones has an adult human?", "206"),
        ("How many hearts has an octopus?", "3"),
        ("How many hearts has a snail?", "1"),
        ("What is pi to two decimals?", "3.14"),
        ("How tall is Mount Everest?", "8,849 m"),
        ("How many people live in the city?", "1,000,000"),
        ("How much of the body is water?", "60 %"),
        ("How much of the vote is everything?", "100%"),
        ("How much did the Louisiana Purchase cost?", "$15 million"),
        ("At what temperature does water freeze?", "0 °C"),
        ("How cold is it at the pole?", "-40 °C"),
        ("What is the acceleration of free fall?", "9.81 m/s²"),
        ("How large is Avogadro's number?", "$6.02 \\times 10^{23}$"),
        ("How many metres are in a nanometre?", "10⁻⁹ m"),
        ("How many metres are in a nanometre?", "$10^{-9}$"),
        ("Which fraction is three quarters?", "3/4"),
        ("Which fraction is a half?", "$\\frac{1}{2}$"),
        ("How many legs has a spider?", "eight"),
        ("How many wheels has a car?", "Four wheels"),
        ("What is the chance of heads?", "0.5"),
        ("In which grade is it taught?", "3rd"),
        ("How long does copyright last?", "70 years"),
        ("How long is a sidereal year of the Earth?", "1 year"),
        ("What does `print(2 ** 3)` show?", "`8`"),
        ("Wie hoch ist die Zugspitze in den Alpen, und wo ist sie?", "2.962 m"),
        ("Wie viel kostet das Brot in der Stadt und wer ist der Bäcker?", "3,50 €"),
        ("What does the medal weigh?", "**1.5 kg**"),
        ("What is the normal temperature?", "about 37 °C"),
        ("Which code unlocks the door?", "007"),
    ],
)
def test_a_number_gets_three_near_ones_written_the_same_way(stem: str, answer: str) -> None:
    assert len(made(stem, answer)) == 3


@pytest.mark.parametrize(
    ("stem", "answer", "bound"),
    [
        ("How much of the vote is everything?", "100 %", 100),
        ("How much of the vote did he get?", "97.5 %", 100),
        ("What is the probability of a sure event?", "1.0", 1),
        ("What is the probability?", "0.9375", 1),
        ("What is the probability?", "0.9375 €", 1),
    ],
)
def test_a_share_stays_within_the_whole(stem: str, answer: str, bound: int) -> None:
    numbers = [read_number(text) for text in made(stem, answer)]
    assert len(numbers) == 3
    assert all(number and 0 < number.value <= bound for number in numbers)


def test_years_are_near_years() -> None:
    years = [int(text) for text in made("In which year did the Berlin Wall fall?", "1989")]
    assert all(1960 < year < 2020 for year in years)
    years = [int(text) for text in made("When was the bridge built?", "1900")]
    assert all(1850 < year < 1950 and year % 10 == 0 for year in years)


def test_four_digits_that_are_counted_are_no_year() -> None:
    numbers = [int(text) for text in made("How many islands belong to the country?", "1500")]
    assert all(number % 100 == 0 for number in numbers)
    years = [int(text) for text in made("By […] all towns had agreed to the law.", "1265")]
    assert all(abs(year - 1265) < 60 for year in years)


def test_the_key_is_not_always_in_the_middle() -> None:
    places = {sorted([*map(int, made(f"How many bones has animal {at}?", "206")), 206]).index(206) for at in range(40)}
    assert places == {0, 1, 2, 3}


def test_a_singular_unit_gets_its_plural_and_no_plural_stands_beside_one() -> None:
    assert all(text.endswith("years") for text in made("How long is a year of the Earth?", "1 year"))
    assert "1 years" not in made("How long is the course?", "2 years")
    assert made("How many men were aboard?", "1 man") == []


UNITS = st.sampled_from(["", " km", " %", "%", " °C", " years", " million", " kg", "th", " m/s²", " €"])
PREFIXES = st.sampled_from(["", "", "$", "about ", "-", "~"])


@st.composite
def number_strings(draw: st.DrawFn) -> str:
    value, decimals = draw(st.integers(1, 10**9)), draw(st.integers(0, 4))
    groups = draw(st.sampled_from(["", ","]))
    unit = draw(UNITS)
    text = f"{value:{groups}}" if not decimals else f"{value / 10**decimals:{groups}.{decimals}f}"
    assume("%" not in unit or value / 10**decimals <= 100)
    assume(unit != "th" or not decimals)
    return f"{draw(PREFIXES)}{text}{unit}"


@given(number_strings(), st.sampled_from(["How much is it?", "In which year was it?", "What is the probability?"]))
def test_whatever_the_number_there_are_three_like_it(answer: str, stem: str) -> None:
    key = read_number(answer)
    assume(key is not None and not (abs(key.value) == 1 and ("years" in answer or "probability" in stem)))
    found = made(stem, answer)
    numbers = [read_number(text) for text in found]
    assert key is not None
    assert len(found) == 3, found
    assert len({number.value for number in numbers if number} | {key.value}) == 4
    for number in numbers:
        assert number is not None
        assert (number.decimals, number.unit, number.before) == (key.decimals, key.unit, key.before)
        assert (number.value > 0) == (key.value > 0)
        assert "%" not in answer or number.value <= 100


# Dates


@pytest.mark.parametrize(
    "answer",
    [
        "14 July 1789",
        "July 14, 1789",
        "14. Juli 1789",
        "14 juillet 1789",
        "14 de julio de 1789",
        "1789-07-14",
        "14.07.1789",
        "4 July",
        "July 1789",
        "44 BC",
        "1750 BC",
        "the 1960s",
        "19th century",
        "the nineteenth century",
        "XIXe siècle",
        "1914–1918",
        "29 February 2000",
        "31 January",
        "On 9 November 1989",
    ],
)
def test_a_date_gets_three_near_ones_in_its_format(answer: str) -> None:
    found = made("When did it happen?", answer)
    assert len(found) == 3
    assert all(len(text.split()) == len(answer.split()) for text in found)


def test_weekdays_and_months_come_from_their_names() -> None:
    assert set(made("On which weekday does the week begin?", "Monday")) <= {
        "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    }  # fmt: skip
    assert len(made("Which month has 28 days?", "February")) == 3
    assert made("Who was prime minister of Britain in 2017?", "May") == []


def test_a_day_that_is_not_in_the_calendar_is_not_offered() -> None:
    for day in range(1, 32):
        for text in made(f"When, on day {day}, was it?", f"{day} January 1900"):
            name, number = text.split()[1], int(text.split()[0])
            assert number <= {"February": 28, "April": 30, "June": 30, "September": 30, "November": 30}.get(name, 31)


# Siblings


def test_siblings_of_the_same_sort_are_taken_the_nearest_first() -> None:
    found = made("Which organelle makes most of the cell's ATP?", "Mitochondrion", CELL)
    assert len(found) == 3
    assert set(found) <= {"Nucleus", "Ribosome", "Chloroplast", "Lysosome"}
    assert set(made("Who named the nucleus of the cell?", "Robert Brown", CELL)) == {
        "Robert Hooke", "Rudolf Virchow", "Matthias Schleiden",
    }  # fmt: skip


def test_definitions_stand_beside_definitions() -> None:
    cards = (
        KnownCard("What does “autarky” mean?", "A state in which a country does not trade abroad"),
        KnownCard("What does “recession” mean?", "A fall in output during two quarters in a row"),
        KnownCard("What does “monopoly” mean?", "A market in which only one firm sells a good"),
        KnownCard("What is a tariff?", "A tax that is laid on goods from other places"),
    )
    assert len(made("What does “autarky” mean?", "A state in which a country does not trade abroad", cards)) == 3


def test_too_few_honest_siblings_give_fewer_and_no_filler() -> None:
    assert len(made("Who named the nucleus of the cell?", "Robert Brown", CELL[:7])) == 1
    assert made("Why do cells need ATP?", "To drive reactions that take up energy", CELL) == []
    assert made("Which organelle makes ATP?", "Mitochondrion") == []


def test_what_the_question_speaks_of_is_no_answer() -> None:
    stem, cards = "Which planet lies between Venus and Mars?", (KnownCard("Which planet is red?", "Mars"),)
    assert made(stem, "Earth", cards) == []
    assert made("Which planet lies next to Venus?", "Earth", cards) == ["Mars"]


def test_a_deck_of_many_subjects_gives_no_filler() -> None:
    cards = (
        KnownCard("Which fish swims upstream to lay its eggs?", "Salmon"),
        KnownCard("Which metal is liquid at room temperature?", "Mercury"),
        KnownCard("Which painter cut off his ear?", "Van Gogh"),
        KnownCard("What is the capital of Kenya?", "Nairobi"),
        KnownCard("Which poet drowned in a river?", "Shelley"),
        KnownCard("Which lizard crosses a river on foot?", "Basilisk"),
    )
    for card in cards:
        assert made(card.question, card.answer, cards) == []


ENZYMES = (
    KnownCard("Enzymes lose their shape in heat, which is called […].", "denaturation"),
    KnownCard("Enzymes act on one substrate only, which is called […].", "specificity"),
    KnownCard("Enzymes show their […] by the rate at a full load.", "activity"),
    KnownCard("In an […] enzymes are bound to a wall.", "assay"),
    KnownCard("Enzymes slow down beside […].", "inhibitors"),
    KnownCard("Pepsin splits proteins; enzymes such as it show […] for some bonds.", "preference"),
)


def test_terms_of_one_material_fill_its_gaps() -> None:
    stem = "Enzymes of yeast turn sugar into alcohol, a course called […]."
    assert set(made(stem, "fermentation", ENZYMES)) == {"denaturation", "specificity", "preference"}
    assert made(stem, "fermentation", ENZYMES[3:5]) == []


def test_what_is_kept_counts_and_is_not_made_again() -> None:
    found = made(
        "Which organelle makes most of the cell's ATP?", "Mitochondrion", CELL, kept=("Nucleus", "Vacuole"), count=1
    )
    assert len(found) == 1
    assert found[0] in {"Ribosome", "Lysosome", "Chloroplast"}
    assert made("Which organelle makes ATP?", "Mitochondrion", CELL, kept=("A", "B", "C")) == []


@pytest.mark.parametrize(
    ("card", "more"),
    [
        (KnownCard("Which organelle breathes for the cell?", "mitochondrion"), {}),
        (KnownCard("Which organelle breathes for the cell?", "Mitochondria"), {}),
        (KnownCard("Which organelle breathes for the cell?", "Mitochondrion of the cell"), {}),
        (KnownCard("Which organelle makes most ATP of the cell?", "Chondriosome"), {}),
        (
            KnownCard("Which organelle breathes for the cell?", "Chondriosome"),
            {"explanation": "Also called chondriosome."},
        ),
        (
            KnownCard("Which organelle breathes for the cell?", "Chondriosome"),
            {"quote": "the mitochondrion (chondriosome)"},
        ),
        (KnownCard("Which part makes the wall of the cell?", "Cell"), {}),
        (KnownCard("How many cells are there?", "37 trillion"), {}),
        (KnownCard("Who found it?", "Anton"), {}),
        (KnownCard("Which king was called the Sun King?", "Louis"), {}),
        (KnownCard("Which organelle is green?", "It is the one that makes sugar out of light."), {}),
    ],
)
def test_what_may_be_right_or_is_of_another_sort_is_left_out(card: KnownCard, more: dict[str, str]) -> None:
    assert made("Which organelle makes most of the cell's ATP?", "Mitochondrion", (card,), **more) == []


@pytest.mark.parametrize(
    ("stem", "answer"),
    [
        ("Is the whale a mammal?", "Yes"),
        ("True or false: it is so.", "True"),
        ("What is entropy?", "x" * 121),
        ("", "1989"),
    ],
)
def test_a_question_that_cannot_be_asked_so_gets_none(stem: str, answer: str) -> None:
    assert made(stem, answer, CELL) == []


TEXTS = st.text(max_size=60) | st.text(st.sampled_from("0123456789.,/-–^e×%$`*{}\\ aAMay½²thBC"), max_size=20)


@given(TEXTS, TEXTS, st.lists(st.builds(KnownCard, TEXTS, TEXTS), max_size=6), st.lists(TEXTS, max_size=2))
def test_no_text_breaks_it_and_all_it_makes_passes(
    stem: str, answer: str, siblings: list[KnownCard], kept: list[str]
) -> None:
    assert len(made(stem, answer, tuple(siblings), kept=tuple(kept))) <= 3


def test_a_large_deck_is_read_in_no_time() -> None:
    siblings = tuple(
        KnownCard(f"Which river number {at} flows through town {at}?", f"River Xa{at:04}") for at in range(5_000)
    )
    started = time.process_time()
    make_distractors(DistractorCall("Which river flows through London?", "River Thames", siblings=siblings))
    assert time.process_time() - started < 20  # quadratic work would take minutes
