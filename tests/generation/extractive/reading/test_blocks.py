import pytest

from studyapp.generation.extractive.reading.blocks import BlockKind, blocks


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(text)]


def test_markdown_and_plain_headings_are_told_from_paragraphs() -> None:
    text = "# One\nText here.\n\nTwo\n\nMore text.\n\nThree\n=====\nLast text."
    assert [(block.heading, block.text) for block in blocks(text) if block.kind is BlockKind.PARAGRAPH] == [
        ("One", "Text here."),
        ("Two", "More text."),
        ("Three", "Last text."),
    ]


def test_numbering_and_shouting_are_taken_off_headings() -> None:
    text = "# Chapter 3: The Cell\n\nText.\n\n## 3.1 Walls\n\nText.\n\n## THE CELL WALL\n\nText."
    assert [block.text for block in blocks(text) if block.kind is BlockKind.HEADING] == [
        "The Cell",
        "Walls",
        "The cell wall",
    ]


def test_lists_lose_their_markers_and_keep_their_lines() -> None:
    assert kinds("- one\n  goes on\n- two\n1. three") == [("item", "one\ngoes on"), ("item", "two"), ("item", "three")]


def test_code_quotations_contents_and_front_matter_are_no_material() -> None:
    text = "---\ntitle: x\n---\n```\ncode\n```\n> quoted\n\nChapter one ........ 3\n\nText.\n\n~~~\n# no heading\n~~~"
    assert kinds(text) == [("paragraph", "Text.")]


def test_references_are_left_out_until_the_next_heading_of_their_level() -> None:
    text = "# References\n\nA book.\n\n## Older\n\nAnother.\n\n# Life\n\nText."
    assert kinds(text) == [("heading", "Life"), ("paragraph", "Text.")]


def test_rows_count_only_in_tables_of_definitions() -> None:
    rows = "| Term | {} |\n|---|---|\n| ATP | energy carrier of the cell |"
    assert kinds(rows.format("Meaning")) == [("row", "ATP | energy carrier of the cell")]
    assert kinds(rows.format("Page")) == []


@pytest.mark.parametrize("mark", ["", "[edit]", "[modifier | modifier le code]", "[Bearbeiten | Quelltext bearbeiten]"])
def test_a_heading_right_above_a_sentence_is_none_of_it(mark: str) -> None:
    text = "La ville de Lyon a été fondée en 43 avant notre ère par les Romains."
    assert [block.text for block in blocks(f"Histoire{mark}\n{text}")] == ["Histoire", text]


def test_the_first_line_of_a_wrapped_paragraph_is_no_heading() -> None:
    text = "The mitochondrion of a\nCell makes most of its energy."
    assert [block.text for block in blocks(text)] == [text]
