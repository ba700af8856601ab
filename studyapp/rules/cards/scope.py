"""F4 and F6: a card asks for one fact, briefly."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.findings import reject, warn
from studyapp.rules.items import CardDraft, Finding
from studyapp.rules.sentences import split_sentences
from studyapp.rules.text import count_words, strip_markup, without_code

MOST_SENTENCES: Final = 2
ANSWER_WORDS: Final = (25, 40)
QUESTION_WORDS: Final = (30, 50)
"""The number of words from which a side is long (a warning), and too long (refused)."""

_LIST_ITEM: Final = re.compile(
    r"^[ \t]*(?:[-*+•‣–][ \t]+|\(?(?:\d{1,2}|[a-z])[.)][ \t]+)\S|<li\b", re.MULTILINE | re.IGNORECASE
)
_INLINE_ITEM: Final = re.compile(r"(?:^|(?<=\s))\(?(?:\d|[a-e]|i{1,3}|iv|v)\)\s")
_QUESTION_END: Final = re.compile(r"(?<=[\w)\]%°²³])\s?\?+(?=\s|$)|[？؟]")

_COUNT: Final = (
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|several|"
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|due|tre|quattro)"
)
_ASKS_LIST: Final = re.compile(  # `which two` is left out: a pair can be one fact
    rf"""(?:^|[,:;.]\s+)(?:please\s+)?(?:
      list\s+(?:the|all|some|any|at\ least|{_COUNT})\b
    | (?:name|give|state|enumerate|identify|describe)\s+(?:all|both|at\ least\s+{_COUNT}|(?:the\s+)?{_COUNT})\b
    | enumerate\b
    | what\s+(?:are|were)\s+(?:all\s+)?(?:the\s+)?(?:main\s+|major\s+)?{_COUNT}\b
    | which\s+(?!two\b){_COUNT}\b
    | (?:nenne|nennen\s+sie|zähle|liste)\s+(?:alle|die\s+{_COUNT}|{_COUNT}|auf)\b
    | (?:welche(?!\s+zwei\b)|welches\s+sind\s+die|was\s+sind\s+die|wie\s+heißen\s+die)\s+{_COUNT}\b
    | (?:quels|quelles)\s+(?:sont|étaient)\s+les\s+{_COUNT}\b
    | (?:citez|énumérez|nommez)\s+(?:les|tous|toutes|{_COUNT})\b
    | ¿?(?:cuáles)\s+(?:son|eran|fueron)\s+(?:los|las)\s+{_COUNT}\b
    | (?:enumera|nombra|menciona)\s+(?:los|las|todos|todas|{_COUNT})\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def several_facts(draft: CardDraft) -> Iterator[Finding]:
    """F4: reject a card that asks for several things, because one forgotten thing fails the whole card."""
    question, answer = without_code(draft.question), without_code(draft.answer)
    if _items(answer) >= 2:
        yield reject("F4", "The answer is a list.")
    elif len(split_sentences(_one_line(strip_markup(answer)))) > MOST_SENTENCES:
        yield reject("F4", "The answer has more than two sentences.")
    if len(_QUESTION_END.findall(strip_markup(question))) >= 2:
        yield reject("F4", "The card asks two questions.")
    elif _ASKS_LIST.search(strip_markup(question)):
        yield reject("F4", "The question asks for a list.")


def _items(answer: str) -> int:
    return max(len(_LIST_ITEM.findall(answer)), len(_INLINE_ITEM.findall(answer)))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def long_sides(draft: CardDraft) -> Iterator[Finding]:
    """F6: warn of long sides and reject very long ones: how well a long text is remembered is hard to rate."""
    for side, text, limits in (
        ("question", cloze.revealed(draft.question), QUESTION_WORDS),
        ("answer", draft.answer, ANSWER_WORDS),
    ):
        count = count_words(strip_markup(without_code(text)))
        if count > limits[1]:
            yield reject("F6", f"The {side} has {count} words, more than {limits[1]}.")
        elif count > limits[0]:
            yield warn("F6", f"The {side} has {count} words; up to {limits[0]} are easier to review.")
