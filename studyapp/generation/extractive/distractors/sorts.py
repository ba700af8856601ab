"""Tells whether two cards ask for the same sort of thing, so that the answer of one could be that of the other."""

import re
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.choices.reading import Option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.language import SMALL_WORDS
from studyapp.rules.text import strip_markup, word_set, word_stem, words

_LONGEST_ASKED: Final = 90
_DEFINES: Final = re.compile(
    r"(?:what (?:is|are|was|were)|was (?:ist|sind|war|waren|bedeutet|heißt)|was versteht man unter|"
    r"qu['’]est-ce que?|qu['’](?:était|étaient)|que (?:sont|signifie)|¿?qué (?:es|son|era|eran|fue|fueron|significa))"
    r"\s[^\s?]+(?:\s[^\s?]+){0,4}\s?\?|"
    r"what (?:is meant by\s[^\s?]+(?:\s[^\s?]+){0,4}|(?:does|do)\s[^\s?]+(?:\s[^\s?]+){0,4}?\s(?:mean|refer to))\s?\?",
    re.IGNORECASE,
)
_STANDS_FOR: Final = re.compile(r"what does \S+ stand for\s?\?|wofür steht \S+\s?\?", re.IGNORECASE)
_ASKED: Final = {
    word: sort
    for sort, listing in {
        "person": "who whom whose wer wen wem wessen quién quiénes",
        "place": "where wo woher wohin où dónde",
        "time": "when wann quand cuándo",
        "reason": "why warum wieso weshalb pourquoi",
        "manner": "how wie comment cómo",
        "thing": "what which was welche welcher welches welchen welchem quel quelle quels quelles qué cuál cuáles",
    }.items()
    for word in listing.split()
}
_HEAD: Final = re.compile(
    r"\b(?:which|what|this|these|welche[rsnm]?|diese[rs]?|quel(?:le)?s?|cet(?:te)?|qué|este|esta)\s"
    r"(?P<nouns>[^\W\d_]{3,}(?:\s[^\W\d_]{3,}){0,2})",
    re.IGNORECASE,
)
_WHAT_IS_THE: Final = re.compile(
    r"(?:what (?:is|was) the|was ist (?:der|die|das)|quel(?:le)? est l[ea]|¿?cuál es (?:el|la))\s(?:[^\W\d_]+\s)?"
    r"(?P<noun>[^\W\d_]{3,})\s(?:of|de|del|der|des|von|du)\s",
    re.IGNORECASE,
)
_NO_HEAD: Final = word_set("does did will kind type sort name term word makes has have had famous great first largest")
_BEHIND: Final = re.compile(r"(?P<word>\w+)\s" + re.escape(cloze.BLANK))
_PREPOSITIONS: Final = word_set("in at to from near by of for im bei aus nach von zu à en dans a de por con")
_MOST_PAIR_WORDS: Final = 4
_PLACED: Final = word_set("the a an to der die das ein eine le la les un une el los las se sich il lo gli i")
_MOST_NAME_WORDS: Final = 5


def asked(question: str) -> str | None:
    """What a question asks for, e.g. `person` or `time`; None if no question word tells."""
    return next((_ASKED[word] for word in words(strip_markup(question)) if word in _ASKED), None)


def heads(question: str) -> frozenset[str]:
    """The nouns that name what is asked for, e.g. `planet` in `Which outer planet …`, `capital` in `What is the capital
    of …`.
    """
    text = strip_markup(question)
    if found := _WHAT_IS_THE.match(text):
        return frozenset({word_stem(found["noun"].casefold())})
    match = _HEAD.search(text)
    nouns = words(match["nouns"]) if match else []
    return frozenset(word_stem(noun) for noun in nouns if noun not in SMALL_WORDS and noun not in _NO_HEAD)


def is_same_sort(stem: str, key: Option, question: str, option: Option) -> bool:
    """Whether both cards ask what something is, what letters stand for, who it was, or for the other side of a pair."""
    if _defines(stem, question) or _matches(_STANDS_FOR, stem, question):
        return _are_as_long(key, option, times=2.5)
    if _asks_person(stem, key) and _asks_person(question, option):
        return _may_be_person(key) and _may_be_person(option)
    if cloze.BLANK in stem and cloze.BLANK in question:
        return _stand_alike(stem, key, question, option)
    return _is_pair(stem) and _is_pair(question) and _fit_one_list(stem, key, question, option)


def _defines(*questions: str) -> bool:
    """Whether all ask what something is, unlike `What is the capital of Kenya?`, which asks for a name."""
    return _matches(_DEFINES, *questions) and not any(_WHAT_IS_THE.match(strip_markup(each)) for each in questions)


def _matches(pattern: re.Pattern[str], *questions: str) -> bool:
    return all(pattern.fullmatch(strip_markup(question)[:_LONGEST_ASKED]) is not None for question in questions)


def _are_as_long(key: Option, option: Option, *, times: float) -> bool:
    shorter, longer = sorted((len(key.text), len(option.text)))
    return (
        Kind.DATE not in (key.kind, option.kind) and key.number is option.number is None and longer <= times * shorter
    )


def _may_be_person(option: Option) -> bool:
    return option.text[:1].isupper() and len(option.words) <= _MOST_NAME_WORDS and option.number is None


def _asks_person(stem: str, key: Option) -> bool:
    """Whether the question asks who, or the sentence begins with a hidden name of several words, as of people."""
    begins = stem.split(": ", maxsplit=1)[-1].startswith(cloze.BLANK)
    return asked(stem) == "person" or (begins and len(key.words) > 1)


def _stand_alike(stem: str, key: Option, question: str, option: Option) -> bool:
    """Whether two hidden names stand behind the same preposition, without an article between."""
    if not (_may_be_person(key) and _may_be_person(option)):
        return False
    before = {found["word"].casefold() for text in (stem, question) if (found := _BEHIND.search(text))}
    return len(before) == 1 and all(_BEHIND.search(text) for text in (stem, question)) and before <= _PREPOSITIONS


def _is_pair(front: str) -> bool:
    """Whether it is one side of a pair of a word list, and neither a question nor a sentence."""
    text = strip_markup(front)
    return cloze.BLANK not in front and not text.endswith(("?", ".", ":")) and len(text.split()) <= _MOST_PAIR_WORDS


def _fit_one_list(stem: str, key: Option, question: str, option: Option) -> bool:
    """Whether two pairs are of one class of words, as far as articles, infinitives, capitals and lengths tell."""
    if key.kind is not option.kind or _placed(key.text) != _placed(option.text):
        return False
    if bool(_placed(stem)) != bool(_placed(question)) or key.text[:1].isupper() != option.text[:1].isupper():
        return False
    return (len(key.words) > 1) == (len(option.words) > 1) or bool(_placed(key.text))


def _placed(text: str) -> str:
    """The article or the like that a text begins with, one for all articles; empty if there is none."""
    first = text.casefold().split(maxsplit=1)
    if len(first) < 2 or first[0] not in _PLACED:
        return ""
    return "to" if first[0] in {"to", "se", "sich"} else "article"
