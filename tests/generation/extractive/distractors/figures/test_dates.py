"""Near dates, in the format of the right answer."""

import re

import pytest

from tests.generation.extractive.distractors.making import made


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


@pytest.mark.parametrize(
    ("stem", "answer", "form"),
    [
        ("When was it?", "3 August 1914", r"\d+ (?:May|June|July|August|September|October|November)"),
        ("Wann war es?", "3. August 1914", r"\d+\. (?:Mai|Juni|Juli|August|September|Oktober|November)"),
        ("Wann war es?", "11. November 1918", r"\d+\. (?:August|September|Oktober|November|Dezember|Januar)"),
        ("In welchem Monat ist das Semester zu Ende?", "September", r"Juni|Juli|August|Oktober|November|Dezember"),
        ("In welchem Monat ist Ostern?", "April", r"Januar|Februar|März|Mai|Juni|Juli"),
        ("Quand était-ce ?", "1er août 1914", r"(?:1er|[2-9]|\d\d) [a-zéû]+"),
        ("Quand était-ce ?", "4 mars 1801", r"(?:1er|[2-9]|\d\d) [a-zéû]+"),
        ("¿Cuándo fue?", "1º de abril de 1939", r"(?:1º|[2-9]|\d\d) de [a-z]+ de"),
        ("When was it?", "1st May 1851", r"(?:2?1st|2?2nd|2?3rd|\d?[04-9]th|1[1-3]th) [A-Z]"),
    ],
)
def test_days_and_months_are_written_as_the_language_of_the_date_writes_them(stem: str, answer: str, form: str) -> None:
    found = made(stem, answer)
    assert len(found) == 3
    assert all(re.match(form, text) for text in found), found


def test_the_first_of_a_french_month_has_an_ending_and_no_other_day() -> None:
    found = [text for year in range(1700, 1720) for text in made("Quand était-ce ?", f"3 mars {year}")]
    assert any(text.startswith("1er ") for text in found)
    assert not any(text.startswith("1 ") or re.match(r"\d*[02-9]er|\d1er", text) for text in found)


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
