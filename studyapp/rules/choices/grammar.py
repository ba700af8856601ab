"""D6: grammar must not rule out options, so every option has to continue the sentence."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.choices.items import ChoiceFinding, reject
from studyapp.rules.choices.reading import Item, Option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.text import word_set

_BEFORE_BLANK: Final = re.compile(r"\b(an?)[\s:…_.\[\]]*$|\b(an?)\s(?:\[[^\]\n]{1,60}\]|_{2,})")
_SOUNDS_CONSONANT: Final = re.compile(r"(?:uni(?!n|m)|use|usu|uti|ura|eu|ewe|one\b|once|ubi|u\b)", re.IGNORECASE)
_SOUNDS_VOWEL: Final = re.compile(r"(?:hour|honest|hono|heir|8|11\b|18\b)", re.IGNORECASE)
_LETTER_SOUNDS_VOWEL: Final = frozenset("AEFHILMNORSX")
_SECOND_ARTICLE: Final = word_set("a an the")

_ENDS_PLURAL: Final = re.compile(
    r"\b(?:are|were|sind|waren|sont|étaient|son|eran)(?:\s+(?:the|called))?[\s:…_.]*$", re.IGNORECASE
)
_ENDS_SINGULAR: Final = re.compile(
    r"\b(?:is|was|ist|war|est|était|es|era)(?:\s+(?:an?|the|called))?[\s:…_.]*$", re.IGNORECASE
)
_ASKS_PLURAL: Final = re.compile(r"\b(?:which|what)\s+(?:\w+\s+)?(?:\w{3,}s)\s+(?:are|were|have|do)\b", re.IGNORECASE)
_ASKS_SINGULAR: Final = re.compile(r"\b(?:which|what)\s+(?:\w+\s+)?\w{2,}[^s\s]\s+(?:is|was|has|does)\b", re.IGNORECASE)
_NO_PLURAL_S: Final = re.compile(r"(?:ss|us|is|ics|ous|'s|’s|as|os|ies|mars|paris|news|lens|gas)$", re.IGNORECASE)
_PLURALS: Final = word_set(
    "people children men women mice feet teeth bacteria data fungi nuclei criteria phenomena mitochondria"
)
_HEAD_ENDS: Final = re.compile(r"\s(?:of|in|on|for|from|with|by|to|that|which|at|de|von|du)\s|[,(]", re.IGNORECASE)


def article(item: Item) -> Iterator[ChoiceFinding]:
    """D6: reject options that do not fit the `a` or `an` before the gap or the end of the question."""
    match = _BEFORE_BLANK.search(item.stem)
    if not match or item.language != "en":
        return
    wanted = match[1] or match[2]
    if _article_of(item.key) not in {wanted, None}:
        yield reject("D6", f"“{wanted}” in the question does not go with the right answer.")
    for at, option in item.numbered():
        if _article_of(option) not in {wanted, None}:
            yield reject("D6", f"“{option.text}” cannot follow “{wanted}” in the question.", at)


def _article_of(option: Option) -> str | None:
    """The article the option takes, `a` or `an`; None if it has its own article or cannot be judged."""
    first = option.text.lstrip("\"'“„«`(*").split(" ", 1)[0]
    if not first or not first[0].isascii() or first.casefold() in _SECOND_ARTICLE or not first[0].isalnum():
        return None
    if first.isupper() and (len(first) == 1 or not _is_spoken(first)):
        return "an" if first[0] in _LETTER_SOUNDS_VOWEL else "a"
    if _SOUNDS_CONSONANT.match(first):
        return "a"
    return "an" if first[0].casefold() in "aeiou" or _SOUNDS_VOWEL.match(first) else "a"


def _is_spoken(acronym: str) -> bool:
    """Whether the acronym is spoken as a word like `NASA`, and not letter by letter like `FBI`."""
    return len(acronym) > 3 and any(sign in "AEIOU" for sign in acronym[1:-1])


def grammatical_number(item: Item) -> Iterator[ChoiceFinding]:
    """D6: reject a question that asks for a plural (or a singular) when only the right answer is one."""
    wants_plural = _wants_plural(item.stem)
    if wants_plural is None or len(item.distractors) < 2:
        return
    numbers = [is_plural(option) for option in item.options]
    if numbers[0] == wants_plural and all(number == (not wants_plural) for number in numbers[1:]):
        kind = "plural" if wants_plural else "singular"
        yield reject("D6", f"The question asks for a {kind}, and only the right answer is one.")


def _wants_plural(stem: str) -> bool | None:
    if _ENDS_PLURAL.search(stem) or _ASKS_PLURAL.search(stem):
        return True
    return False if _ENDS_SINGULAR.search(stem) or _ASKS_SINGULAR.search(stem) else None


def is_plural(option: Option) -> bool | None:
    """Whether the main noun of the option is a plural; None for numbers, formulas, names and unclear cases."""
    if option.is_marked or option.kind not in {Kind.TERM, Kind.PHRASE, Kind.SENTENCE}:
        return None
    head = _HEAD_ENDS.split(option.text, maxsplit=1)[0]
    last = head.split(" ")[-1].strip(".?!").casefold()
    if not last.isalpha():
        return None
    return (
        " and " in head
        or last in _PLURALS
        or last.endswith("men")
        or (last.endswith("s") and not _NO_PLURAL_S.search(last))
    )
