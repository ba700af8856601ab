"""The rules for a tree of skills, one node after the other."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rules.trees import DEEPEST, MOST_CATEGORIES, MOST_NODES, CheckedNode, NodeDraft, TreeChecker


def node(number: str, title: str = "", description: str = "What it is.", **more: object) -> NodeDraft:
    return NodeDraft(number, title or f"Skill {number}", description, **more)  # pyright: ignore[reportArgumentType]


def grown(drafts: Iterable[NodeDraft], checker: TreeChecker | None = None) -> list[CheckedNode]:
    checker = checker or TreeChecker()
    return [settled for draft in drafts for settled in checker.add(draft)] + checker.strays()


def rules(nodes: Iterable[CheckedNode]) -> list[str]:
    return [finding.rule for each in nodes for finding in each.findings]


def numbers(nodes: Iterable[CheckedNode]) -> list[str]:
    return [each.draft.number for each in nodes if not each.is_rejected]


def test_a_sound_tree_is_taken_as_it_comes() -> None:
    nodes = grown([node("1"), node("2"), node("1.1"), node("1.1.1"), node("2.1")])
    assert rules(nodes) == []
    assert [(each.place, each.above, each.depth) for each in nodes] == [
        (0, None, 1),
        (1, None, 1),
        (2, 0, 2),
        (3, 2, 3),
        (4, 1, 2),
    ]


def test_children_before_their_parents_wait_for_them() -> None:
    nodes = grown([node("1.1.1"), node("1.1"), node("1")])
    assert numbers(nodes) == ["1", "1.1", "1.1.1"]


def test_nested_nodes_count_as_if_they_had_numbers() -> None:
    nodes = grown([node("1", below=(node("", "Cells", below=(node("", "Membranes"),)), node("", "Tissue")))])
    assert numbers(nodes) == ["1", "1.1", "1.1.1", "1.2"]
    assert [each.depth for each in nodes] == [1, 2, 3, 2]


def test_parents_may_be_named_instead_of_numbered() -> None:
    nodes = grown([node("Cells", "Cells", parent=""), node("Membranes", "Membranes", parent="Cells")])
    assert [each.depth for each in nodes] == [1, 2]


@pytest.mark.parametrize(
    ("drafts", "expected"),
    [
        ([NodeDraft("1", "  ", "A sentence.")], ["T1"]),
        ([NodeDraft("1", "…", "A sentence.")], ["T1"]),
        ([NodeDraft("1", "\x07\u200f", "A sentence.")], ["T1"]),
        ([NodeDraft("1", "🧬", "A sentence.")], []),
        ([NodeDraft("1", "a" * 201, "A sentence.")], ["T1"]),
        ([NodeDraft("1", "a" * 200, "A sentence.")], []),
        ([NodeDraft("1", "מבוא 🧬", "A sentence.")], []),
        ([node("1"), node("1.1", "Cells"), node("1.2", "cells.")], ["T2"]),
        ([node("1"), node("2"), node("1.1", "Cells"), node("2.1", "Cells")], []),
        ([node("1"), node("1.1"), node("1.1.1"), node("1.1.1.1")], ["T3"]),
        ([node("a", parent=""), node("b", parent="a"), node("c", parent="b"), node("d", parent="c")], ["T3"]),
        ([node("2.1")], ["T4"]),
        ([node("a", parent="b"), node("b", parent="a")], ["T4", "T4"]),
        ([node("a", parent="a")], ["T4"]),
        ([node("1", description=" ")], ["T5"]),
        ([node("1", description="a" * 501)], ["T5"]),
        ([node(str(number)) for number in range(1, 10)], ["T6"]),
        ([node("1"), *(node(f"1.{number}") for number in range(1, 61))], ["T7"]),
    ],
)
def test_what_breaks_a_rule_is_rejected(drafts: list[NodeDraft], expected: list[str]) -> None:
    assert rules(grown(drafts)) == expected


def test_what_is_said_twice_is_passed_over() -> None:
    assert numbers(grown([node("1", "Cells"), node("1", "cells")])) == ["1"]


def test_a_number_used_twice_makes_siblings() -> None:
    nodes = grown([node("1"), node("1.1", "Cells"), node("1.1", "Tissue"), node("1.1.1", "Skin")])
    assert [(each.place, each.above) for each in nodes] == [(0, None), (1, 0), (2, 0), (3, 2)]


def test_a_better_node_takes_the_place_of_a_rejected_one_with_all_that_waits_for_it() -> None:
    checker = TreeChecker()
    first = [settled for draft in [node("1", description=""), node("1.1")] for settled in checker.add(draft)]
    assert rules(first) == ["T5"]
    assert numbers(checker.add(node("1"))) == ["1", "1.1"]
    assert checker.strays() == []


def test_a_node_is_an_orphan_while_its_parent_can_still_come() -> None:
    checker = TreeChecker([node(str(at), f"Field {at}") for at in range(1, 9)])
    for draft in (node("9", "One too many"), node("9.1"), node("9.1.1"), node("2.1.1", "Skin")):
        checker.add(draft)
    assert numbers(checker.strays()) == []
    assert [each.draft.number for each in checker.strays()] == ["9.1", "9.1.1", "2.1.1"]
    assert [each.draft.number for each in checker.orphans()] == ["2.1.1"]
    assert numbers(checker.add(node("2.1", "Tissue"))) == ["2.1", "2.1.1"]
    assert checker.orphans() == []


def test_of_a_branch_only_what_is_below_it_is_taken() -> None:
    checker = TreeChecker([node("1", "Cells"), node("2", "Tissue"), node("2.1", "Skin")], branch="2")
    drafts = [node("2.1.1", "Pores"), node("2.2", "Bone"), node("1.1", "Membranes"), node("3", "Organs")]
    nodes = grown([*drafts, node("2.2.1", "Marrow")], checker)
    assert numbers(nodes) == ["2.1.1", "2.2", "2.2.1"]
    assert rules(nodes) == ["T8", "T8"]


def test_a_title_is_measured_as_it_is_stored() -> None:
    """This letter of Devanagari becomes two when it is normalised."""
    assert rules(grown([node("1", "\u0958" * 101)])) == ["T1"]
    assert rules(grown([node("1", "\u0958" * 100)])) == []


def test_descriptions_can_be_done_without() -> None:
    checker = TreeChecker()
    checker.wants_descriptions = False
    assert rules(grown([node("1", description="")], checker)) == []


def test_a_tree_that_stands_is_gone_on_with() -> None:
    checker = TreeChecker([node("1", "Cells"), node("1.1", "Membranes"), node("2", "Tissue")])
    nodes = grown(
        [node("1", "Cells"), node("1.1", "Membranes"), node("2.1", "Skin"), node("1.2", "membranes")], checker
    )
    assert numbers(nodes) == ["2.1"]
    assert rules(nodes) == ["T2"]
    assert (checker.nodes, checker.categories) == (4, 2)


_NUMBERS = st.lists(st.integers(1, 12), min_size=1, max_size=5).map(lambda parts: ".".join(map(str, parts)))
_DRAFTS = st.lists(st.builds(node, _NUMBERS, st.sampled_from(["", "Cells", "Tissue", " ", "a" * 201])), max_size=120)


@given(_DRAFTS)
def test_whatever_arrives_the_tree_stays_a_tree(drafts: list[NodeDraft]) -> None:
    checker, taken = TreeChecker(), list[CheckedNode]()
    for draft in drafts:
        taken += [each for each in checker.add(draft) if not each.is_rejected]
    assert [each.place for each in taken] == list(range(len(taken)))
    assert all(each.above is None or each.above < each.place for each in taken)
    assert all(each.depth <= DEEPEST for each in taken)
    assert len(taken) == checker.nodes <= MOST_NODES
    assert sum(each.above is None for each in taken) == checker.categories <= MOST_CATEGORIES
    titles = [(each.above, each.draft.title.casefold()) for each in taken]
    assert len(set(titles)) == len(titles)
