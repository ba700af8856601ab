"""D2: options about the other options, in Russian, Polish and Chinese."""

import pytest

from studyapp.rules.choices.ways_out import is_way_out


@pytest.mark.parametrize(
    "option",
    [
        "Все вышеперечисленное", "Ничего из перечисленного.", "Все ответы верны", "Нет правильного ответа", "Не знаю",
        "Wszystkie powyższe", "Żadna z powyższych", "Wszystkie odpowiedzi są poprawne.", "Nie wiem",
        "以上都是", "以上都不是", "以上皆是", "以上选项都不对", "全部正确",
    ],
)  # fmt: skip
def test_an_option_about_the_others_is_found(option: str) -> None:
    assert is_way_out(option)


@pytest.mark.parametrize("option", ["Все реки", "Ни один кит", "Wszystkie koty", "Żadna gwiazda", "全部人口"])
def test_an_option_about_the_subject_is_none(option: str) -> None:
    assert not is_way_out(option)
