import pytest

from studyapp.material.sections.printed.numbering import is_label, is_part, labelled, number_of, without_number


@pytest.mark.parametrize(
    ("title", "parts", "style"),
    [
        ("2 Cells", (2,), "digit"),
        ("2.3. Cells", (2, 3), "digit"),
        ("IV. Cells", (4,), "roman"),
        ("A Proofs", (1,), "letter"),
        ("C Proofs", (3,), "letter"),
        ("A.2 Proofs", (1, 2), "letter"),
        ("Chapter 12: Cells", (12,), "chapter"),
        ("CHAPTER ONE Cells", (1,), "chapter"),
        ("Kapitel 3 – Zellen", (3,), "chapter"),
        ("Chapitre II. Cellules", (2,), "chapter"),
        ("Capítulo tres", (3,), "chapter"),
        ("Teil II Zellen", (2,), "part"),
        ("第12章 細胞", (12,), "chapter"),
        ("第十二章 细胞", (12,), "chapter"),
        ("第二部 細胞", (2,), "part"),
        ("2 章 細胞", (2,), "chapter"),
        ("٢.٣ الخلية", (2, 3), "digit"),
        ("الفصل الثالث: الخلية", (3,), "chapter"),
    ],
)
def test_numbers_before_titles_are_read(title: str, parts: tuple[int, ...], style: str) -> None:
    number = number_of(title)
    assert number is not None
    assert (number.parts, number.style) == (parts, style)


@pytest.mark.parametrize("title", ["Cells", "Chapters of life", "1999", "Partly cloudy", "3D printing", "第一印象"])
def test_titles_without_a_number_have_none(title: str) -> None:
    assert number_of(title) is None


def test_the_title_is_left_without_its_number() -> None:
    titles = ["2.3 Cells", "Chapter 4: Cells", "第5章 細胞", "Cells", "7"]
    assert [without_number(title) for title in titles] == ["Cells", "Cells", "細胞", "Cells", "7"]


def test_labels_are_lines_with_nothing_but_a_number() -> None:
    labels = ["7", "IV", "Chapter 3", "CHAPTER", "ONE", "Kapitel 2", "第3章"]
    assert all(map(is_label, labels))
    assert not any(map(is_label, ["Chapter 3 Cells", "Cells", "3 Cells", "Section of cells"]))


def test_a_label_gives_its_number_to_the_title() -> None:
    labels = ["Chapter 3", "CHAPTER THREE", "3", "3."]
    assert [labelled(label, "Cells") for label in labels] == ["3 Cells"] * 4
    assert labelled("Part II", "Cells") == "Part II Cells"


def test_parts_are_known_by_their_word() -> None:
    assert is_part("Part I The cell")
    assert not is_part("I The cell")
