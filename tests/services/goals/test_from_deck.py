"""The tree of a deck: its tags and sources, with its cards in them."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rules.trees import DEEPEST, FEWEST_CATEGORIES, MOST_CATEGORIES, MOST_NODES, TreeChecker
from studyapp.services.goals.from_deck import DeckCard, DeckTree, tree_of_deck

Row = tuple[list[str], str | None]


def tree(*rows: Row) -> DeckTree:
    return tree_of_deck(DeckCard(str(at), tags, source) for at, (tags, source) in enumerate(rows))


def drawn(*rows: Row) -> dict[str, str]:
    """The cards in each node, by its number and title; a card is named by its place in the deck."""
    return {f"{node.draft.number} {node.draft.title}": " ".join(node.card_ids) for node in tree(*rows).nodes}


def test_tags_are_nodes_and_levels_are_parted_by_colons_or_slashes():
    assert drawn((["cells::membrane"], None), (["cells/nucleus"], None), (["genes"], None), (["cells"], None)) == {
        "1 cells": "3",
        "1.1 membrane": "0",
        "1.2 nucleus": "1",
        "2 genes": "2",
    }


def test_a_card_belongs_to_its_most_specific_tag():
    assert drawn((["exam", "cells::wall"], None), (["exam"], None), (["exam", "genes"], None)) == {
        "1 cells": "",
        "1.1 wall": "0",
        "2 exam": "1",
        "3 genes": "2",
    }


def test_a_card_without_tags_belongs_to_its_source():
    assert drawn((["cells"], "Lecture 1"), ([], "Lecture 2")) == {"1 cells": "0", "2 Lecture 2": "1"}


def test_cards_with_neither_belong_to_a_node_for_everything_else():
    assert drawn((["cells"], None), ([], None), ([], "  ")) == {"1 cells": "0", "2 Everything else": "1 2"}


def test_a_tag_above_all_others_is_the_subject_and_no_node():
    assert drawn((["bio::cells"], None), (["bio::genes"], None), (["bio"], None)) == {
        "1 cells": "0",
        "2 genes": "1",
        "3 Everything else": "2",
    }


def test_one_tag_for_all_leaves_it_to_the_sources():
    assert drawn((["bio"], "Lecture 10"), (["bio"], "Lecture 9"), (["bio"], None)) == {
        "1 Lecture 9": "1",
        "2 Lecture 10": "0",
        "3 Everything else": "2",
    }


def test_tags_that_differ_in_case_or_underscores_are_one():
    assert drawn((["Cell_wall"], None), (["cell wall"], None), (["b"], None)) == {"1 b": "2", "2 Cell wall": "0 1"}


def test_marks_that_programs_set_are_no_subjects():
    assert drawn((["leech", "a"], None), (["marked"], "b")) == {"1 a": "0", "2 b": "1"}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "no cards"),
        ([([], None), ([], "")], "neither tags nor sources"),
        ([(["a"], None), (["a"], None)], "the same tag"),
        ([(["a::b::c"], "x"), (["a::b::c"], "x")], "the same tag"),
    ],
)
def test_a_deck_that_gives_no_tree_says_why(rows: list[Row], reason: str):
    made = tree(*rows)
    assert made.nodes == ()
    assert reason in made.reason
    assert made.reason.endswith(".")


def test_a_tag_called_like_the_node_for_everything_else_is_that_node():
    assert drawn((["a"], None), ([], None), (["everything else::b"], None)) == {
        "1 a": "0",
        "2 Everything else": "1",
        "2.1 b": "2",
    }


def test_ten_comes_after_nine():
    rows = [([f"week {number}"], None) for number in (10, 9, 2, 1)]
    assert list(drawn(*rows)) == ["1 week 1", "2 week 2", "3 week 9", "4 week 10"]


def test_too_many_tags_are_put_together_with_their_neighbours_and_the_rest_stays_apart():
    made = tree(*[([f"week {number}"], None) for number in range(1, 15)], ([], None))
    categories = [node.draft.title for node in made.nodes if "." not in node.draft.number]
    assert categories[:2] == ["week 1 – week 2", "week 3 – week 4"]
    assert categories[-1] == "Everything else"
    assert (len(categories), made.grouped) == (8, 14)


@pytest.mark.parametrize("count", [61, 100, 480, 2_000])
def test_very_many_tags_become_skills_of_about_one_size(count: int):
    made = tree(*[([f"word {number}"], None) for number in range(1, count + 1)])
    held = [len(node.card_ids) for node in made.nodes if node.card_ids]
    assert sum(held) == count
    assert 40 <= len(made.nodes) <= MOST_NODES
    assert max(held) <= 2 * count / len(held)
    assert made.nodes[0].draft.title == f"word 1 – word {count // 8}"
    assert made.nodes[1].draft.title.startswith("word 1")


def test_tags_that_are_too_deep_are_part_of_the_one_above():
    made = tree((["a::b::c::d::e"], None), (["a::b::c"], None), (["z"], None))
    assert [(node.draft.number, node.draft.description, node.card_ids) for node in made.nodes] == [
        ("1", "", ()),
        ("1.1", "", ()),
        ("1.1.1", "d", ("1", "0")),
        ("2", "", ("2",)),
    ]
    assert made.folded == 2


parts = st.sampled_from([*"abcdefghijklm", "A", "Everything else", "_", "leech", "10", "9", "", "细胞", "٣", "²"])
tags = st.lists(parts, max_size=5).map("::".join)
rows = st.lists(st.tuples(st.lists(tags, max_size=3), st.none() | parts), max_size=120)


@given(rows)
def test_every_card_is_in_one_node_of_a_sound_tree(rows: Iterable[Row]):
    rows = list(rows)
    made = tree(*rows)
    checker = TreeChecker()
    checker.wants_descriptions = False
    for node in made.nodes:
        assert [checked.is_rejected for checked in checker.add(node.draft)] == [False]
    assert bool(made.nodes) != bool(made.reason)
    if made.nodes:
        placed = [card for node in made.nodes for card in node.card_ids]
        assert sorted(placed, key=int) == [str(at) for at in range(len(rows))]
        assert FEWEST_CATEGORIES <= checker.categories <= MOST_CATEGORIES
        assert len(made.nodes) <= MOST_NODES
        assert max(node.draft.number.count(".") for node in made.nodes) < DEEPEST
