"""Questions from English sentences whose pattern shows what to ask: what it is or is called, where, why, how many.

Each function reads one whole sentence and yields only cards it is sure of. All cards then compete by score.
"""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.generation.extractive.cards.english.phrases import (
    SUBJECT,
    definition,
    is_named,
    is_person,
    is_subject,
    lowered,
    names_people,
    says_little,
    subject_of,
)
from studyapp.generation.extractive.cards.proposals import Candidate, basic, is_brief
from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.generation.extractive.reading.vocabulary import Vocabulary
from studyapp.rules.text import contains_words

_BE: Final = r"(?P<be>is|are|was|were)"
_HOW_MANY: Final = (
    r"(?P<number>(?:(?:about|around|nearly|at least|up to|over|only)\s)?"
    r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve))"
)

_IS_A: Final = re.compile(rf"{SUBJECT}(?:,\s[^,;:]{{3,80}},)?\s+{_BE}\s+(?P<what>(?:an?|the|any|one of the)\s.+)")
_ARE: Final = re.compile(
    rf"{SUBJECT}\s+(?P<be>are|were)\s+(?P<what>(?!(?:(?:often|always|[a-z]+ly)\s)?[a-z]+(?:ed|ing)\s)(?:[a-z-]+\s){{0,4}}[a-z-]+s,?\s"
    r"(?:that|which|who|whose|in which|to which|by which|made of|consisting of|used|found|of)\s.+)"
)
_REFERS: Final = re.compile(rf"{SUBJECT}\s+(?P<verb>refers? to|means|denotes?)\s+(?P<what>.+)")
_IS_CALLED: Final = re.compile(
    rf"(?P<thing>(?:An?|The)\s[^,;:]{{8,140}}?)\s+{_BE}\s+(?:also\s|often\s|usually\s|commonly\s)?"
    r"(?:called|known as|termed|referred to as)\s+(?P<name>[^,.;:]{2,50})(?=[,.;:])"
)
_ALSO: Final = re.compile(
    rf"{SUBJECT},?\s(?:also|sometimes|often|formerly)\s(?:called|known as|referred to as|termed)\s"
    r"(?P<name>[^,;:.]{3,40})[,.]"
)
_ABBREVIATED: Final = re.compile(r"(?P<name>(?:[\w-]+\s){1,6}[\w-]+)\s\((?P<short>[A-Z][A-Za-z]{1,6})\)")
_STANDS_FOR: Final = re.compile(r"\b(?P<short>[A-Z]{2,8}),?\s(?:which\s)?stands for\s(?P<name>[^,;:.]{4,80})")
_HAPPENS: Final = re.compile(
    rf"{SUBJECT}\s+(?P<verb>takes? place|occurs?)\s+(?P<where>(?:in|on|at|inside|within)\s[^,;:.]{{3,70}})"
)
_GOES_ON: Final = re.compile(r",\s(?:[A-Z]|(?:the|an?|in|on|at|and)\s)")
"""Matches the rest of a list of places."""
_NOT_WHERE: Final = re.compile(r"\d|centur|year|stage|step|way|order|phase|turn")
_CONSISTS: Final = re.compile(
    rf"{SUBJECT}\s+(?P<verb>consists? of|(?:is|are) made (?:up )?of|(?:is|are) composed of)\s+"
    r"(?P<what>[^;:.]{3,120}?)(?:[.;](?:\s|$)|,?\sand\s(?:is|are|was|were|has|have|can)\s|"
    r",\s(?:which|who|whose|where|while|whereas|but|so|although|though|because|each|all)\b)"
)
_BECAUSE: Final = re.compile(
    r"(?:(?P<det>The|An?)\s)?(?P<subject>[\w'’-]+(?:\s[\w'’-]+){0,7}?)(?P<short>(?!))?\s(?P<be>is|are|was|were|can|cannot|could|must)\s(?P<rest>[^,;:]{4,90}?),?\s"
    r"(?:because|since)\s(?P<why>(?!(?:it|they|he|she|of)\s)[^;:]{12,160})\."
)
_HAS: Final = re.compile(
    rf"{SUBJECT}\s+(?P<verb>has|have|had)\s{_HOW_MANY}\s(?P<unit>[a-z]+(?:\s[a-z]+)?s)(?=[.,;]|\s(?:and|in|of|on)\b)"
)
_THERE_ARE: Final = re.compile(rf"There (?P<be>are|were) {_HOW_MANY} (?P<what>[^,;:.]{{6,80}})\.")

_SUPERLATIVE: Final = re.compile(r"the\s(?:first|last|only|most|least|main|capital|centre|center|\w+est)\b")
_TELLING: Final = re.compile(
    r"\b(?:that|which|who|whose|where|by|in|of|for|between|with|used|made|from|to|when|into|on|without|through|inside|within|around|among|under|over|"
    r"at|near|as|like|during|against)\b"
)
_SAYS_LITTLE: Final = 0.45
"""Too low to be chosen."""
_NESTED: Final = re.compile(r"\b(?:that|if|when|which|or)\b")
_KINDS_ONLY: Final = re.compile(
    r"(?:the|several|many|\w+)\s(?:main\s|major\s|different\s)?(?:types?|parts?|kinds?|fields?|steps?|files?|sections?|components?|elements?|groups?|pieces?|layers?|phases?|stages?)\b(?!\s(?:of|for)\s\w+\sand\b)"
)
"""Matches a mere number of parts, e.g. `four types of text input`."""
_LINKS: Final = frozenset({"of", "the", "and", "for", "to"})


def defined(sentence: Sentence) -> str | None:
    """The term that the sentence defines, or None."""
    match = _IS_A.match(sentence.text) or _ARE.match(sentence.text)
    return match["subject"] if match and is_subject(match["subject"]) else None


