"""Near numbers, written like the right answer."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studyapp.rules.choices.reading.numbers import read_number
from tests.generation.extractive.distractors.making import made


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
    ("stem", "answer"),
    [
        ("How many walls has the heart?", "Four"),
        ("How many walls has the heart?", "3"),
        ("Wie viele Kammern hat das Herz?", "Vier"),
        ("Wie viele Kammern hat das Herz?", "3"),
        ("Combien de côtés a un triangle ?", "3"),
    ],
)
def test_what_there_are_several_of_is_not_one(stem: str, answer: str) -> None:
    found = made(stem, answer)
    assert len(found) == 3
    assert not {"One", "Eins", "1"} & set(found)


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
