"""The behaviour that people who try the product by hand rely on."""

import json
import urllib.request
from typing import Any

import anthropic
import pytest

from studyapp.generation.calls import CardCall, Chunk
from studyapp.generation.messages_api.reading import drafts
from studyapp.generation.prompts import cards
from studyapp.rules.choices import ChoiceDraft, check_choices
from studyapp.rules.items import KnownCard
from studyapp.rules.questions import check_question
from tests.generation.material import CELLS
from tests.provider_server import Behaviour, ProviderServer, in_thread
from tests.provider_server.behaviours import spell_in
from tests.provider_server.distractors import good_distractors
from tests.provider_server.questions import POOL


def ask(server: ProviderServer, material: str) -> str:
    """The text of one answer without streaming."""
    prompt = cards.for_cards(CardCall(Chunk(0, material, 3)), brief=False)
    with anthropic.Anthropic(api_key="k", base_url=server.url, max_retries=0) as client:
        said = client.messages.create(
            model="m", max_tokens=99, system=prompt.system, messages=[{"role": "user", "content": prompt.user}]
        )
    [block] = said.content
    assert block.type == "text"
    return block.text


def admin(server: ProviderServer, path: str, order: dict[str, Any] | None = None) -> Any:
    data = json.dumps(order).encode() if order else None
    with urllib.request.urlopen(f"{server.url}/admin/{path}", data=data, timeout=5) as answer:
        return json.load(answer)


def test_an_answer_that_is_not_streamed_holds_the_cards_too():
    with in_thread() as server:
        assert len(json.loads(ask(server, CELLS))["cards"]) == 3


def test_a_word_in_the_material_works_once_and_with_an_exclamation_mark_always():
    with in_thread() as server:
        once, always = CELLS + "provider:overloaded", CELLS + "provider:overloaded!"
        with pytest.raises(anthropic.APIStatusError):
            ask(server, once)
        assert ask(server, once)
        for _ in range(2):
            with pytest.raises(anthropic.APIStatusError):
                ask(server, always)


@pytest.mark.parametrize(
    ("material", "behaviour", "number"),
    [
        ("see provider:cut_off:3 there", Behaviour.CUT_OFF, 3.0),
        ("provider:rate_limited:0.5", Behaviour.RATE_LIMITED, 0.5),
        ("provider:refusal", Behaviour.REFUSAL, None),
    ],
)
def test_the_words(material: str, behaviour: Behaviour, number: float | None):
    spell = spell_in(material)
    assert spell
    assert (spell.step.behaviour, spell.step.seconds) == (behaviour, number)


def test_ordinary_text_holds_no_such_word():
    assert spell_in("The provider: a company. provider:unknown_thing") is None


def test_behaviours_can_be_ordered_while_it_runs():
    with in_thread() as server:
        admin(server, "behaviour", {"behaviour": "overloaded", "times": 1})
        with pytest.raises(anthropic.APIStatusError):
            ask(server, CELLS)
        assert ask(server, CELLS)
        assert [call["outcome"] for call in admin(server, "calls")] == ["answered", "answered"]
        assert admin(server, "calls")[0]["count"] == 3


@pytest.mark.parametrize(
    ("stem", "key"),
    [
        ("What is the powerhouse of the cell?", "The mitochondrion"),
        ("In which year did the Berlin Wall fall?", "1989"),
        ("How far is the Moon?", "384400 km"),
        ("What is the capital of Japan?", "Tokyo"),
        ("What does osmosis move through a membrane?", "molecules of water"),
        ("What carries signals to the muscles?", "nerves"),
    ],
)
def test_wrong_answers_are_such_as_no_rule_minds(stem: str, key: str):
    made = good_distractors(key, 3, stem=stem)
    assert check_choices(ChoiceDraft(stem, key, tuple(each["text"] for each in made))) == []


def test_its_questions_are_such_as_no_rule_minds_not_even_all_together():
    known: list[KnownCard] = []
    for each in POOL:
        draft = drafts.question(each)
        assert check_question(draft, known=known) == [], draft
        known.append(KnownCard(draft.question, draft.answer))
