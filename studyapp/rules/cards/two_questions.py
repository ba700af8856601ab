"""F4: two questions on one card. Half an answer can be rated neither right nor wrong."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.findings import reject
from studyapp.rules.items import CardDraft, Finding
from studyapp.rules.text import strip_markup, without_code

_LONGEST_READ: Final = 1_000
_QUOTED: Final = re.compile(r"[\"“„«][^\"“”„«»\n]{0,300}[\"”“»]")

_WORD: Final = r"(?:what|which|who|whom|whose|when|where|why|how)"
_BE: Final = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)"
_AUX: Final = rf"(?:{_BE}\b|(?:many|much|long|far|old|often|large|big)\b(?:\s\w+){{0,3}}?\s{_BE}\b)"
_PREPOSITION: Final = r"(?:in|at|on|to|from|for|of|by|with|under|during|into)\s"
_LEAD: Final = r"(?:(?:in|at|on|during|after|before|when|according|for|if|under|as)\b[^,?]{1,80},\s)?"
_FIRST: Final = rf"(?:(?:when|where|why|how)\s{_AUX}|how\s\w+\b|(?:what|which|who|whom|whose)\b)"
_START: Final = rf"^{_LEAD}(?:{_PREPOSITION})?{_FIRST}(?:(?!\.\s)[^?]){{2,300}}?"
_ASKED: Final = r"(?:define|explain|describe|name|state|identify|discuss|outline)"
_ALSO_ASKED: Final = r"(?:give|explain|describe|state|name|list|provide|mention|discuss|define|identify)"

_BOTH_ASK: Final = (
    rf"{_START}[\w)\]]\W{{0,3}},?\s(?:and|or|but)\s(?:also\s)?(?:{_PREPOSITION})?(?P<second>{_WORD})\s{_AUX}(?!\snot\b)"
)
_IN_WHICH: Final = rf"{_START},?\sand\s{_PREPOSITION}(?P<second>what|which|whose|whom)\s"
_AND_WHEN: Final = rf"{_START},?\sand\s(?:if\sso,?\s)?(?P<second>{_WORD})\s?\?$"
_WHEN_AND_WHERE: Final = rf"^{_WORD}\sand\s(?P<second>{_WORD})\s{_AUX}"
_TWO_TASKS: Final = rf"^{_ASKED}\b.{{2,300}}?,?\sand\s(?:then\s)?(?P<second>{_ALSO_ASKED})\b"
_QUESTION_THEN_TASK: Final = (
    rf"{_START}(?<!\bto),?\sand\s(?P<second>give|explain|describe|state|provide|justify)\s"
    r"(?:an?|one|why|how|what|its|the|your|two)\b"
)
_TASK_AND_QUESTION: Final = (
    rf"^{_ASKED}\b.{{2,300}}?,?\sand\s(?:explain\s|say\s)?(?P<second>{_WORD})\s"
    r"(?:it|they|he|she|its|their|this|is|are|was|were)\b"
)
_QUESTION_AND_TASK: Final = rf"\?\s+(?P<second>{_ALSO_ASKED}|justify)\b"

_DE_WORD: Final = r"(?:was|wer|wen|wem|wann|wo|warum|weshalb|wie|welche[rsnm]?|wodurch|wozu|woher)"
_DE_TASK: Final = r"(?:nenne|erkläre|beschreibe|definiere)"
_DE_PREPOSITION: Final = r"(?:(?:in|an|auf|aus|mit|von|zu|für)\s)?"
_GERMAN: Final = (
    rf"^{_DE_PREPOSITION}(?:{_DE_WORD}|{_DE_TASK})\b(?![^?]*,\s(?:{_DE_WORD}|ob)\b)"
    rf"[^?]{{2,300}}?[^\W\d_]{{2}},?\s(?:und|oder)\s"
    rf"{_DE_PREPOSITION}(?P<second>{_DE_WORD}|{_DE_TASK})\b"
)
_FR_WORD: Final = r"(?:qui|quand|où|pourquoi|comment|quel(?:le)?s?|combien|qu['’]est)"
_FR_TASK: Final = r"(?:définissez|expliquez|donnez)"
_FR_PREPOSITION: Final = r"(?:(?:à|de|en|dans|pour|par|avec)\s)?"
_FRENCH: Final = (
    rf"^{_FR_PREPOSITION}(?:{_FR_WORD}|{_FR_TASK}|que)\b(?!\s(?:et|ou)\s)[^?]{{2,300}}?\set\s"
    rf"{_FR_PREPOSITION}(?P<second>{_FR_WORD}|{_FR_TASK})\b"
)
_ES_WORD: Final = r"(?:quién(?:es)?|qué|cuándo|dónde|cómo|cuál(?:es)?|cuánt[oa]s?)"
_ES_PREPOSITION: Final = r"(?:(?:a|de|en|con|para|por)\s)?"
_SPANISH: Final = (
    rf"^¿?{_ES_PREPOSITION}(?:{_ES_WORD}|define|explica)\b(?!\sy\s)[^?]{{2,300}}?\sy\s¿?"
    rf"{_ES_PREPOSITION}(?P<second>{_ES_WORD}|explica)\b"
)
_ENGLISH: Final = (
    _BOTH_ASK, _IN_WHICH, _AND_WHEN, _WHEN_AND_WHERE, _TWO_TASKS, _QUESTION_THEN_TASK, _TASK_AND_QUESTION,
    _QUESTION_AND_TASK,
)  # fmt: skip
_JOINED: Final = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*_ENGLISH, _GERMAN, _FRENCH, _SPANISH))
_JOINT: Final = re.compile(r",?\s(?:and|or|but|und|oder|et|y)\s\S{0,5}\s?$")
_ASKING: Final = re.compile(rf"\b(?:{_WORD}|{_DE_WORD}|{_FR_WORD}|{_ES_WORD})\b", re.IGNORECASE)


def two_questions(draft: CardDraft) -> Iterator[Finding]:
    """F4: reject a question that joins a second one by “and”, e.g. `When was X born and when did he die?`."""
    if cloze.has_deletion(draft.question):
        return
    text = " ".join(strip_markup(without_code(_QUOTED.sub(" ", draft.question[:_LONGEST_READ]))).split())
    for pattern in _JOINED:
        if (match := pattern.search(text)) and not _is_embedded(text[match.start() : match.start("second")], match):
            yield reject("F4", "The card asks two questions.")
            return


def _is_embedded(before: str, match: re.Match[str]) -> bool:
    """Whether the second word of asking stands beside another one in a subordinate clause, e.g. `decides who is
    rich and who is poor` or `what determines when and where`.
    """
    asking = [word.casefold() for word in _ASKING.findall(before)][1:]
    last = _JOINT.sub("", before).rsplit(" ", 1)[-1].casefold()
    return match["second"].casefold() in asking or (bool(asking) and last == asking[-1])
