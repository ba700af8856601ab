"""Outlines, roadmaps and mind maps in the shapes that people reported of models, in our own words: each is the tree."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.generation.messages_api.reading.drafts import node
from studyapp.rules.trees import CheckedNode, TreeChecker
from tests.generation.messages_api.reading.reading import items_of, split

CELLS = ["Cells", "Cells > Membrane", "Genes"]
REPORTS: dict[str, Any] = {
    "DeepTutor 1019: modules with points of knowledge": {
        "modules": [{"name": "Cells", "knowledge_points": ["Membrane"]}, {"name": "Genes", "knowledge_points": []}]
    },
    "course generators: chapters that have chapter names": {
        "course_name": "Biology",
        "chapters": [{"chapter_name": "Cells", "lessons": [{"lesson_title": "Membrane"}]}, {"chapter_name": "Genes"}],
    },
    "PageIndex: numbers by the name of structure": [
        {"structure": "1", "title": "Cells"},
        {"structure": "1.1", "title": "Membrane"},
        {"structure": "2", "title": "Genes"},
    ],
    "Mind-Map-Wizard: one root around all": {
        "title": "Biology",
        "children": [{"title": "Cells", "children": [{"title": "Membrane"}]}, {"title": "Genes", "children": None}],
    },
    "roadmap generators: a root around lists by another name": {
        "mindmap": {"name": "Biology", "items": [{"name": "Cells", "items": ["Membrane", ""]}, {"name": "Genes"}]}
    },
    "tables from SQL: 0 stands above the first level": [
        {"id": 1, "title": "Cells", "parent_id": 0},
        {"id": 2, "title": "Membrane", "parent_id": 1},
        {"id": 3, "title": "Genes", "parent_id": 0},
    ],
    "a root that nobody has": [
        {"number": "1", "title": "Cells", "parent": "root"},
        {"number": "1.1", "title": "Membrane", "parent": "1"},
        {"number": "2", "title": "Genes", "parent": "None"},
    ],
    "parents by title, though they have numbers": [
        {"number": "1", "title": "Cells", "parent": None},
        {"number": "1.1", "title": "Membrane", "parent": "Cells"},
        {"number": "2", "title": "Genes", "parent": None},
    ],
    "parents by number and title": [
        {"number": "2", "title": "Membrane", "parent": "1 Cells"},
        {"number": "1", "title": "Cells", "parent": ""},
        {"number": "3", "title": "Genes", "parent": ""},
    ],
    "children by number": [
        {"id": "1", "title": "Cells", "children": ["2"]},
        {"id": "2", "title": "Membrane", "children": []},
        {"id": "3", "title": "Genes"},
    ],
    "children by number that say theirs again": [
        {"number": "1", "title": "Cells", "children": ["1.1"]},
        {"number": "1.1", "title": "Membrane"},
        {"number": "2", "title": "Genes"},
    ],
    "children under their titles": {
        "nodes": [{"title": "Cells", "topics": {"Membrane": "What is around it."}}, {"title": "Genes", "topics": {}}]
    },
    "children under their numbers": {
        "nodes": [{"title": "Cells", "topics": {"1.1": "Membrane"}}, {"title": "Genes", "topics": {}}]
    },
    "SCORM and course outlines: chapters end in 0": [
        {"number": "1.0", "title": "Cells"},
        {"number": "1.1", "title": "Membrane"},
        {"number": "2.0", "title": "Genes"},
    ],
    "chapters by name": [
        {"number": "Chapter 1", "title": "Cells"},
        {"number": "1.1", "title": "Membrane"},
        {"number": "Chapter 2", "title": "Genes"},
    ],
    "AI_NovelGenerator 226: chapters in Chinese": [
        {"number": "第1章", "title": "Cells"},
        {"number": "1.1", "title": "Membrane"},
        {"number": "第2章", "title": "Genes"},
    ],
    "digits of another script": [
        {"number": "١", "title": "Cells"},
        {"number": "١.١", "title": "Membrane"},
        {"number": "٢", "title": "Genes"},
    ],
}

TEXTS = {
    "presenton 309, jupyter-ai 787: headings": "Here you go:\n\n# Biology\n## 1. Cells\n- Membrane\n## 2. Genes\n",
    "storm 139: a thought, then an outline": (
        "<think>\n1. Draft\n   - one\n2. Other\n</think>\n# Cells\n## Membrane\n# Genes\n"
    ),
    "local models: a numbered list": "1. Cells\n   1.1 Membrane\n2. Genes",
    "show-me 34: a mind map for Mermaid": (
        "```mermaid\nmindmap\n  root((Biology))\n    Cells\n      Membrane\n    Genes\n```"
    ),
    "YAML": "- title: Cells\n  topics:\n  - title: Membrane\n- title: Genes",
}


def paths(items: list[Any]) -> list[str]:
    """The titles of the nodes with those above them, in the order of the tree."""
    checker, nodes = TreeChecker(), list[CheckedNode]()
    checker.wants_descriptions = False
    for item in items:
        settled = checker.add(node(item))
        assert not [each.complaint for each in settled if each.is_rejected]
        nodes += settled
    assert checker.strays() == []
    names: list[str] = []
    for each in nodes:
        above = "" if each.above is None else f"{names[each.above]} > "
        names.append(above + each.draft.title)
    return sorted(names)


@pytest.mark.parametrize("said", REPORTS.values(), ids=REPORTS.keys())
def test_a_tree_in_any_shape_is_that_tree(said: Any) -> None:
    items, reader = items_of([f"Here it is:\n```json\n{json.dumps(said)}\n```\nGood luck!"], key="nodes")
    assert paths(items) == CELLS
    assert reader.is_complete


@given(st.data(), st.sampled_from(list(REPORTS.values())))
def test_it_is_the_same_tree_however_it_arrives(data: st.DataObject, said: Any) -> None:
    items, _ = items_of(data.draw(split(json.dumps(said, ensure_ascii=False))), key="nodes")
    assert paths(items) == CELLS


def test_lists_of_texts_beside_the_nodes_are_no_nodes() -> None:
    said = {"intent": "Biology", "topics": ["cells", "genes"], "modules": ["a"], "nodes": [{"title": "Cells"}]}
    items, _ = items_of([json.dumps(said)], key="nodes")
    assert items == [{"title": "Cells"}]


def test_one_object_a_line_may_hold_the_titles_below_it() -> None:
    said = '{"title": "Cells", "topics": ["Membrane"]}\n{"title": "Genes", "topics": []}'
    assert paths(items_of([said], key="nodes")[0]) == CELLS


@pytest.mark.parametrize("said", TEXTS.values(), ids=TEXTS.keys())
def test_a_tree_may_be_written_as_a_text(said: str) -> None:
    items, reader = items_of([said[:9], said[9:]], key="nodes")
    assert paths(items) == CELLS
    assert reader.is_complete


@pytest.mark.parametrize(
    "said",
    [
        "I cannot do that. You could tell me:\n1. What you know\n2. What you want\n3. How long you have",
        "<think>\n# Cells\n## Membrane\n# Genes",
        "What would you like to learn?",
        '{"nodes": []}\n# Cells\n## Membrane\n# Genes',
        "- number: '1'\n  title: Cells\n- number: '2'\n  title: Genes",
    ],
)
def test_what_is_no_tree_stays_none(said: str) -> None:
    assert items_of([said], key="nodes")[0] == []


def test_a_text_that_was_cut_off_and_an_answer_with_cards_are_no_tree() -> None:
    text = TEXTS["local models: a numbered list"]
    assert items_of([text], key="nodes", is_cut=True)[0] == []
    assert items_of([text], key="cards")[0] == []
