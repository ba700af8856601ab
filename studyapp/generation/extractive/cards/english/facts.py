"""Questions about people, deeds and years from English sentences: who did it, and when."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.generation.extractive.cards.english.phrases import is_subject, names_people, within_sentence
from studyapp.generation.extractive.cards.proposals import Candidate, basic, is_brief
from studyapp.generation.extractive.languages.wordlists import words_of
from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.generation.extractive.reading.vocabulary import Vocabulary
from studyapp.rules.text import word_set

_IRREGULAR: Final = {
    "written": "wrote", "found": "found", "built": "built", "made": "made", "led": "led", "drawn": "drew", "won": "won",
    "begun": "began", "given": "gave", "shown": "showed", "taken": "took", "put": "put", "sent": "sent", "lost": "lost",
    "taught": "taught", "held": "held", "brought": "brought", "bought": "bought", "sold": "sold", "beaten": "beat",
    "set": "set", "sung": "sang", "chosen": "chose", "overthrown": "overthrew", "broken": "broke", "laid": "laid",
}  # fmt: skip
"""Past participles and their past tense; for regular verbs the two are equal."""

_NAME: Final = r"[A-ZÀ-Þ][\w'’.-]*(?:\s(?:(?:of|the|von|van|de|der|du|la|da|ibn|al)\s){0,2}[A-ZÀ-Þ][\w'’.-]*){0,4}"
_YEAR: Final = r"(?:1[0-9]{3}|20[0-4][0-9])"
_PARTICIPLE: Final = rf"(?:[a-z]{{2,}}ed|{'|'.join(_IRREGULAR)})"
_PAST: Final = rf"(?:[a-z]{{2,}}ed|{'|'.join(sorted(set(_IRREGULAR.values())))})"

_PASSIVE: Final = re.compile(
    rf"(?P<thing>[^,;:()]{{3,80}}?)\s(?P<be>was|were)\s(?P<how>first\s|originally\s|finally\s)?(?P<verb>{_PARTICIPLE})"
    r"\b(?P<rest>[^;:()]*)\."
)
_IN_YEAR: Final = re.compile(rf"\sin\s(?P<year>{_YEAR})(?!\s?[–-])\b")
_BY_PERSON: Final = re.compile(
    rf"\sby\s(?:the\s|an?\s)?(?P<title>(?:[\w-]+\s){{0,4}}?)(?P<name>{_NAME})"
    r"(?=$|,|\s(?:in|at|on|for|to|during|from|after|before|with|as)\b)"
)
_ACTIVE: Final = re.compile(
    rf"(?:(?:In|By)\s(?P<early>{_YEAR}),?\s)?(?P<who>(?:[Tt]he\s)?(?P<title>(?:[\w-]+\s){{0,4}}?)(?P<name>{_NAME}))\s"
    rf"(?P<verb>{_PAST})\s(?P<rest>[^;:()]+)\."
)
_DEEDS: Final = word_set(
    """
    argued built calculated coined collected composed conducted crystallised crystallized defined demonstrated described
    designed developed devised discovered drew explained formulated founded identified introduced invented isolated
    measured named observed painted patented predicted published proposed proved realised realized recognised
    recognized sculpted showed suggested synthesised synthesized translated wrote
    """
)
_RULER: Final = re.compile(
    r"\b(?:King|Queen|Emperor|Empress|Pope|President|Sir|Lord|Lady|Saint|Tsar|Prince|Duke)\b|\b[IVX]+\b"
)
_NO_PERSON: Final = word_set(
    """
    North South East West New Great United Saint San Los Las Lake Mount Cape Port Sri Costa El Islands Island Sea Ocean
    River Republic Empire Kingdom States Union League War Party Army Navy Church University Company Bank Act Treaty
    Revolution Parliament Senate Council Congress Court Corporation Institute Society Association Organization
    Organisation Museum City Valley Mountains Desert Peninsula Bay Canal Dynasty Age Period System Protocol Theory
    Model Law Committee Commission Ministry Authority Agency Laboratory Laboratories Labs Academy School College
    Foundation Group Team Brothers January February March April May June July August September October November December
    """
)
_SMALL: Final = words_of("en").small
_POINTING_BACK: Final = re.compile(r"\b(?:he|she|they|it|his|her|their|its|him|them)\b")


def questions(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    yield from _passive(sentence, vocabulary)
    yield from _active(sentence)


def _passive(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Questions from a passive sentence, e.g. `The word was coined by Wilhelm Kühne in 1877.`"""
    match = _PASSIVE.fullmatch(sentence.text)
    if not match or not is_subject(re.sub(r"^(?:The|An?)\s", "", match["thing"])):
        return
    thing, how = within_sentence(match["thing"], vocabulary), match["how"] or ""
    rest = _first_clause(match["rest"])
    if _POINTING_BACK.search(rest):
        return
    if (year := _IN_YEAR.search(rest)) and is_brief(rest, most=14):
        remainder = rest[: year.start()] + rest[year.end() :]
        yield basic(
            sentence, f"In which year {match['be']} {thing} {how}{match['verb']}{remainder}?", year["year"], 0.8
        )
    if (by := _BY_PERSON.search(rest)) and _is_person(by["name"], by["title"], match["verb"]):
        past = _IRREGULAR.get(match["verb"], match["verb"])
        question = f"Who {how}{past} {thing}{rest[: by.start()]}{rest[by.end() :]}?"
        yield basic(sentence, question, by["name"], 0.84)


def _active(sentence: Sentence) -> Iterator[Candidate]:
    """A question from an active sentence, e.g. `In 1897 Eduard Buchner showed that …`"""
    match = _ACTIVE.fullmatch(sentence.text)
    if not match or not _is_person(match["name"], match["title"], match["verb"]):
        return
    rest = _first_clause(match["rest"])
    if _POINTING_BACK.search(rest) or not is_brief(rest, most=22):
        return
    if not match["early"]:
        yield basic(sentence, f"Who {match['verb']} {rest}?", match["name"], 0.82)
    elif rest.startswith("that "):
        yield basic(sentence, f"Who {match['verb']} in {match['early']} {rest}?", match["name"], 0.82)
    else:
        yield basic(sentence, f"Who {match['verb']} {rest} in {match['early']}?", match["name"], 0.82)


def _first_clause(rest: str) -> str:
    """The text up to an apposition or another clause."""
    cut = re.search(
        r",\s(?:and|but|who|which|where|when|after|before|although|while|so|because|an?|the)\s|,\s[A-Z]|\sso that\s",
        rest,
    )
    return (rest[: cut.start()] if cut else rest).rstrip(" ,")


def _is_person(name: str, title: str, verb: str) -> bool:
    words = name.split()
    if words[0].casefold() in _SMALL or any(word in _NO_PERSON for word in words):
        return False
    if names_people(title) or _RULER.search(name):
        return True
    return len(words) >= 2 and (verb in _DEEDS or _IRREGULAR.get(verb) in _DEEDS)
