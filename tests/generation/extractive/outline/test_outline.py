"""Outlines as learners paste them."""

import pytest

from studyapp.generation.extractive.outline import outline
from tests.generation.extractive.outline.trees import descriptions, sections, tree

CELLS = ["1 Cells", "1.1 Membrane", "1.2 Nucleus", "2 Genetics"]


@pytest.mark.parametrize(
    "text",
    [
        "# Cells\n## Membrane\n## Nucleus\n# Genetics",
        "Cells\n=====\nMembrane\n---\nNucleus\n---\nGenetics\n===",
        "- Cells\n  - Membrane\n  - Nucleus\n- Genetics",
        "- Cells\n\t- Membrane\n    - Nucleus\n- Genetics",
        "- Cells\n   - Membrane\n   - Nucleus\n - Genetics",
        "• Cells\n◦ Membrane\n◦ Nucleus\n• Genetics".replace("◦", "    ◦"),
        "1. Cells\n1.1 Membrane\n1.2 Nucleus\n2. Genetics",
        "1 Cells\n1.1 Membrane\n1.2 Nucleus\n2 Genetics",
        "1. Cells\n   a) Membrane\n   b) Nucleus\n2. Genetics",
        "I. Cells\nA. Membrane\nB. Nucleus\nII. Genetics",
        "Cells\n- Membrane\n- Nucleus\nGenetics",
        "Cells\n\tMembrane\n\tNucleus\nGenetics",
        "Part I Cells\n1.1 Membrane\n1.2 Nucleus\nPart II Genetics",
        "Topics:\nDomain 1: Cells\n1.1 Membrane\n1.2 Nucleus\nDomain 2: Genetics",
        "1 Cells       1\n  1.1 Membrane . . . .  2\n  1.2 Nucleus . . . .  9\n2 Genetics       12",
        "Chapter 1: Cells\n1.1 Membrane\n1.2 Nucleus\nChapter 2: Genetics",
        "Cells ........ 1\n  Membrane ... 2\n  Nucleus .... 9\nGenetics .... 12",
        "* Cells\n** TODO Membrane :bio:\n** DONE Nucleus\n* Genetics",
        "- # Cells\n\t- Membrane\n\t  id:: 64f1\n\t- [[Nucleus]]\n- # Genetics",
        "= Cells =\n== Membrane ==\n== Nucleus ==\n= Genetics =",
        "1. **Cells**\n   - Membrane\n   - Nucleus\n2. **Genetics**",
        "# 1 Cells\n# 1.1 Membrane\n# 1.2 Nucleus\n# 2 Genetics",
        "- [ ] Cells\n  - [x] Membrane\n  - [ ] Nucleus\n- [ ] Genetics",
        "Here is your plan:\n\n# Cells\n- Membrane\n- Nucleus\n# Genetics",
        "- **Week 1: Cells**\n  - Membrane\n  - Nucleus\n- **Week 2 – Genetics**",
        "1. Module 1: Cells\n   - Membrane\n   - Nucleus\n2. Module 2: Genetics",
        "Phase 1: Cells\n- Membrane\n- Nucleus\nPhase 2: Genetics",
        "Step 1: Cells\nMembrane\nNucleus\nStep 2: Genetics",
        "1️⃣ Cells\n  - Membrane\n  - Nucleus\n2️⃣ Genetics",
        "├── Cells\n│   ├── Membrane\n│   └── Nucleus\n└── Genetics",
        "Biology\n├─ Cells\n│  ├─ Membrane\n│  └─ Nucleus\n└─ Genetics",
        "- Cells\n  - Membrane\n  -\n  - Nucleus\n-\n- Genetics",
        "<outline text='Cells'><outline text='Membrane'/><outline text='Nucleus'/></outline><outline text='Genetics'/>",
    ],
)
def test_an_outline_of_any_kind_is_the_tree(text: str):
    assert tree(text) == CELLS


def test_signs_without_indentation_make_levels_in_the_order_they_come():
    text = "I. Cells\nA. Membrane\n1. Lipids\na. heads\nb. tails\n2. Proteins\nB. Nucleus\nII. Genetics"
    assert tree(text) == [
        "1 Cells", "1.1 Membrane", "1.1.1 Lipids", "1.1.2 Proteins", "1.2 Nucleus", "2 Genetics",
    ]  # fmt: skip
    assert outline(text).folded == 2
    assert descriptions(text)["Lipids"] == "heads, tails"


def test_a_letter_goes_on_with_letters_and_a_roman_number_with_roman_numbers():
    letters = "".join(f"{letter}. Part {letter}\n" for letter in "ABCDEFGHIJ")
    assert [node.title for node in outline(f"1. First\n{letters}2. Second").nodes if "." in node.number] == [
        f"Part {letter}" for letter in "ABCDEFGHIJ"
    ]
    assert len(tree("i. A\nii. B\niii. C\niv. D\nv. E")) == 5


def test_a_heading_above_all_others_is_the_subject_and_no_node():
    made = outline("# Biology\n## Cells\n## Genetics")
    assert (made.title, [node.title for node in made.nodes]) == ("Biology", ["Cells", "Genetics"])


def test_text_between_headings_describes_its_node_and_is_its_section():
    text = "# Cells\n\nCells are small. They live.\n\n## Walls\n\n```\n# no heading\n```\n\n# Genes\n\nGenes are long."
    assert tree(text) == ["1 Cells", "1.1 Walls", "2 Genes"]
    assert descriptions(text) == {"Cells": "Cells are small.", "Walls": "", "Genes": "Genes are long."}
    assert sections(text)["Genes"] == "# Genes\n\nGenes are long."
    assert sections(text)["Cells"].endswith("```")


