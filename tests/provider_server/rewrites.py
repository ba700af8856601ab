"""Makes another version of a card."""

from tests.provider_server.prompt import Asked

Card = dict[str, object]


def rewritten(asked: Asked) -> Card:
    fields = _fields(asked.material)
    return {
        "question": _reworded(fields["question"]),
        "answer": fields.get("answer", ""),
        "explanation": "The same fact in a clearer wording.",
        "distractors": [line.partition(": ")[2] for line in asked.material.splitlines() if line.startswith("wrong ")],
    }


def bad_rewrite(number: int) -> Card:
    return {"question": f"Is it so, number {number}?", "answer": "Yes", "explanation": "", "distractors": []}


def _reworded(question: str) -> str:
    return f"{question[:-1]}, in a word or two?" if question.endswith("?") else f"As far as is known, {question}"


def _fields(card: str) -> dict[str, str]:
    """The fields `question: …` and `answer: …`, which may have several lines each."""
    question, _, rest = card.removeprefix("question: ").partition("\nanswer: ")
    answer = rest.partition("\nexplanation: ")[0].partition("\nwrong answer: ")[0]
    return {"question": question, "answer": answer}