def questions(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    for pattern in (_definitions, _meanings, _names, _places, _parts, _reasons, _counts):
        yield from pattern(sentence, vocabulary)
    yield from _abbreviations(sentence)


def _definitions(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    match = _IS_A.match(sentence.text) or _ARE.match(sentence.text)
    what = definition(match["what"]) if match and is_subject(match["subject"]) else None
    if not match or what is None or not _TELLING.search(what) or contains_words(what, match["subject"]):
        return
    if _is_unique(what, match["be"]) and match["det"] is None and match["subject"][0].isupper():
        who = "Who" if names_people(what) else "What"
        yield basic(sentence, f"{who} {match['be']} {what}?", match["subject"], 0.82)
    else:
        who = "Who" if is_person(match["subject"], what) else "What"
        yield basic(
            sentence,
            f"{who} {match['be']} {subject_of(match, vocabulary)}?",
            what,
            _SAYS_LITTLE if says_little(what) else 0.95,
        )


def _is_unique(what: str, be: str) -> bool:
    """Whether the description fits only one thing, e.g. `the largest planet`, so that the card asks for its name.

    The verb must agree: `Birds are the only …s`.
    """
    head = re.split(r"\s(?:of|that|which|who|in|on|to|for)\s", what)[0]
    return bool(_SUPERLATIVE.match(what)) and (be in {"is", "was"} or head.endswith("s"))


def _meanings(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    match = _REFERS.match(sentence.text)
    what = definition(match["what"]) if match and is_subject(match["subject"]) else None
    if not match or what is None:
        return
    verb = match["verb"].split()[0].removesuffix("s")
    preposition = " to" if verb == "refer" else ""
    yield basic(sentence, f"What does {subject_of(match, vocabulary)} {verb}{preposition}?", what, 0.85)


def _names(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    if match := _IS_CALLED.match(sentence.text):
        name = re.sub(r"^(?:its|their)\s", "", match["name"])
        if is_brief(match["thing"], least=3, most=22) and is_brief(name, most=5) and not _is_clause(name):
            yield basic(sentence, f"What {match['be']} {lowered(match['thing'])} called?", name, 0.9)
    if (match := _ALSO.match(sentence.text)) and is_subject(match["subject"]) and is_brief(match["name"], most=5):
        yield basic(sentence, f"What is another name for {subject_of(match, vocabulary)}?", match["name"], 0.7)


def _is_clause(name: str) -> bool:
    return bool(re.search(r"\b(?:is|are|was|were|by|because|when|if|and)\b", name))


def _abbreviations(sentence: Sentence) -> Iterator[Candidate]:
    for match in _ABBREVIATED.finditer(sentence.text):
        if name := _spelled_out(match["name"], match["short"]):
            yield basic(sentence, f"What does {match['short']} stand for?", name, 0.72)
    for match in _STANDS_FOR.finditer(sentence.text):
        yield basic(sentence, f"What does {match['short']} stand for?", match["name"], 0.72)


def _spelled_out(text: str, short: str) -> str | None:
    """The last words of `text` whose initials are the abbreviation, or None, e.g. for `network address translation
    (NAT)`.
    """
    words = text.split()
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    for size in (len(letters), len(letters) + 1):
        tail = [word for word in words[-size:] if size == len(letters) or word.casefold() not in _LINKS]
        if [word[0].casefold() for word in tail] == letters:
            return " ".join(words[-size:])
    return None


def _places(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    match = _HAPPENS.match(sentence.text)
    if match and is_named(match, vocabulary) and not _NOT_WHERE.search(match["where"]):
        if _GOES_ON.match(sentence.text, match.end()):
            return
        where = re.split(r"\s(?:and|but|when|if|because|during|after|before|with|as|where)\s", match["where"])[0]
        do = "does" if match["verb"] in {"takes place", "occurs"} else "do"
        bare = "take place" if match["verb"].startswith("take") else "occur"
        yield basic(sentence, f"Where {do} {subject_of(match, vocabulary)} {bare}?", where, 0.85)


def _parts(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    match = _CONSISTS.match(sentence.text)
    if match and is_named(match, vocabulary) and _is_list_of_parts(match["what"]):
        verb, rest = match["verb"].split(maxsplit=1)
        do, rest = (verb, rest) if verb in {"is", "are"} else ("does" if verb == "consists" else "do", "consist of")
        yield basic(sentence, f"What {do} {subject_of(match, vocabulary)} {rest}?", match["what"], 0.8)


def _is_list_of_parts(what: str) -> bool:
    return is_brief(what, most=14) and "(" not in what and not _KINDS_ONLY.match(what)


def _reasons(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    match = _BECAUSE.fullmatch(sentence.text)
    if match and is_brief(match["why"], least=4) and is_named(match, vocabulary):
        if _NESTED.search(match["rest"]):
            return
        question = f"Why {match['be']} {subject_of(match, vocabulary)} {match['rest']}?"
        yield basic(sentence, question, f"Because {match['why']}", 0.84)


def _counts(sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Candidate]:
    match = _HAS.match(sentence.text)
    if match and is_named(match, vocabulary):
        do = {"has": "does", "have": "do", "had": "did"}[match["verb"]]
        question = f"How many {match['unit']} {do} {subject_of(match, vocabulary)} have?"
        yield basic(sentence, question, match["number"], 0.8)
    if match := _THERE_ARE.fullmatch(sentence.text):
        noun, *place = re.split(r"\s(?=in\s|on\s|at\s|for\s)", match["what"], maxsplit=1)
        if not place and " of " not in noun:
            return
        question = " ".join([f"How many {noun} {match['be']} there", *place])
        yield basic(sentence, f"{question}?", match["number"], 0.75)