def test_a_node_with_nothing_but_its_title_has_no_section():
    assert sections("# Cells\n# Genes\n\nGenes are long.") == {"Genes": "# Genes\n\nGenes are long."}


def test_titles_alone_are_no_text_and_what_follows_a_list_is_text_of_the_node_above_it():
    assert sections("- Cells\n  - Membrane\n- Genes\n  - DNA") == {}
    text = "# Cells\n- Membrane\n- Nucleus\n\nThat is it.\n# Genes\n- DNA\n- RNA"
    assert list(sections(text)) == ["Cells"]


def test_what_stands_behind_a_title_describes_it():
    text = "1. **Cells**: the units of all living things\n2. Genes – what is passed on to children\n3. Life: a view"
    assert descriptions(text) == {
        "Cells": "the units of all living things",
        "Genes": "what is passed on to children",
        "Life: a view": "",
    }


def test_bullets_of_material_are_its_text():
    text = "# Cells\n\nCells are the smallest units of life, and all living things consist of them.\n\n"
    text += "- small\n- alive\n\n# Genes\n\n- DNA\n- RNA\n\nGenes are parts of molecules passed on to children."
    assert tree(text) == ["1 Cells", "2 Genes"]


def test_a_point_without_words_is_not_what_a_skill_is_about():
    assert set(descriptions("- Cells\n  - Membrane\n  -\n- Genes").values()) == {""}


def test_weeks_in_a_syllabus_are_its_tree_and_what_is_organised_is_not():
    text = "# Grading\n\nThere is a midterm, which counts for a third, and a final exam for the rest of the grade.\n\n"
    text += "# Schedule\n\nWeek 1 (Sept 3): Cells\n  - Membrane\nWeek 2 (Sept 10): Midterm\nWeek 3 (Sept 17): Genetics"
    assert tree(text) == ["1 Cells", "1.1 Membrane", "2 Genetics"]
    assert outline(text).asides == 2


def test_a_long_list_in_a_short_text_is_what_the_text_is_about():
    text = "Analysis I\n\nStudents know the notions of analysis and use them well.\n\nContents\n"
    text += "• Real numbers\n• Sequences and series\n• Derivatives\n• Integrals\n\nForster: Analysis. Vieweg, 2016.\n"
    assert [node.title for node in outline(text).nodes] == [
        "Real numbers", "Sequences and series", "Derivatives", "Integrals",
    ]  # fmt: skip


def test_a_table_of_contents_gets_its_sections_from_the_text_behind_it():
    text = "Contents\n\nPreface ...... v\n1 Cells ...... 1\n1.1 Walls .... 2\n2 Genes ...... 5\n\n"
    text += "1 Cells\n\n1.1 Walls\n\nWalls are hard.\n\n2 Genes\n\nGenes are long."
    assert tree(text) == ["1 Cells", "1.1 Walls", "2 Genes"]
    assert sections(text) == {
        "Cells": "1 Cells\n\n1.1 Walls\n\nWalls are hard.",
        "Walls": "1.1 Walls\n\nWalls are hard.",
        "Genes": "2 Genes\n\nGenes are long.",
    }


def test_short_lines_above_paragraphs_are_headings():
    text = "Cells\n\nCells are the units of life.\n\nGenes\n\nGenes are passed on to children."
    assert tree(text) == ["1 Cells", "2 Genes"]


def test_paragraphs_of_short_lines_are_named_by_their_first():
    assert tree("Cells\nMembrane\nNucleus\n\nGenetics\nDNA") == [*CELLS, "2.1 DNA"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "# One heading only\n\nWith a text.",
        "Cells are the units of life. They are small.\n\nGenes are passed on to children.",
        "For bread you need three things:\n- flour\n- water\n- salt\n\nThen it is put into a hot oven for an hour.",
        "To make tea:\n1. Heat the water until it boils.\n2. Put the leaves into the pot.\n3. Wait.",
        "3 Eggs\n200 Grams of flour\n12 Spoons of milk",
        "J. Smith wrote it.\nT. Adams read it.",
    ],
)
def test_a_text_without_structure_has_no_tree(text: str):
    assert tree(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I. Einleitung\nII. Die Hanse\n   1. Entstehung\n      a) Städte\n      b) Kaufleute\n   2. Niedergang",
            ["1 Einleitung", "2 Die Hanse", "2.1 Entstehung", "2.1.1 Städte", "2.1.2 Kaufleute", "2.2 Niedergang"],
        ),
        (
            "第一章 细胞\n第一节 细胞膜\n一、结构\n二、功能\n第二节 细胞核\n第二章 遗传",
            ["1 细胞", "1.1 细胞膜", "1.1.1 结构", "1.1.2 功能", "1.2 细胞核", "2 遗传"],
        ),
        ("一、函数\n1. 映射\n2. 极限\n十、导数\n十一、积分", ["1 函数", "1.1 映射", "1.2 极限", "2 导数", "3 积分"]),
        ("- الخلية\n  - الغشاء\n- الوراثة", ["1 الخلية", "1.1 الغشاء", "2 الوراثة"]),
        ("Глава 1. Клетка\n1.1 Мембрана\nГлава 2. Гены", ["1 Клетка", "1.1 Мембрана", "2 Гены"]),
    ],
)
def test_outlines_in_other_languages(text: str, expected: list[str]):
    assert tree(text) == expected
