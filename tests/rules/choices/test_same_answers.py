"""D1: dates, quantities, names and formulas that are one answer in two kinds of writing."""

import pytest

from tests.rules.choices.findings import found, item

GERMAN = "Wie viele sind es, und wann war das in der Stadt?"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("11 November 1918", "November 11, 1918"),
        ("11 November 1918", "the 11th of November 1918"),
        ("11 November 1918", "11.11.1918"),
        ("11 November 1918", "1918-11-11"),
        ("11 November 1918", "Monday, 11 November 1918"),
        ("25.12.1991", "25/12/1991"),
        ("12/25/1991", "25 December 1991"),
        ("14 juillet 1789", "July 14, 1789"),
        ("19th century", "nineteenth century"),
        ("19th century", "XIX. century"),
        ("the 19th century", "XIX century"),
        ("5th century BC", "fifth century BCE"),
        ("70 AD", "AD 70"),
        ("1066", "1066 AD"),
        ("1914–1918", "1914-18"),
    ],
)
def test_a_date_in_two_forms_is_one_answer(one: str, other: str) -> None:
    assert "D1!" in found(item(one, other), least=1)
    assert "D1!" in found(item(other, one), least=1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19. Jahrhundert", "neunzehntes Jahrhundert"),
        ("11. November 1918", "11.11.1918"),
        ("einundzwanzig", "21"),
        ("5 Prozent", "fünf %"),
        ("1.000 m", "1 km"),
        ("2 Millionen", "2.000.000"),
    ],
)
def test_so_is_one_in_german(one: str, other: str) -> None:
    assert "D1!" in found(item(one, other, stem=GERMAN), least=1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12", "twelve"),
        ("21 %", "twenty-one percent"),
        ("1,000 m", "1 km"),
        ("90 minutes", "1.5 hours"),
        ("$5 million", "$5,000,000"),
        ("5 dollars", "$5"),
        ("20 °C", "20 degrees Celsius"),
        ("50 %", "0.5"),
        ("two hundred and fifty", "250"),
        ("between 5 and 10", "5–10"),
        ("1/2", "50 %"),
        ("½", "50 percent"),
        ("1/2 km", "500 m"),
        ("9 am", "9:00"),
        ("9 a.m.", "09:00"),
        ("9 PM", "21:00"),
        ("9:30 p.m.", "21:30"),
        ("12 am", "midnight"),
        ("12 pm", "noon"),
        ("9 o'clock", "9:00"),
        ("9 Uhr", "9.00 Uhr"),
        ("9h30", "9:30"),
    ],
)
def test_a_quantity_in_two_forms_is_one_answer(one: str, other: str) -> None:
    assert "D1!" in found(item(one, other), least=1)
    assert "D1!" in found(item(other, one), least=1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Henry VIII", "Henry the Eighth"),
        ("Henry VIII", "Henry 8th"),
        ("World War II", "World War Two"),
        ("World War II", "the Second World War"),
        ("Watson and Crick", "Watson & Crick"),
        ("the United States", "USA"),
        ("U.S.A.", "United States of America"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Œdipus", "Oedipus"),
        ("Colour of the light", "Color of the light"),
        ("Aluminium", "Aluminum"),
        ("Haemoglobin", "Hemoglobin"),
        ("Theatre", "Theater"),
        ("Rock ’n’ roll", "Rock 'n' roll"),
        ("nineteenth-century novel", "19th century novel"),
        ("Three branches", "3 branches"),
    ],
)
def test_a_name_in_two_spellings_is_one_answer(one: str, other: str) -> None:
    assert "D1!" in found(item(one, other), least=1)
    assert "D1!" in found(item(other, one), least=1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$2x$", "\\(2x\\)"),
        ("$2x$", "2x"),
        ("$$2x$$", "$2 x$"),
        ("$x^2$", "x²"),
        ("$x^{2}$", "$x^2$"),
        ("$2 \\cdot x$", "$2*x$"),
        ("$\\dfrac{a}{b}$", "$\\frac{a}{b}$"),
        ("(6, 2)", "(6,2)"),
        ("(6, 2)", "（６，２）"),
        ("H₂O", "H2O"),
    ],
)
def test_a_formula_in_two_forms_is_one_answer(one: str, other: str) -> None:
    assert "D1!" in found(item(one, other), least=1)
    assert "D1!" in found(item(other, one), least=1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19th century", "1800s"),
        ("early 19th century", "late 19th century"),
        ("5th century BC", "5th century"),
        ("70 BC", "70 AD"),
        ("3/4/1990", "4 March 1990"),
        ("11 November 1918", "11 October 1918"),
        ("mayo", "mai"),
        ("1914–18", "1914–19"),
        ("Henry VIII", "Henry VII"),
        ("Louis XIV", "Louis XVI"),
        ("World War I", "World War II"),
        ("5 mW", "5 MW"),
        ("5 km", "5 miles"),
        ("50 %", "50"),
        ("1/2 km", "50 %"),
        ("0.5 %", "1/2"),
        ("9 am", "9 pm"),
        ("9:00", "21:00"),
        ("9 am", "9"),
        ("9 h", "9:00"),
        ("9.30", "9:30"),
        ("12 am", "12 pm"),
        ("13 pm", "1 pm"),
        ("5 million", "5"),
        ("twenty", "twelve"),
        ("XII", "12"),
        ("C", "100"),
        ("(6, 2)", "(2, 6)"),
        ("$x_2$", "$x^2$"),
        ("$2x$", "$2X$"),
        ("Bogotá and Lima", "Bogotá and Quito"),
        ("vitamin B", "vitamin C"),
        ("Missouri and Connecticut", "Connecticut and Missouri"),
        ("hour", "hor"),
        ("four", "for"),
        ("The first", "The second"),
    ],
)
def test_what_only_resembles_another_answer_is_another(one: str, other: str) -> None:
    assert "D1!" not in found(item(one, other), least=1)
    assert "D1!" not in found(item(other, one), least=1)
