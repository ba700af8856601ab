"""A text without pages has the chapters its Markdown headings say, or else parts of about the same length."""

import pytest

from studyapp.material.sections.structure import TextSection
from studyapp.material.sections.written import written_sections

PARAGRAPH = "Plants make energy of light, and animals take it from plants. " * 12 + "\n\n"


def told(text: str) -> list[tuple[int, str, str]]:
    """The level, the title and the first line of each section."""
    return [(each.level, each.title, text[each.start :].splitlines()[0]) for each in written_sections(text)]


def is_whole(sections: tuple[TextSection, ...], text: str) -> bool:
    ends = [0, *(each.end for each in sections)]
    return [each.start for each in sections] == ends[:-1] and ends[-1] == len(text)


@pytest.mark.parametrize("mark", ["# {}\n\n", "## {} ##\n\n", "{}\n====\n\n", "{}\n---\n\n"])
def test_headings_are_chapters(mark: str):
    text = "".join(mark.format(title) + PARAGRAPH * 2 for title in ("Cells", "Leaves", "Roots"))
    assert [title for _, title, _ in told(text)] == ["Cells", "Leaves", "Roots"]
    assert is_whole(written_sections(text), text)


def test_what_stands_before_the_first_heading_belongs_to_the_first_chapter():
    text = "# Botany\n\nA script.\n\n" + "".join(f"## {title}\n\n{PARAGRAPH * 2}" for title in ("Cells", "Leaves"))
    assert told(text) == [(1, "Cells", "# Botany"), (1, "Leaves", "## Leaves")]


def test_a_long_chapter_shows_its_sections():
    parts = [f"Part {number}" for number in range(1, 7)]
    text = "".join(
        f"# {title}\n\n" + "".join(f"## {part}\n\n{PARAGRAPH * 20}" for part in parts) for title in ("Cells", "Leaves")
    )
    below = [(2, part) for part in parts]
    assert [(level, title) for level, title, _ in told(text)] == [(1, "Cells"), *below, (1, "Leaves"), *below]


def test_code_and_rules_are_no_headings():
    text = f"# Shell\n\n{PARAGRAPH}\n```\n# a comment\n```\n\n{PARAGRAPH}---\n\n{PARAGRAPH}# Files\n\n{PARAGRAPH * 2}"
    assert [title for _, title, _ in told(text)] == ["Shell", "Files"]


def test_a_text_without_headings_is_divided_between_paragraphs():
    text = PARAGRAPH * 60
    sections = written_sections(text)
    assert len(sections) == 4
    assert is_whole(sections, text)
    assert all(text[each.start :].startswith("Plants make") for each in sections)
    assert sections[0].title == "Plants make energy of light, and…"


def test_a_text_without_paragraphs_is_divided_between_lines():
    text = "Plants make energy of light.\n" * 2_000
    sections = written_sections(text)
    assert len(sections) == 3
    assert is_whole(sections, text)


def test_a_short_text_is_one_chapter():
    [section] = written_sections("Plants make energy.")
    assert (section.title, section.start, section.end) == ("Plants make energy.", 0, 19)
