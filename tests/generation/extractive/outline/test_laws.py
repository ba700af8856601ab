"""What holds for the tree of any text at all."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studyapp.generation.extractive.outline import outline
from studyapp.rules.text import normalise
from studyapp.rules.trees import (
    DEEPEST,
    DESCRIPTION_CHARS,
    FEWEST_CATEGORIES,
    MOST_CATEGORIES,
    MOST_NODES,
    TITLE_CHARS,
    NodeDraft,
    TreeChecker,
)

WORDS = ["Cells", "cells", "DNA", "The cell wall", "细胞", "خلية", "🧬 Genes", "x" * 250, "*", "[1]", "`a`", "3 D"]
MARKS = [
    "# ", "## ", "### ", "#### ", "- ", "* ", "** ", "*** ", "• ", "1. ", "2. ", "1.1 ", "1.2.1 ", "I. ", "II. ", "a) ",
    "i) ", "v. ", "Week 1: ", "Week 2", "Chapter 2 ", "第一章 ", "一、", "（二）", "§ 3 ", "① ", "- # ", "== ", "> ",
    "", "10 ",
]  # fmt: skip
ENDS = ["", "", "", ":", ".", " .......... 12", "\t3", ": it is what all living things are made of.", " ==", "**", ";"]
LINES = ["", "", "---", "===", "```", "It is a sentence about cells, and nothing more.", "| a | b |", "%%", "id:: 1"]
INDENTS = ["", "", "", "  ", "   ", "    ", "\t", "\t\t", "      ", " \t", " " * 40]

line = st.one_of(
    st.builds(
        lambda *parts: "".join(parts),
        st.sampled_from(INDENTS), st.sampled_from(MARKS), st.sampled_from(WORDS), st.sampled_from(ENDS),
    ),
    st.builds(lambda indent, text: indent + text, st.sampled_from(INDENTS), st.sampled_from(LINES)),
)  # fmt: skip
texts = st.one_of(
    st.lists(line, max_size=40).map("\n".join),
    st.lists(st.sampled_from(["<outline text='A'>", '<outline title="B"/>', "</outline>", "<outline>"])).map("".join),
    st.lists(st.sampled_from(["<node TEXT='A'>", '<node TEXT="B"/>', "</node>", "<richcontent>", "C"])).map(
        lambda parts: "<map>" + "".join(parts)
    ),
    st.lists(line, max_size=20).map(lambda lines: "\n".join(["mindmap", *lines])),
    st.text(max_size=200),
)


def parent_of(nodes: dict[str, NodeDraft], node: NodeDraft) -> NodeDraft | None:
    return nodes.get(node.number.rpartition(".")[0])


@given(texts)
@example("# A\n" * 3)
@example("1 A\n\n" + "\n".join(f"{' ' * depth}- {depth}" for depth in range(200)))
def test_a_tree_keeps_every_law(text: str):
    made = outline(text)
    numbers = [tuple(map(int, node.number.split("."))) for node in made.nodes]
    nodes = {node.number: node for node in made.nodes}
    assert numbers == sorted(set(numbers))
    assert all(len(number) == 1 or ".".join(map(str, number[:-1])) in nodes for number in numbers)
    assert len(nodes) <= MOST_NODES
    assert max(map(len, numbers), default=0) <= DEEPEST
    categories = sum(len(number) == 1 for number in numbers)
    assert categories == 0 or FEWEST_CATEGORIES <= categories <= MOST_CATEGORIES
    check_titles(made.nodes)
    check_sections(text, nodes)


def check_titles(nodes: tuple[NodeDraft, ...]) -> None:
    checker = TreeChecker()
    checker.wants_descriptions = False
    assert all(not checked.is_rejected for node in nodes for checked in checker.add(node))
    assert checker.nodes == len(nodes)
    assert all(normalise(node.title) and "\n" not in node.title and len(node.title) <= TITLE_CHARS for node in nodes)
    assert all("\n" not in node.description and len(node.description) <= DESCRIPTION_CHARS for node in nodes)


def check_sections(text: str, nodes: dict[str, NodeDraft]) -> None:
    for node in nodes.values():
        if node.section is None:
            continue
        start, end = node.section
        assert 0 <= start < end <= len(text)
        if parent := parent_of(nodes, node):
            assert parent.section
            assert parent.section[0] <= start
            assert end <= parent.section[1]
    by_depth = [
        [node.section for node in nodes.values() if node.section and node.number.count(".") == depth]
        for depth in range(DEEPEST)
    ]
    assert all(before[1] <= after[0] for sections in by_depth for before, after in pairwise(sections))


names = st.lists(st.sampled_from([f"Subject {letter}" for letter in "ABCDEFGH"]), min_size=2, max_size=8, unique=True)


@given(
    names, st.sampled_from(["# {}", "- {}", "{number}. {}", "Week {number}: {}", "\t{}", "{number} {} ..... {number}"])
)
def test_the_order_of_the_text_is_the_order_of_the_tree(titles: list[str], written: str):
    text = "\n".join(written.format(title, number=number) for number, title in enumerate(titles, start=1))
    if written == "\t{}" and len(titles) < 3:
        return
    if "..." in written and len(titles) < 3:
        text = f"{text}\n"
    assert [node.title for node in outline(text).nodes] == titles


@pytest.mark.parametrize("size", [9, 16, 17, 60, 61, 100, 300])
@pytest.mark.parametrize("depth", [1, 2, 3, 5])
def test_what_is_too_much_is_told(size: int, depth: int):
    lines = [f"{'  ' * (at % depth)}- Skill {at}" for at in range(size)]
    text = "\n".join(lines)
    made = outline(text)
    shown = {node.title for node in made.nodes}
    told = sum(f"Skill {at}" not in shown for at in range(size))
    assert made.folded == told
    assert (made.grouped > 0) == (-(-size // depth) > MOST_CATEGORIES)
    check_sections(text, {node.number: node for node in made.nodes})
