"""Files of outliners and mind maps, in the shapes that real ones have."""

import json

import pytest

from studyapp.generation.extractive.outline import outline
from tests.generation.extractive.outline.trees import descriptions, tree

CELLS = ["1 Cells", "1.1 Membrane", "1.2 Nucleus", "2 Genetics"]
NOTE = (
    "<richcontent TYPE='NOTE'><html><head><style>p</style></head>"
    "<body><p>It is the <b>skin</b> of a cell.</p></body></html></richcontent>"
)
MAPS = {
    "FreeMind": (
        '<map version="1.0.1">\n<node ID="a" TEXT="Biology"><node POSITION="right" TEXT="Cells"><node TEXT="Membrane">'
        f'{NOTE}</node><font NAME="x"/><node TEXT="Nucleus"/></node><node TEXT="Genetics"/></node></map>'
    ),
    "Freeplane, with styles and rich text": (
        '<map version="freeplane 1.9.0">\n<!-- To view this file -->\n<node TEXT="Bio&#xa;logy"><hook NAME="MapStyle">'
        '<map_styles><stylenode LOCALIZED_TEXT="styles.root_node"/></map_styles></hook>'
        '<node><richcontent TYPE="NODE">\n<html><head/><body>\n<p>\nCells\n</p></body></html></richcontent>'
        f"<node TEXT='Membrane'>{NOTE}</node><node TEXT='Nucleus'/></node>"
        '<node TEXT="&lt;html&gt;&lt;body&gt;&lt;b&gt;Genetics&lt;/b&gt;"/></node></map>'
    ),
    "a map with a picture between": (
        f"<map><node TEXT='Biology'><node TEXT='Cells'><node TEXT=''><node TEXT='Membrane'>{NOTE}</node></node>"
        "<node TEXT='Nucleus'/></node><node TEXT='Genetics'/></node></map>"
    ),
    "OPML with notes": (
        '<opml version="2.0"><body><outline text="Cells"><outline text="Membrane" _note="It is the skin of a cell."/>'
        '<outline text="Nucleus"/></outline><outline text="Genetics"/></body></opml>'
    ),
    "OPML with sentences": (
        '<opml version="2.0"><body><outline text="Cells"><outline text="Membrane">'
        '<outline text="It is the skin of a cell."/></outline>'
        '<outline text="Nucleus"/></outline><outline text="Genetics"/></body></opml>'
    ),
}
DIAGRAMS = {
    "Mermaid": "mindmap\n  root((Biology))\n    Cells\n      Membrane\n      Nucleus\n    Genetics",
    "Mermaid in a fence": "```mermaid\nmindmap\n  Biology\n    Cells\n      Membrane\n      Nucleus\n    Genetics\n```",
    "Mermaid in a text": (
        "# Biology\n\n```mermaid\n%% a comment\nmindmap\n    id1[Biology]\n        Cells\n        ::icon(fa fa-book)\n"
        '            c["`**Membrane**`"]:::urgent\n            (Nucleus)\n        id))Genetics((\n```\n'
    ),
    "PlantUML": "@startmindmap\n* Biology\n** Cells\n*** Membrane\n*** Nucleus\n** Genetics\n@endmindmap",
    "PlantUML with signs": (
        "```plantuml\n@startmindmap\ntitle All of it\n+ Biology\n++[#pink] Cells\n+++_ Membrane\n+++ <&star>Nucleus\n"
        "--:Genetics\n;\n@endmindmap\n```"
    ),
    "PlantUML, a work breakdown": "@startwbs\n* Biology\n** Cells\n*** Membrane\n*** Nucleus\n** Genetics\n@endwbs",
    "YAML of a book": (
        "title: Biology\nchapters:\n- title: 'Unit 1 - Cells'\n  local: unit1\n  sections:\n  - title: Membrane\n"
        "    local: a\n  - local: b\n    title: Nucleus\n- title: Genetics\n"
    ),
    "JSON": json.dumps(
        {"name": "Biology", "nodes": [{"name": "Cells", "topics": ["Membrane", "Nucleus"]}, {"name": "Genetics"}]}
    ),
    "JSON over lines": json.dumps(
        {
            "title": "Biology",
            "children": [
                {"title": "Cells", "id": "c1", "children": [{"title": "Membrane"}, {"title": "Nucleus"}]},
                {"title": "Genetics", "children": []},
            ],
        },
        indent=4,
    ),
}


@pytest.mark.parametrize("text", MAPS.values(), ids=MAPS.keys())
def test_a_file_of_an_outliner_is_the_tree_with_its_notes(text: str) -> None:
    assert tree(text) == CELLS
    assert descriptions(text)["Membrane"] == "It is the skin of a cell."


@pytest.mark.parametrize("text", DIAGRAMS.values(), ids=DIAGRAMS.keys())
def test_a_tree_in_words_or_keys_is_the_tree(text: str) -> None:
    assert (tree(text), outline(text).title) == (CELLS, "Biology")


def test_a_text_with_a_small_mind_map_in_it_is_read_as_a_text() -> None:
    text = (
        "# Plants\n\nThey are green.\n\n# Animals\n\nThey eat.\n\n```mermaid\nmindmap\n  Life\n    A\n    B\n```\n\nSo."
    )
    assert tree(text) == ["1 Plants", "2 Animals"]


def test_the_first_line_of_a_long_text_in_a_map_is_its_title() -> None:
    text = "<map><node TEXT='Python'><node TEXT='Zen&#xa;Beautiful is better than ugly.&#xa;Flat is better.'/>"
    assert descriptions(f"{text}<node TEXT='Types'/></node></map>")["Zen"] == "Beautiful is better than ugly."


def test_what_json_says_of_a_title_describes_it() -> None:
    said = [{"title": "Cells", "description": "What they are."}, {"title": "Genes", "children": [], "summary": "DNA."}]
    assert descriptions(json.dumps(said)) == {"Cells": "What they are.", "Genes": "DNA."}


def test_settings_above_a_text_are_no_tree() -> None:
    text = "---\ntitle: Notes\nname: mine\n---\n\n# Cells\n\nThey live.\n\n# Genes\n\nThey are long.\n\nSo it is.\n"
    assert tree(text) == ["1 Cells", "2 Genes"]
