"""Near dates, in the format of the right answer."""

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
