import pytest

from studyapp.material.sections.kinds import is_contents, kind_of
from studyapp.material.sections.structure import Kind


@pytest.mark.parametrize(
    "title", ["Preface", "VORWORT", "Avant-propos", "Prólogo", "List of Figures", "Inhaltsverzeichnis", "まえがき"]
)
def test_front_matter_is_known_at_the_beginning_only(title: str) -> None:
    assert kind_of(title, share=0.05) is Kind.FRONT
    assert kind_of(title, share=0.4) is Kind.BODY


BACK = [
    "Index",
    "7 References",
    "Literaturverzeichnis",
    "Bibliographie",
    "Índice alfabético",
    "A GNU Free Documentation License",
    "参考文献",
    "المراجع",
]
BODY = ["Introduction", "1 はじめに", "2 Preface", "Appendix A", "Indexes of a database", "Glossary"]


@pytest.mark.parametrize("title", BACK)
def test_back_matter_is_known_in_the_second_half(title: str) -> None:
    assert kind_of(title, share=0.9) is Kind.BACK
    assert kind_of(title, share=0.2) is not Kind.BACK


@pytest.mark.parametrize("title", BODY)
def test_what_is_to_be_learnt_is_body(title: str) -> None:
    assert {kind_of(title, share=share) for share in (0.0, 0.5, 0.95)} == {Kind.BODY}


def test_headings_of_tables_of_contents_are_known() -> None:
    assert all(map(is_contents, ["Contents", "TABLE OF CONTENTS", "Inhalt", "Table des matières", "目次", "المحتويات"]))
    assert not is_contents("Contents of the cell")
