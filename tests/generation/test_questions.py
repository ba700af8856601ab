"""Questions as they come from a model, whose options and explanations may name letters."""

from collections.abc import AsyncGenerator
from typing import Any, cast

from studyapp.generation import questions
from studyapp.generation.calls import QuestionCall
from studyapp.generation.checking import CheckedCard
from studyapp.generation.messages_api.reading import drafts
from studyapp.generation.provider import Enough, Provider, never
from studyapp.rules.items import CardDraft

LETTERED: list[dict[str, Any]] = [
    {
        "question": "Which city is the capital of Australia?",
        "options": ["A) Sydney", "B) Melbourne", "C) Canberra", "D) Perth"],
        "answer": "C",
        "explanation": "Option C is correct. Canberra was founded as a compromise between two rivals.",
    },
    {
        "question": "Which city is the capital of Canada?",
        "options": ["Toronto", "Ottawa", "Montreal", "Calgary"],
        "answer": "B",
        "explanation": "B is correct because the queen chose it in 1857; A is only the largest city.",
    },
    {
        "question": "On which day did the armistice of the First World War begin?",
        "answer": "11 November 1918",
        "distractors": ["November 11, 1918", "28 June 1919", "1 August 1914"],
        "explanation": "It was signed in a forest of Picardy.",
    },
    {
        "question": "What is the derivative of $x^2$ with respect to $x$?",
        "answer": "$2x$",
        "distractors": ["\\(2x\\)", "$x$", "$x^2$"],
        "explanation": "The power rule multiplies by the exponent and lowers it by one.",
    },
    {
        "question": "Which organ filters the blood to make urine in humans?",
        "answer": "Kidney",
        "distractors": ["Liver", "Lung", "A and B"],
        "explanation": "The nephrons of the kidney filter the blood.",
    },
]


class Told:
    """Answers with given items, read as a model's answer is."""

    async def stream(self, call: Any, *, enough: Enough = never) -> AsyncGenerator[Any]:
        for item in LETTERED:
            yield drafts.question(item)


async def _checked() -> list[CheckedCard]:
    call = QuestionCall("Capitals", count=5)
    return [
        part
        async for part in questions.stream(cast("Provider", Told()), call, known=[])
        if isinstance(part, CheckedCard)
    ]


async def test_letters_are_taken_off_or_refused():
    cards = await _checked()
    assert [{finding.rule for finding in card.objections} for card in cards] == [set(), {"D12"}, {"D1"}, {"D1"}, {"D2"}]


async def test_a_sentence_that_only_names_a_letter_is_left_out():
    first = (await _checked())[0]
    assert first.draft == CardDraft(
        "Which city is the capital of Australia?",
        "Canberra",
        "Canberra was founded as a compromise between two rivals.",
        kind="multiple_choice",
        distractors=("Sydney", "Melbourne", "Perth"),
    )
