"""A long text of any kind is read in a time that grows with its length."""

import time

import pytest

from studyapp.generation.extractive.outline import outline

PIECES = [
    "- a\n",
    "\t",
    "# A\n",
    "1.",
    "<outline ",
    "<outline text='a'>",
    "<map><node TEXT='a'>",
    "<map><node ",
    "<map><richcontent>",
    "<",
    "mindmap\n a\n",
    "@startmindmap\n* a\n",
    "mindmap\n ((",
    "- title: a\n",
    "- - ",
    '{"title": ',
    "[",
    ". ",
    "a …",
    "a\n\n",
    "**a** ",
    "=",
    "Week 1: A\n",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_is_read_in_one_go(piece: str):
    started = time.process_time()
    outline(piece * (10_000 // len(piece)))
    assert time.process_time() - started < 20  # quadratic work would take minutes


def test_equal_titles_are_read_in_one_go():
    started = time.process_time()
    made = outline("# A\n\nIt is a sentence.\n\n" * 2_000)
    assert time.process_time() - started < 8  # it takes a quarter of that
    assert made.grouped == 2_000


@pytest.mark.parametrize("line", ["{indent}Item {at}", "{indent}- Item {at}", "Item{indent}{at} x"])
def test_wide_gaps_are_read_in_one_go(line: str):
    started = time.process_time()
    outline("\n".join(line.format(indent=" " * at, at=at) for at in range(300)))
    assert time.process_time() - started < 15  # cubic work would take minutes
