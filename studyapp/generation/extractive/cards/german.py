"""Questions from German sentences that define or name something."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.generation.extractive.cards.proposals import Candidate, basic, is_brief
from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.generation.extractive.reading.vocabulary import Vocabulary
from studyapp.rules.text import word_set

_SUBJECT: Final = r"(?P<subject>(?:(?:Der|Die|Das|Ein|Eine)\s)?[^\s,;:()][^,;:()]{1,60}?)(?:\s\([^()]{1,30}\))?"
_IS_A: Final = re.compile(
    rf"{_SUBJECT}\s(?P<be>ist|sind|war|waren)\s"
    r"(?P<what>(?:ein|eine|einer|eines|der|die|das)\s.+|[A-ZÄÖÜ][\wäöüß-]+,\s(?:der|die|das|den|deren|dessen|in)\s.+)"
)
_MEANS: Final = re.compile(
    r"(?:Als|Unter)\s(?P<term>[^,;:]{3,50}?)\s(?P<verb>bezeichnet|versteht)\sman\s(?P<what>[^;:]{12,180})\."
)
_IS_NAMED: Final = re.compile(
    r"(?P<thing>(?:Der|Die|Das|Ein|Eine)\s[^,;:]{8,120}?)\s(?:heißt|heißen)\s(?P<name>[^,;:.]{3,40})[.,]"
)
_IS_TERMED: Final = re.compile(
    r"(?P<thing>(?:Der|Die|Das|Ein|Eine)\s[^,;:]{6,120}?)\s(?P<be>wird|werden)\s(?:auch\s)?(?:als\s)?(?P<name>[^,;:.]{3,40}?)\s"
    r"(?:bezeichnet|genannt)\."
)
_CALLS: Final = re.compile(r"(?P<term>[^,;:]{3,40}?)\snennt\sman\s(?P<what>[^;:]{12,180})\.")
_CONSISTS: Final = re.compile(rf"{_SUBJECT}\s(?P<verb>besteht|bestehen)\saus\s(?P<what>[^,;:.]{{3,90}})[,.]")
_TAIL: Final = re.compile(
    r"[;:]\s|,\s(?:und|aber|doch|sondern|wobei|während|weil|so\sdass)\s|\sund\s(?=(?:mit|für|in|es|wird|werden|ist|sind|war|hat|haben|kann)\s)|\s[–—]\s|\s\("
)
_TELLING: Final = re.compile(
    r",\s|\b(?:von|aus|für|zwischen|mit|durch|des|der|in|im|zur|zum|bei|auf|über|unter|an|am|eines|einer)\b"
)
_NO_SUBJECT: Final = word_set(
    "und oder aber dass weil wenn als in im auf an am bei mit nach zu zum zur für durch ist sind war waren wird hat "
    "nicht auch nur es er sie dies diese dieser dieses dort hier hiermit damit dafür daher dagegen daneben "
    "darüber darunter dazu danach unten oben wo was wer man zwei drei vier fünf sechs"
)
_NO_HEAD: Final = word_set(
    "grund ziel ergebnis folge ursache beispiel problem frage vorteil nachteil unterschied teil aufgabe"
)
_PERSON: Final = re.compile(
    r"\b(?:[A-ZÄÖÜ]?[a-zäöüß-]*(?:iker|iker?in|ist|istin|loge|login|graph|soph|arzt|ärztin|könig|königin|kaiser|dichter|"
    r"maler|komponist|schriftsteller|erfinder|physiker|chemiker|politiker|präsident|herrscher|ingenieur))\b",
    re.IGNORECASE,
)


def defined(sentence: Sentence) -> str | None:
    match = _IS_A.match(sentence.text)
    return match["subject"] if match and _is_subject(match["subject"]) else None


def questions(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    del vocabulary  # German nouns are always capitalised, so no word has to be looked up
    yield from _definitions(sentence)
    yield from _names(sentence)


def _definitions(sentence: Sentence) -> Iterator[Candidate]:
    match = _IS_A.match(sentence.text)
    what = _definition(match["what"]) if match and _is_subject(match["subject"]) else None
    if match and what and _TELLING.search(what):
        who = "Wer" if _PERSON.search(" ".join(what.split()[:4])) and _has_two_names(match["subject"]) else "Was"
        yield basic(sentence, f"{who} {match['be']} {_within(match['subject'])}?", what, 0.95)
    elif match := _MEANS.fullmatch(sentence.text):
        phrase = f"Was bezeichnet man als {match['term']}?"
        if match["verb"] == "versteht":
            phrase = f"Was versteht man unter {match['term']}?"
        yield from _defined(sentence, phrase, match["what"])
    elif match := _CALLS.fullmatch(sentence.text):
        yield from _defined(sentence, f"Was nennt man {_small_adjective(match['term'])}?", match["what"])
    if (match := _CONSISTS.match(sentence.text)) and _is_subject(match["subject"]) and is_brief(match["what"], most=14):
        yield basic(sentence, f"Woraus {match['verb']} {_within(match['subject'])}?", f"Aus {match['what']}", 0.8)


def _defined(sentence: Sentence, question: str, what: str) -> Iterator[Candidate]:
    if answer := _definition(what):
        yield basic(sentence, question, answer, 0.9)


def _names(sentence: Sentence) -> Iterator[Candidate]:
    if (match := _IS_NAMED.match(sentence.text)) and is_brief(match["name"], most=5):
        verb = "heißen" if " heißen " in match[0] else "heißt"
        yield basic(sentence, f"Wie {verb} {_within(match['thing'])}?", match["name"], 0.9)
    elif (match := _IS_TERMED.fullmatch(sentence.text)) and is_brief(match["name"], most=5):
        yield basic(sentence, f"Wie {match['be']} {_within(match['thing'])} bezeichnet?", match["name"], 0.9)


def _is_subject(subject: str) -> bool:
    words = [word.casefold() for word in subject.split()]
    if not 1 <= len(words) <= 7 or words[-1] in _NO_HEAD:
        return False
    return not any(word in _NO_SUBJECT for word in words) and subject.rsplit(maxsplit=1)[-1][0].isupper()


def _within(subject: str) -> str:
    """The subject as written within a sentence: its article in lower case, its nouns as they are."""
    first, _, rest = subject.partition(" ")
    return f"{first.lower()} {rest}" if first in {"Der", "Die", "Das", "Ein", "Eine"} else _small_adjective(subject)


def _small_adjective(term: str) -> str:
    """The term with a leading adjective in lower case: `Virtuelles Wasser` has one, `Wasser` has none."""
    words = term.split()
    is_adjective = len(words) > 1 and words[0].endswith(("e", "er", "es", "en")) and words[1][0].isupper()
    return f"{words[0].lower()} {' '.join(words[1:])}" if is_adjective else term


def _has_two_names(subject: str) -> bool:
    return len(subject.split()) >= 2 and all(word[0].isupper() for word in subject.split())


def _definition(text: str) -> str | None:
    text = text.rstrip(". ")
    for cut in _TAIL.finditer(text):
        if is_brief(text[: cut.start()], least=6):
            return text[: cut.start()]
    return text if is_brief(text, least=3) else None
