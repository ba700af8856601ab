"""Questions from French and Spanish sentences that define something."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.generation.extractive.cards.proposals import Candidate, basic, is_brief
from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.generation.extractive.reading.vocabulary import Vocabulary
from studyapp.rules.text import word_set

_FRENCH_IS_A: Final = re.compile(
    r"(?P<det>L['’]|(?:Le|La|Les|Un|Une)\s)(?P<subject>[^,;:()]{2,50}?)\s(?P<be>est|sont|était|étaient)\s"
    r"(?P<what>(?:un|une|le|la|les|des)\s.+|l['’].+)"
)
_SPANISH_IS_A: Final = re.compile(
    r"(?P<det>El|La|Los|Las|Un|Una)\s(?P<subject>[^,;:()]{2,50}?)\s(?P<be>es|son|era|eran|fue|fueron)\s"
    r"(?P<what>(?:un|una|unos|unas|el|la|los|las)\s.+)"
)
_NO_SUBJECT: Final = word_set(
    "qui que dont où et ou est sont dans sur par pour avec quien y o en por para con es son era fue ha a se ne pas no "
    "deux trois quatre plus moins autre autres seul seule dos tres más menos otro otra otros otras"
)
_TAIL: Final = re.compile(
    r"[;:]\s|,\s(?:et|mais|alors|tandis|car|y|pero|mientras|aunque|porque)\s|\s[–—]\s|\s\(|"
    r"\sy\s(?:lo|la|los|las|le|les|se)\s(?=[a-záéíóú]+[aeoó]n?\b)|\set\s(?:il|elle|se|en)\s"
)
_TELLING: Final = re.compile(r"\b(?:qui|que|dont|où|de|du|des|par|pour|à|en|donde|por|para|con|del)\b|d['’]")


def defined(sentence: Sentence) -> str | None:
    match = _FRENCH_IS_A.match(sentence.text) or _SPANISH_IS_A.match(sentence.text)
    return match["subject"] if match and _definition(match) else None


def french(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    del vocabulary  # the article shows which word is written small
    if (match := _FRENCH_IS_A.match(sentence.text)) and (what := _definition(match)):
        yield basic(sentence, _french_question(match["det"].lower() + match["subject"], match["be"]), what, 0.95)


def spanish(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    del vocabulary
    if (match := _SPANISH_IS_A.match(sentence.text)) and (what := _definition(match)):
        yield basic(sentence, f"¿Qué {match['be']} {match['det'].lower()} {match['subject']}?", what, 0.95)


def _french_question(subject: str, be: str) -> str:
    match be:
        case "est":
            return f"Qu'est-ce qu'{subject} ?" if subject[0] in "uaeio" else f"Qu'est-ce que {subject} ?"
        case "sont":
            return f"Que sont {subject} ?"
        case _:
            return f"Qu'{be} {subject} ?"


def _definition(match: re.Match[str]) -> str | None:
    words = match["subject"].casefold().split()
    if not 1 <= len(words) <= 6 or any(word in _NO_SUBJECT for word in words):
        return None
    text = match["what"].rstrip(". ")
    for cut in _TAIL.finditer(text):
        if is_brief(text[: cut.start()], least=4):
            text = text[: cut.start()]
            break
    return text if is_brief(text, least=4) and _TELLING.search(text) else None
