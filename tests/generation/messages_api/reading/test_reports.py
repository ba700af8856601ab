"""Answers of the kinds that people reported of real models and servers, in our own words: each is read, or counted."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.generation.messages_api.reading import drafts
from tests.generation.messages_api.reading.reading import items_of, split

FRACTION = r"What is $\frac{1}{2} \times \theta$?"
TEXTS = {
    "zettelrobbe 74: a thought before the object": (
        '<think>They want one card. {"cards": []}?</think>{"cards": [{"question": "Q?", "answer": "A"}]}',
        [("Q?", "A")],
    ),
    "hindsight 1644: a thought by another name": (
        '<thought>\nOne card it is.\n</thought>\n{"cards": [{"question": "Q?", "answer": "A"}]}',
        [("Q?", "A")],
    ),
    "llama.cpp 11861: a thought without its beginning": (
        "Okay, the learner asks for a card about cells, and the text has a definition of them. " * 4
        + '\nMaybe {"question": "Draft?", "answer": "D"}.\n</think>\n\n[{"question": "Q?", "answer": "A"}]',
        [("Q?", "A")],
    ),
    "macprovider 743: channels whose marks are gone": (
        "analysisWe need one card about cells. " * 8
        + '{"question": "Draft?", "answer": "D"} is fine.assistantfinal{"cards": [{"question": "Q?", "answer": "A"}]}',
        [("Q?", "A")],
    ),
    "odysseus 4522: three channels": (
        (
            '<|channel|>analysis<|message|><|end|><|start|>assistant<|channel|>commentary<|message|>{"question": "D?"}'
            '<|end|><|start|>assistant<|channel|>final<|message|>{"cards": [{"question": "Q?", "answer": "A"}]}'
        ),
        [("Q?", "A")],
    ),
    "laravel ai 879: a fence although a schema was sent": (
        '```json\n{"cards": [{"question": "Q?", "answer": "A"}]}\n```',
        [("Q?", "A")],
    ),
    "hindsight 2542: fences inside of a text": (
        '```json\n{"cards": [{"question": "What does ```x``` do?", "answer": "```\\ncode\\n```"}]}\n```',
        [("What does ```x``` do?", "```\ncode\n```")],
    ),
    "takt 1414: a fence of which only its name is left": (
        'json\n{"cards": [{"question": "Q?", "answer": "A"}]}',
        [("Q?", "A")],
    ),
    "pr-reviewer-action 449: line breaks inside of a text": (
        '```json\n{"cards": [{"question": "Which\nline?", "answer": "The\nsecond"}]}\n```',
        [("Which\nline?", "The\nsecond")],
    ),
    "OpenMAIC 658: commands that are escapes": (
        rf'{{"cards": [{{"question": "{FRACTION}", "answer": "$\nu \beta$"}}]}}',
        [(FRACTION, r"$\nu \beta$")],
    ),
    "LightRAG 3238: doubled and single backslashes in one text": (
        r'{"cards": [{"question": "$\frac{a}{b} \\times \\beta$?", "answer": "$\text{cm}$"}]}',
        [(r"$\frac{a}{b} \times \beta$?", r"$\text{cm}$")],
    ),
    "localOllamaRAG 153: no JSON because of a backslash": (
        r'{"cards": [{"question": "What is $\sigma$?", "answer": "A sum"}]}',
        [(r"What is $\sigma$?", "A sum")],
    ),
    "json_repair 207: line breaks of a matrix": (
        r'{"cards": [{"question": "Which matrix?", "answer": "$a\\\\b$",}]}',
        [("Which matrix?", r"$a\\b$")],
    ),
    "smriti-ai 99: the ellipsis of the example": (
        '[{"term": "Cell", "definition": "The unit of life"}, ...]',
        [("Cell", "The unit of life")],
    ),
    "ollama 2577: white space without end": (
        '{"cards": [{"question": "Q?", "answer": "A"}]}' + "\n \t" * 3_000,
        [("Q?", "A")],
    ),
    "litellm 30765: the first piece of the text is lost": (
        'cards": [{"question": "Q?", "answer": "A"}]}\n```',
        [("Q?", "A")],
    ),
    "lm studio 1589: a thought, then queries, then the answer": (
        '<think>So…</think>\n{"queries": ["cells"]}\n{"cards": [{"question": "Q?", "answer": "A"}]}',
        [("Q?", "A")],
    ),
}


@pytest.mark.parametrize("size", [1, 3, 100_000])
@pytest.mark.parametrize("report", TEXTS)
def test_each_reported_answer_is_read(report: str, size: int):
    text, cards = TEXTS[report]
    items, reader = items_of([text[at : at + size] for at in range(0, len(text), size)])
    made = [drafts.card(item) for item in items]
    assert [(card.question, card.answer) for card in made] == cards
    assert reader.is_complete


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)
CARDS = st.lists(st.fixed_dictionaries({"question": WORDS, "answer": WORDS}), min_size=1, max_size=4)
BEFORE = st.sampled_from(
    [
        "",
        "Sure! Here they are:\n",
        "\ufeff",
        '<think>First {"cards": [{"question": "D?"}]}.</think>\n',
        "[THINK]x[/THINK]",
    ]
)
FENCES = st.sampled_from([("", ""), ("```json\n", "\n```"), ("~~~\n", "\n~~~"), ("```", "```")])
AFTER = st.sampled_from(["", "\n", "\nTell me if you want more [of them]!", " I hope {this} helps."])
SHAPES = st.sampled_from(["list", "object", "other name", "nested", "lines", "tool", "wrapped"])


def shaped(cards: list[Any], shape: str) -> str:
    match shape:
        case "object":
            return json.dumps({"cards": cards}, indent=1)
        case "other name":
            return json.dumps({"title": "x", "flashcards": cards}, ensure_ascii=False)
        case "nested":
            return json.dumps({"status": "ok", "result": {"data": cards}})
        case "lines":
            return "\n".join(json.dumps(card) for card in cards)
        case "tool":
            return json.dumps({"name": "save", "arguments": {"cards": cards}})
        case "wrapped":
            return json.dumps([{"card": card} for card in cards])
        case _:
            return json.dumps(cards, indent=2)


@given(st.data(), CARDS, BEFORE, FENCES, AFTER, SHAPES)
def test_any_cards_in_any_wrapping_are_those_cards(data, cards, before, fence, after, shape):
    text = f"{before}{fence[0]}{shaped(cards, shape)}{fence[1]}{after}"
    items, reader = items_of(data.draw(split(text)))
    assert items == cards
    assert reader.is_complete
