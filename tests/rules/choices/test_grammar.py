"""D6: every option continues the sentence."""

import pytest

from tests.rules.choices.findings import found, item


@pytest.mark.parametrize(
    ("stem", "key", "distractor", "is_fine"),
    [
        ("A whale is an", "animal", "insect", True),
        ("A whale is an", "animal", "bird", False),
        ("A whale is a(n)", "animal", "bird", True),
        ("The court granted an", "hour", "MRI", True),
        ("The school is a", "university", "one-room hut", True),
        ("A whale is a ___.", "mammal", "insect", False),
        ("Every whale is a […] of the sea.", "mammal", "insect", False),
        ("Every whale is a […] of the sea.", "mammal", "bird", True),
        ("Every whale is an {{c1::animal}} of the sea.", "animal", "bird", False),
        ("He plays in group A", "mammal", "insect", True),
        ("Which vitamin is called A?", "retinol", "insulin", True),
    ],
)
def test_an_article_at_the_end_fits_every_option(stem: str, key: str, distractor: str, is_fine: bool) -> None:
    assert ("D6!" not in found(item(key, distractor, stem=stem), least=1)) == is_fine


@pytest.mark.parametrize(
    ("stem", "options", "is_fine"),
    [
        ("The organs that filter blood are the", ("kidneys", "lungs", "ears", "bones"), True),
        ("The organs that filter blood are the", ("kidneys", "lungs", "heart", "brain"), True),
        ("The organs that filter blood are the", ("kidneys", "liver", "heart", "brain"), False),
        ("The organ that filters blood is the", ("kidney", "lungs", "ears", "bones"), False),
        ("Which organs are double?", ("Kidneys", "Heart", "Liver", "Spleen"), False),
    ],
)
def test_number_does_not_tell_the_key(stem: str, options: tuple[str, ...], is_fine: bool) -> None:
    assert ("D6!" not in found(item(*options, stem=stem))) == is_fine
