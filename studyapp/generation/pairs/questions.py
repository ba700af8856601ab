"""Questions with their answers: `Q:` and `A:` in many languages, on two lines or on one, and the `?` of Obsidian."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from studyapp.generation.pairs.pair import Found, Pair
from studyapp.rules.text import count_words

_ASKING: Final = (
    "question|ques|quest|frage|pregunta|pergunta|domanda|vraag|fråga|pytanie|вопрос|front|vorderseite|recto"
)
_ASKING_LETTER: Final = (
    "q|f|p|d|v|в|питання|ερώτηση|soru|s|问|問|问题|質問|문|질문|문제|שאלה|پرسش|سؤال|س|प्रश्न|term|begriff|terme"
)
_ANSWERING: Final = (
    "answer|ans|antwort|respuesta|réponse|reponse|rép|risposta|resposta|antwoord|svar|odpowiedź|ответ|back|rückseite|"
    "verso|solution|lösung"
)
_ANSWERING_LETTER: Final = (
    "a|r|o|о|відповідь|απάντηση|cevap|c|答|回答|答案|答え|답|정답|תשובה|پاسخ|جواب|ج|उत्तर|"
    "definition|meaning|bedeutung|définition"
)
_NUMBER: Final = r"\s?[#№]?\d{0,3}"
_MARK: Final = r"(?:\*\*|__)?"
_SIGN: Final = r"(?:[:：.]|(?<=\d)\)|(?<=\d)\s?[-–—](?=\s))"
_AFTER_SIGN: Final = r"(?:\s+|$|(?<=：))"
LABEL: Final = re.compile(
    rf"\s*+(?:#{{1,6}}\s)?{_MARK}(?:(?:(?P<question>{_ASKING}|{_ASKING_LETTER})|(?P<answer>{_ANSWERING}|{_ANSWERING_LETTER}))"
    rf"(?:{_NUMBER}\s?{_MARK}{_SIGN}|\.\d{{1,3}}[.):]?(?=\s)){_MARK}{_AFTER_SIGN}"
    rf"|(?:(?P<long_question>{_ASKING}|q)|(?P<long_answer>{_ANSWERING}|a)){_NUMBER}\s[-–—]\s+"
    rf"|(?:(?P<line_question>{_ASKING})|(?P<line_answer>{_ANSWERING})){_NUMBER}\s?[:.]?{_MARK}\s*$"
    rf"|\[(?:(?P<in_question>q|{_ASKING})|(?P<in_answer>a|{_ANSWERING})){_NUMBER}\]\s*:?\s*)",
    re.IGNORECASE,
)
"""What stands before a question or an answer: `Q1:`, `Question 1 - `, `[Q]`, or a line that is only `Answer`."""
_INSIDE: Final = re.compile(
    rf"(?:(?<=[.?!？。)])\s+|\s)(?:{_MARK}(?:{_ANSWERING})\s?\d{{0,3}}\s?{_MARK}[:：]{_MARK}\s*"
    rf"|(?<=[.?!？。)]\s)(?:a|r|{_ANSWERING})\s?\d{{0,3}}[.:)]\s+|a\d{{1,3}}[.:)]\s+)",
    re.IGNORECASE,
)
"""The label of an answer on the line of its question."""
_WORD_BEFORE: Final = re.compile(rf"(?:{_ASKING})\s+(?=\S)", re.IGNORECASE)
_ASKS: Final = re.compile(r"[?？؟]\W{0,3}$")
_HEADING: Final = re.compile(r"\s*#{1,6}\s+")
_BETWEEN: Final = re.compile(r"\s*\?{1,2}\s*")
_RULE: Final = re.compile(r"\s*[-*_=]{3,}\s*")
_LETTERED: Final = re.compile(r"\s*[a-z][.:]\s", re.IGNORECASE)
_OPTION: Final = re.compile(r"\(?(?P<letter>[A-Ha-h])(?:[.)](?:\s+.*)?)?")
_FURTHEST_ANSWER: Final = 8
"""In lines after the question."""
_MOST_ANSWER_WORDS: Final = 60
_FEWEST_UNLABELLED: Final = 2


def question_pairs(lines: Sequence[str]) -> list[Found]:
    """The pairs among the lines, which have no bullets, of which marks tell what asks and what answers."""
    labelled = list(_labelled(lines))
    taken = {at for found in labelled for at in found.places}
    return [*labelled, *_parted(lines, taken)]


def answered_questions(lines: Sequence[str], *, labelled: bool) -> list[Found]:
    """The pairs of a text in which each question has its answer on the lines up to the next one.

    A question has a label, or without `labelled` just a question mark at its end. There are no pairs if a question has
    no answer, or a long one, as the heading of a chapter has.
    """
    starts = [at for at, line in enumerate(lines) if (_is_labelled if labelled else _is_question)(line)]
    if len(starts) < _FEWEST_UNLABELLED:
        return []
    answered = (_answered(lines, start, end) for start, end in pairwise([*starts, len(lines)]))
    found = list(takewhile(bool, answered))
    return [each for each in found if each] if len(found) == len(starts) else []


def _is_labelled(line: str) -> bool:
    """Whether the line has the label of a question that is more than one letter."""
    label = LABEL.match(line)
    return label is not None and _part(label) == "question" and len(label[0].strip(" .:*_")) > 1


def _is_question(line: str) -> bool:
    return _ASKS.search(line) is not None or _label(line) == "question"


def _answered(lines: Sequence[str], start: int, end: int) -> Found | None:
    written = [at for at in range(start, end) if lines[at].strip() and not _RULE.fullmatch(lines[at])]
    question, answer = _text([lines[start]]), "\n".join(lines[at].strip() for at in written[1:])
    if not question or not answer or count_words(answer) > _MOST_ANSWER_WORDS:
        return None
    quote = "\n".join(lines[at] for at in written).strip()
    return Found(Pair(question, answer, quote, is_certain=_is_labelled(lines[start])), written)


def _labelled(lines: Sequence[str]) -> Iterator[Found]:
    """Pairs of `Q:` and `A:`. An answer goes on until a blank line or the next question."""
    labels = [_label(line) for line in lines]
    at = 0
    while at < len(lines):
        if found := _on_one_line(lines[at], at, begins=labels[at]):
            yield found
            at += 1
            continue
        answer = _next_answer(lines, labels, at)
        if answer is None:
            at += 1
            continue
        end = _end_of_answer(lines, labels, answer + 1, asks=labels[at] is None)
        sides = _sides(lines[at:answer], _text(lines[answer:end]))
        yield Found(Pair(*sides, quote="\n".join(lines[at:end]).strip(), is_certain=True), list(range(at, end)))
        at = end


def _sides(asked: Sequence[str], answer: str) -> tuple[str, str]:
    """Question and answer. The letter of an option becomes the option, because the lines have no letters any more."""
    chosen, options = _OPTION.fullmatch(answer), asked[1:]
    place = ord(chosen["letter"].upper()) - ord("A") if chosen else len(options)
    return _text(asked), options[place].strip() if len(options) > 1 and place < len(options) else answer


def _on_one_line(line: str, at: int, *, begins: str | None) -> Found | None:
    """The pair of a line such as `Q: What is ice? A: Solid water.`; `begins` is the label of the line."""
    inside = _INSIDE.search(line)
    if inside is None or not line[inside.end() :].strip():
        return None
    before = line[: inside.start()]
    if begins != "question" and not _ASKS.search(before):
        return None
    question = _WORD_BEFORE.sub("", _text([before]), count=1) if begins is None else _text([before])
    return Found(Pair(question, line[inside.end() :].strip(), quote=line.strip(), is_certain=True), [at])


def _next_answer(lines: Sequence[str], labels: Sequence[str | None], at: int) -> int | None:
    """The place of the line with the answer to the question that begins here; None if none begins here."""
    has_label = labels[at] == "question"
    if not has_label and not _ASKS.search(lines[at]):
        return None
    for place in range(at + 1, min(at + _FURTHEST_ANSWER, len(lines))):
        match labels[place]:
            case "answer":
                is_option = not has_label and _LETTERED.match(lines[place]) and _has_options(lines, place)
                return None if is_option else place
            case "question":
                return None
            case _:
                pass
    return None


def _has_options(lines: Sequence[str], at: int) -> bool:
    """Whether the next line has a letter as well, so that the label of an answer is the letter of an option."""
    return lines[at].lstrip()[1:2] == "." or (at + 1 < len(lines) and _LETTERED.match(lines[at + 1]) is not None)


def _end_of_answer(lines: Sequence[str], labels: Sequence[str | None], start: int, *, asks: bool) -> int:
    """The place after the answer: a blank line, or the next question, which may have no label if `asks` is true."""
    is_empty = _text(lines[start - 1 : start]) == ""
    for place in range(start, len(lines)):
        is_next = labels[place] == "question" or (asks and _ASKS.search(lines[place]))
        if is_next or (not lines[place].strip() and not is_empty):
            return place
        is_empty = is_empty and not lines[place].strip()
    return len(lines)


def _label(line: str) -> str | None:
    found = LABEL.match(line)
    return _part(found) if found else None


def _part(label: re.Match[str]) -> str:
    return str(label.lastgroup).rpartition("_")[2]


def _text(lines: Sequence[str]) -> str:
    first, *others = lines
    label = LABEL.match(first) or _HEADING.match(first)
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
