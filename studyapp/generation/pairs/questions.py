"""Questions with their answers: `Q:` and `A:` in many languages, and the `?` of Obsidian between two lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from studyapp.generation.pairs.pair import Pair

_QUESTION: Final = (
    "q|question|f|frage|p|pregunta|pergunta|domanda|d|vraag|v|fråga|pytanie|вопрос|в|питання|ερώτηση|soru|s|问|問|问题|質問|문|질문|문제|שאלה|پرسش|"
    "سؤال|س|प्रश्न"
)
_ANSWER: Final = (
    "a|answer|antwort|respuesta|r|réponse|reponse|rép|risposta|resposta|antwoord|svar|odpowiedź|o|ответ|о|відповідь|απάντηση|cevap|c|"
    "答|回答|答案|答え|답|정답|תשובה|پاسخ|جواب|ج|उत्तर"
)
LABEL: Final = re.compile(
    rf"\s*(?:\*\*|__)?(?:(?P<question>{_QUESTION})|(?P<answer>{_ANSWER}))\s?\d{{0,3}}\s?(?:\*\*|__)?(?:[:：.]|(?<=\d)\))(?:\*\*|__)?(?:\s+|$|(?<=：))",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*\?{1,2}\s*")


@dataclass(frozen=True, slots=True)
class Found:
    pair: Pair
    places: list[int]
    """The places of the lines it takes."""


def question_pairs(lines: Sequence[str]) -> list[Found]:
    """The pairs among the lines, which have no bullets."""
    labelled = list(_labelled(lines))
    taken = {at for found in labelled for at in found.places}
    return [*labelled, *_parted(lines, taken)]


def _labelled(lines: Sequence[str]) -> Iterator[Found]:
    """Pairs of `Q:` and `A:`. An answer goes on until a blank line or the next question."""
    at = 0
    while at < len(lines):
        answer = _next_answer(lines, at)
        if answer is None:
            at += 1
            continue
        end = _end_of_answer(lines, answer + 1)
        sides = (_text(lines[at:answer]), _text(lines[answer:end]))
        yield Found(Pair(*sides, quote="\n".join(lines[at:end]).strip(), is_certain=True), list(range(at, end)))
        at = end


def _next_answer(lines: Sequence[str], at: int) -> int | None:
    """The place of the line with the answer to the question that begins here; None if none begins here."""
    begins = LABEL.match(lines[at])
    if begins is None or not begins["question"]:
        return None
    for place in range(at + 1, min(at + 8, len(lines))):
        label = LABEL.match(lines[place])
        if label and label["answer"]:
            return place
        if label and label["question"]:
            return None
    return None


def _end_of_answer(lines: Sequence[str], start: int) -> int:
    for place in range(start, len(lines)):
        label = LABEL.match(lines[place])
        if not lines[place].strip() or (label and label["question"]):
            return place
    return len(lines)


def _text(lines: Sequence[str]) -> str:
    first, *others = lines
    label = LABEL.match(first)
    return "\n".join([first[label.end() :] if label else first, *others]).strip()


def _parted(lines: Sequence[str], taken: set[int]) -> Iterator[Found]:
    """Pairs of paragraphs with a line between them that is only `?`, or `??` to ask in both directions."""
    for at, line in enumerate(lines):
        if not _BETWEEN.fullmatch(line):
            continue
        start, end = at, at + 1
        while start > 0 and lines[start - 1].strip() and start - 1 not in taken:
            start -= 1
        while end < len(lines) and lines[end].strip() and not _BETWEEN.fullmatch(lines[end]):
            end += 1
        front, back = "\n".join(lines[start:at]).strip(), "\n".join(lines[at + 1 : end]).strip()
        taken.update(range(start, end))
        if front and back:
            quote = "\n".join(lines[start:end])
            yield Found(Pair(front, back, quote, is_certain=True, is_both="??" in line), list(range(start, end)))
