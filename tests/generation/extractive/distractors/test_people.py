"""People are taken for one another only if their questions ask for the same office and time."""

import pytest

from studyapp.generation.extractive.distractors.people import can_be_exchanged


@pytest.mark.parametrize(
    ("one", "other", "can_be"),
    [
        ("Who became emperor of Rome in 96?", "Wer wurde in Rom zum Kaiser erhoben?", True),
        ("Who was the last emperor of China?", "Who led the Long March?", False),
        ("Who was the first chancellor of Austria?", "Who was president of Austria in 1986?", False),
        ("Wer war Ministerpräsident von Bayern?", "Wer wurde Vizepräsidentin?", True),
        ("Wer war Außenministerin?", "Wer schrieb an den König von Preußen?", False),
        ("Who discovered penicillin?", "Who found the cause of cholera?", True),
        ("Who sailed around Africa in 1498?", "Who flew across the Atlantic in 1927?", False),
        ("Who crossed the Alps in 1800?", "Who crossed the Atlantic alone in 1898?", True),
    ],
)
def test_one_office_and_one_lifetime(one: str, other: str, *, can_be: bool) -> None:
    assert can_be_exchanged(one, other) == can_be_exchanged(other, one) == can_be
