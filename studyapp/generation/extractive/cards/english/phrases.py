"""English noun phrases: which can be the subject of a question, and how they are written inside one."""

import re
from typing import Final

from studyapp.generation.extractive.cards.proposals import is_brief
from studyapp.generation.extractive.reading.terms import is_learned
from studyapp.generation.extractive.reading.vocabulary import Vocabulary
from studyapp.rules.text import word_set

SUBJECT: Final = r"(?:(?P<det>An?|The)\s+)?(?P<subject>[^\s,;:()][^,;:()]{1,60}?)(?:\s+\((?P<short>[^()]{1,20})\))?"
"""A pattern for the beginning of a sentence: article, noun phrase, abbreviation in brackets."""

_NO_SUBJECT: Final = word_set(
    """
    that which who whom whose where when if because while although since and or but to in on at by for from with as is
    are was were be been has have had not only then also there one another today often usually two three four five six
    seven eight nine ten several it he she they we you i this these those its their his her some many most all each
    both every no without under over about like than can will must should may might could would below
    above here suppose let
    """
)
_NO_HEAD: Final = word_set(
    """
    way ways thing things reason reasons result results example examples problem aim goal answer difference effect rest
    question issue idea point step case fact purpose advantage disadvantage consequence cause truth key trick time
    solution task exception most best worst ones other others main story father mother son daughter wife husband
    brother sister parents family name use uses
    """
)
_PEOPLE: Final = re.compile(
    r"\b(?:[a-z]+(?:ist|ician|ologist|grapher|sopher|orian)|king|queen|emperor|empress|president|poet|writer|author|"
    r"painter|composer|physician|engineer|inventor|general|explorer|merchant|scholar|priest|pope|bishop|saint|teacher|"
    r"minister|leader|ruler|monk|nun|architect|sculptor|actor|actress|singer|lawyer|judge|duke|prince|princess|"
    r"chancellor|banker|nurse|doctor|sailor|astronomer|statesman|politician|playwright|novelist|director|professor)\b"
)
_UNFINISHED: Final = word_set("in of by at from with as the a an and or to for on that which who than shown into")
_TAIL: Final = re.compile(
    r"[;:]\s|,?\sand\s(?=(?:the\s)?[\w.’'-]+\s(?:is|are|was|were)\s)|"
    r",\sand\s(?=an?\s[^,;]{3,60}?\s(?:is|are|was|were|has|have|can)\s)|,\sand\s(?=(?:it|they|he|she|its|their|the|this|many|most|some|is|was|are|were|has|have|had|can|will|so|[A-Z])\b)|"
    r",\s(?:but|so|although|while|whereas|where|which|because|not)\s|\s[–—]\s|\sbecause\s|"
    r"\sand\s(?=(?:is|are|was|were|has|have|had|can|does|do)\s)|"
    r"\sand\s(?=(?:runs|lies|stretches|extends|contains|consists|allows|makes|gives|takes|keeps|lets|leads|becomes|produces|"
    r"provides|carries|serves|helps|occurs|happens|belongs|begins|reaches|includes|raises|splits|protects|regulates)\s)"
)
_PARENTHESIS: Final = re.compile(r"\s\([^()]*\)")
_EMPTY: Final = re.compile(
    r"(?:an?|the)\s(?:much|more)\b|"
    r"(?:an?|the|one of the)\s(?:\w+\s){0,2}?(?:part|requirement|examples?|aspect|feature|concern|problem|factor|"
    r"answer|matter|topic|issue|challenge|thing|place|way|idea|question|reason|result)\b|"
    r"(?:an?|the)\s(?:very\s)?(?:important|key|major|common|good|great|growing|serious|classic|useful|popular|big|"
    r"difficult)\b"
)
_ABSTRACT: Final = re.compile(r".*(?:tion|sion|ment|ity|ness|ance|ence|age|ing|ship|hood|cy|ure|try|s)$")
"""Endings of words that are hardly ever names."""


