"""Reads the quality sets, which are written as plain text because a hundred calls are hard to read.

A card is one line, `question = answer`; one with a deletion is a cloze. A multiple-choice question is three lines: the
question, `=` with the right answer and three wrong ones, and `~` with the explanation.
"""

from studyapp.rules.items import CardDraft


def read_cards(listing: str) -> list[CardDraft]:
    return [_card(line) for line in listing.splitlines() if line]


def read_choices(listing: str) -> list[CardDraft]:
    lines = [line for line in listing.splitlines() if line]
    return [_choice(*lines[at : at + 3]) for at in range(0, len(lines), 3)]


def _card(line: str) -> CardDraft:
    question, answer = line.rsplit(" = ", 1)
    kind = "cloze" if "{{c1::" in question else "basic"
    return CardDraft(question.replace("\\n", "\n"), answer.replace("\\n", "\n"), kind=kind)


def _choice(question: str, options: str, explanation: str) -> CardDraft:
    assert (options[:2], explanation[:2]) == ("= ", "~ "), question
    answer, *distractors = options.removeprefix("= ").split(" | ")
    return CardDraft(
        question, answer, explanation.removeprefix("~ "), kind="multiple_choice", distractors=tuple(distractors)
    )
