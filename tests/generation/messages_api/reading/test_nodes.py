"""Nodes of a tree in shapes that models have instead of the one asked for."""

import pytest

from studyapp.generation.messages_api.reading.drafts import node
from studyapp.rules.trees import NodeDraft
from tests.generation.messages_api.reading.reading import items_of


@pytest.mark.parametrize(
    ("item", "number", "above", "title"),
    [
        ({"number": 1, "title": "Air"}, "1", "", "Air"),
        ({"number": "2.1.", "title": "Fronts"}, "2.1", "2", "Fronts"),
        ({"title": "Air"}, "Air", "", "Air"),
        ({"title": "2. Fronts"}, "2", "", "Fronts"),
        ({"title": "2.10 Cold fronts"}, "2.10", "2", "Cold fronts"),
        ({"title": "2.1) Cold fronts"}, "2.1", "2", "Cold fronts"),
        ({"number": "2.1", "title": "2.1 Cold fronts"}, "2.1", "2", "Cold fronts"),
        ({"number": "2", "title": "1.5 degrees"}, "2", "", "1.5 degrees"),
        ({"title": "3 types of fronts"}, "3 types of fronts", "", "3 types of fronts"),
        ({"number": "7", "parent": "2. Fronts", "title": "Rain"}, "7", "2", "Rain"),
        ({"number": "7", "parent": "Fronts", "title": "Rain"}, "7", "Fronts", "Rain"),
        ({"number": "1.1", "parent": None, "title": "Rain"}, "1.1", "", "Rain"),
        ("Rain", "Rain", "", "Rain"),
    ],
)
def test_a_node_is_read_as_it_is_meant(item: object, number: str, above: str, title: str) -> None:
    read = node(item)
    assert (read.number, read.above, read.title) == (number, above, title)


def test_titles_below_a_node_are_nodes_without_a_description() -> None:
    read = node({"title": "Air", "description": "What it is.", "children": ["Rain", "Snow", 3, None]})
    assert read.below == tuple(NodeDraft(title, title, parent="") for title in ("Rain", "Snow"))


def test_a_number_that_is_no_text_keeps_its_digits() -> None:
    said = '{"nodes": [{"number": 1.10, "title": "Tenth", "description": "x"}, {"number": 2, "title": "Other"}]}'
    assert [node(item).number for item in items_of([said], key="nodes")[0]] == ["1.10", "2"]