_ANY_KIND: Final = word_set(
    "usual normal main basic classic standard common typical ordinary first second third fourth last next previous "
    "former latter left right whole new other same best simplest"
)
_PRONOUN: Final = re.compile(r"\b(?:it|them|him|her|he|she|they)\b")
_NOUN_INSIDE: Final = re.compile(
    r"\b(?:that|which|who|whose|by|of|in|on|from|with)\b.*\b(?:an?|the|its|their|one|each|every)\s\w+"
)


def is_subject(subject: str) -> bool:
    """Whether the text is a noun phrase of a few words that says something, not the start of a clause."""
    words = subject.casefold().split()
    if not 1 <= len(words) <= 6 or words[-1] in _NO_HEAD or words[0] in _NO_HEAD:
        return False
    if len(words) == 1 and words[0] in _ANY_KIND:
        return False
    if any(word in {"A", "An", "The"} for word in subject.split()) or (len(words) == 2 and words[0] in _ANY_KIND):
        return False
    return not any(word in _NO_SUBJECT for word in words) and any(sign.isalpha() for sign in subject)


def is_named(match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether the subject is specific enough for a question: `the transport layer` is, `the shell` alone is not."""
    subject = match["subject"]
    if not is_subject(subject):
        return False
    is_bare = match["det"] == "The" and " " not in subject and subject[0].islower()
    return not is_bare or vocabulary.is_marked(subject) or is_learned(subject)


def subject_of(match: re.Match[str], vocabulary: Vocabulary) -> str:
    """The subject as written within a sentence, with its article and abbreviation."""
    determiner, subject = match["det"], match["subject"]
    named = f"{determiner.lower()} {subject}" if determiner else cased(subject, vocabulary)
    return f"{named} ({match['short']})" if match["short"] else named


def within_sentence(phrase: str, vocabulary: Vocabulary) -> str:
    """The phrase, which still has its article, as written within a sentence."""
    first, _, rest = phrase.partition(" ")
    return f"{first.lower()} {rest}" if first in {"The", "A", "An"} else cased(phrase, vocabulary)


def cased(subject: str, vocabulary: Vocabulary) -> str:
    """The subject in lower case, unless the text suggests that it is a name."""
    first, *rest = subject.split()
    if any(sign.isupper() or sign.isdigit() for sign in first[1:]) or any(word[0].isupper() for word in rest):
        return subject
    if vocabulary.is_name(first):
        return subject
    is_common = vocabulary.is_lower(first) or rest or _ABSTRACT.fullmatch(first) or is_learned(first)
    return lowered(subject) if is_common else subject


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def definition(text: str) -> str | None:
    """The defining part of the text, cut before further clauses if enough is left; None if it is too long or
    incomplete.
    """
    text = _PARENTHESIS.sub("", text).rstrip(". ").removesuffix(", in other words")
    if text.startswith("not "):
        return None
    for cut in _TAIL.finditer(text):
        head = text[: cut.start()]
        is_enumeration = cut[0].startswith(", and") and "," in head
        least = 3 if "and" in cut[0] else 6
        if is_brief(head, least=least) and _is_whole(head) and not is_enumeration:
            return head
    return text if is_brief(text, least=3) and _is_whole(text) else None


def says_little(what: str) -> bool:
    """Whether the definition would fit many things, e.g. `an important part of …`."""
    return bool(_EMPTY.match(what))


def _is_whole(text: str) -> bool:
    """Whether no word is missing at the end, every parenthesis is closed, and pronouns mean something inside."""
    pronoun = _PRONOUN.search(text)
    if pronoun and not _NOUN_INSIDE.search(text[: pronoun.start()]):
        return False
    return text.count("(") == text.count(")") and text.rsplit(maxsplit=1)[-1].casefold() not in _UNFINISHED


def is_person(subject: str, what: str) -> bool:
    """Whether the subject is a person, e.g. `Melvin Calvin` if the sentence calls him `an American chemist`."""
    return all(word[0].isupper() for word in subject.split()) and names_people(what)


def names_people(what: str) -> bool:
    """Whether the main noun of the phrase is a person, e.g. `an American chemist who …`."""
    return bool(_PEOPLE.search(re.split(r",|\s(?:of|that|who|whose|which|in|for|from|and|to)\s", what)[0]))
