"""What sort of thing a card asks for, by the words of its question. Choices are taken from cards of the same sort."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Final

from studyapp.generation.extractive.distractors.cues import ASKED, GENUS, NO_HEAD, SORT_OF_HEAD, VAGUE
from studyapp.rules import cloze
from studyapp.rules.language import SMALL_WORDS
from studyapp.rules.text import strip_markup, word_set, word_stem, words

ARTICLES: Final = word_set(
    "a an the der die das den dem ein eine einer eines le la les un une el los las una unos unas il lo gli"
)
_BEGINS_DEFINITION: Final = ARTICLES | word_set("one something somebody someone any jemand etwas")
_ARTICLE_FIRST: Final = re.compile(rf"(?:(?:{'|'.join(sorted(_BEGINS_DEFINITION))})\b|l['’])", re.IGNORECASE)
_LONGEST_DEFINED: Final = 60
_LEAST_DEFINITION: Final = 3
"""A definition has at least this many words."""
_MOST_PAIR_WORDS: Final = 6
_SEARCHED: Final = 12
"""The noun of a definition is among this many of its first words."""
_WORDS_BEFORE: Final = 3
_TERM: Final = r"(?P<term>[^\s?“”\"„]+(?:\s[^\s?“”\"„]+){0,4}?)"
_DEFINES: Final = re.compile(
    r"¿?\s?(?:what(?:'s| is| are| was| were)|was (?:ist|sind|war|waren|bedeutet|heißt)|was versteht man unter|"
    r"qu['’]est-ce que?|que sont|qu['’]étai(?:t|ent)|que signifie|qué (?:es|son|era|eran|fue|fueron|significa)|"
    r"what (?:does|do)|what is meant by|define|definiere)\s"
    rf"(?:(?:the term|the word|der begriff)\s)?[“\"„]?{_TERM}[”\"“]?"
    r"(?:\s(?:literally\s)?(?:mean|(?P<measures>measure)|describe|refer to))?\s?\??",
    re.IGNORECASE,
)
_WHICH: Final = re.compile(
    r"\b(?:which|what|this|these|welche[rsnm]?|diese[rs]?|quel(?:le)?s?|cet(?:te)?|qué|este|esta)\s"
    r"(?P<nouns>[^\W\d_]{3,}(?:[\s-][^\W\d_]{3,}){0,2})",
    re.IGNORECASE,
)
_WHAT_IS_THE: Final = re.compile(
    r"\b(?:what|which|was|wie|cuál|qué|quel(?:le)?)\s(?:is|are|was|were|ist|war|heißt|lautet|es|era|est|était)\s"
    r"(?:the|der|die|das|la|el|le)\s(?P<nouns>[^\W\d_]{2,}(?:\s[^\W\d_]{2,}){0,2}?)\s"
    r"(?:of|in|on|at|for|around|von|des|der|de|du|del)\b",
    re.IGNORECASE,
)
_COMPARES: Final = re.compile(
    r"the (?:more|less|fewer|\w+er)\b[^,]{0,200},\s*the (?:more|less|fewer|\w+er)\b", re.IGNORECASE
)
"""A sentence that begins like a definition: `The more they are, the less each of them does`."""
_PROMPT: Final = re.compile(
    rf"(?:(?:{'|'.join(sorted(ARTICLES))})\s)?(?P<nouns>[^\W\d_]{{3,}}(?:\s[^\W\d_]{{3,}}){{0,2}}?)\s"
    r"(?:of|in|who|whose|that|von|vom|des|der|de|du|del|(?=d['’]))",
    re.IGNORECASE,
)
"""A thing that is named rather than asked for: `Inventor of dynamite`."""
_ASKS_TERM: Final = re.compile(
    r"\b(?:what (?:is|are) (?:it|this|that|they) called|what (?:do|does|did) .{1,40} call\b|"
    r"(?:term|word|name) (?:for|of)|(?:wie|was) (?:nennt|heißt) (?:man|es)|cómo se (?:llama|denomina|conoce)|"
    r"comment (?:appelle-t-on|s['’]appelle|nomme-t-on|se nomme)|wie hei(?:ß|ss)t|"
    r"what (?:is|are|was|were) .{1,80} called\b)",
    re.IGNORECASE,
)


_DOES: Final = re.compile(
    r"\bwhat\s\w+s\s(?:the|an?|its|their|this|that|these|each|every|most|up|to|in|from|into|at|of)\b", re.IGNORECASE
)
"""A verb stands behind the question word: `What covers the heart?`."""
_CALLED: Final = re.compile(
    r"\b(?:wie hei(?:ß|ss)(?:t|en)|comment (?:s['’]appelle|appelle-t-on|se nomme|nomme-t-on)(?:nt)?|"
    r"cómo se (?:llama|denomina|conoce)n?)\s(?:(?:der|die|das|le|la|les|el|los|las|un|une|una|eine?)\s|l['’])"
    r"(?P<nouns>[^\W\d_]{3,}(?:\s[^\W\d_]{3,}){0,2})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a card asks for."""

    sort: str
    """A sort of `cues`, or `definition`, `pair`, `gap`; empty if unknown."""
    heads: tuple[str, ...] = ()
    """Stems of the words that name the thing, e.g. of `planet` in `Which planet …`; the likelier noun first."""
    defined: str = ""
    """The term whose definition or translation is asked for, with its article."""
    is_name: bool = False
    """Whether the question asks what something is called, e.g. `Wie heißt der Blattfarbstoff?`."""
    told: str = ""
    """What the defined thing has to be by its name or the question, a sort of `GENUS`: a fiscal policy is an `idea`."""

    @property
    def is_of_a_name(self) -> bool:
        """Whether the card is about what something is called, on either side."""
        return self.is_name or self.sort in {"term", "definition"}

    @property
    def is_counted(self) -> bool:
        """Whether the defined term has an article, as `a market` has and `inflation` has not."""
        return bool(set(words(self.defined)[:1]) & ARTICLES)

    def is_named_like(self, other: "Asked") -> bool:
        """Whether both name the same thing: `Which bond …` and `Which weak bond …`."""
        if not self.heads or not other.heads:
            return False
        return self.heads[0] in other.heads[:2] or other.heads[0] in self.heads[:2]


@lru_cache(maxsize=4_000)
def asked_for(question: str, answer: str) -> Asked:
    """What the card with this question and answer asks for."""
    text = " ".join(strip_markup(question)[:400].split())
    if cloze.BLANK in text:
        return Asked("gap")
    defined = _DEFINES.fullmatch(text[:_LONGEST_DEFINED])
    if defined and is_definition(answer):
        told = "measure" if defined["measures"] else _told(defined["term"])
        return Asked("definition", defined=defined["term"], told=told)
    if named := _named_in_prompt(text):
        return named
    if is_pair(text, answer):
        return (
            Asked("definition", defined=text, told=_told(text))
            if is_definition(answer) or _is_described(text, answer)
            else Asked("pair", _heads_of_prompt(text), defined=text)
        )
    heads = _heads(text)
    if _ASKS_TERM.search(text) and set(heads[:1]) <= VAGUE:
        return Asked("term")
    known = next((SORT_OF_HEAD[head] for head in heads[:2] if head in SORT_OF_HEAD), None)
    is_name = known is None and _CALLED.search(text) is not None
    return Asked(known or _by_question_word(text), heads, is_name=is_name)


def is_pair(front: str, back: str) -> bool:
    """Whether the front is an entry of a word list: a few words that ask nothing, or a Spanish question whose meaning
    is a question.
    """
    is_translated = front.lstrip().startswith("¿") and back.rstrip().endswith("?")
    is_question = front.rstrip().endswith(("?", ":")) and not is_translated
    return 0 < len(words(front)) <= _MOST_PAIR_WORDS and not is_question and cloze.BLANK not in front


def _named_in_prompt(text: str) -> Asked | None:
    """What a front without a question asks for, if its noun is of a known sort; else None."""
    match = _PROMPT.match(text) if "?" not in text else None
    nouns = _stems(list(reversed(words(match["nouns"])))) if match else ()
    return next((Asked(SORT_OF_HEAD[noun], nouns) for noun in nouns if noun in SORT_OF_HEAD), None)


def _heads_of_prompt(text: str) -> tuple[str, ...]:
    """What a prompt like `Bone of the thigh` asks for; empty for a word of a word list."""
    match = _PROMPT.match(text)
    return _stems(list(reversed(words(match["nouns"])))) if match else ()


def is_definition(answer: str) -> bool:
    """Whether the answer says what something is: `A market with a single seller`."""
    text = strip_markup(answer)[:400]
    tokens = words(text)
    if _COMPARES.match(text):
        return False
    return len(tokens) >= _LEAST_DEFINITION and (
        tokens[0] in _BEGINS_DEFINITION or (len(tokens) > _WORDS_BEFORE + 1 and genus(answer) != "")
    )


def _is_described(front: str, back: str) -> bool:
    """Whether a term stands before what it means in several words: `fjord`, `narrow inlet of the sea`."""
    tokens = words(strip_markup(back)[:400])
    is_phrase = len(tokens) > _WORDS_BEFORE and tokens[0] not in SMALL_WORDS and not back.rstrip().endswith(("?", "!"))
    return is_phrase and len(words(front)) <= _WORDS_BEFORE


def can_define(own: Asked, definition: str, other: Asked, sibling: str) -> bool:
    """Whether the definition of another term can stand here, as far as the names of the terms tell: that of a tax
    cannot for `public good`, which is a good, nor for `fiscal policy`, as that of `monetary policy` can.
    """
    name = _name(own.defined)
    repeated = set(name) & set(_first_phrase(definition))
    if repeated:
        return bool(repeated & set(_first_phrase(sibling)))
    return not own.told or own.told == genus(sibling) or name[-1:] == _name(other.defined)[-1:]


@lru_cache(maxsize=4_000)
def genus(definition: str) -> str:
    """What a definition says the thing is, e.g. `process` for `A lasting rise in prices`; empty if unknown."""
    return next((GENUS[stem] for stem in _first_phrase(definition) if stem in GENUS), "")


def has_article(definition: str) -> bool:
    """Whether a definition begins with an article, as `A cut into cubes` does and `cooked in water` does not."""
    return _ARTICLE_FIRST.match(strip_markup(definition)[:40]) is not None


def _first_phrase(definition: str) -> list[str]:
    """The stems of a definition up to its first small word: of `A lasting rise in prices` those of `lasting rise`."""
    tokens = [word for word in words(strip_markup(definition)[:200]) if word not in ARTICLES][:_SEARCHED]
    return [word_stem(word) for word in takewhile(lambda word: word not in SMALL_WORDS, tokens)]


def _told(term: str) -> str:
    """What a term of several words says by its last one that the thing is; empty if it says nothing."""
    name = _name(term)
    return GENUS.get(name[-1], "") if len(name) > 1 else ""


def _name(term: str) -> list[str]:
    """The stems of a term, without articles."""
    return [word_stem(word) for word in words(term) if word not in ARTICLES]


def _heads(text: str) -> tuple[str, ...]:
    if match := _WHAT_IS_THE.search(text):
        return _stems(list(reversed(words(match["nouns"]))))
    if match := _CALLED.search(text):
        return _called(match["nouns"])
    match = None if _DOES.search(text) else _WHICH.search(text)
    return _stems(words(match["nouns"])) if match else ()


def _called(nouns: str) -> tuple[str, ...]:
    """In German the noun is the first word with a capital, in French and Spanish the first word."""
    capitals = [word for word in nouns.split() if word[0].isupper()]
    return _stems(words(" ".join([*capitals, nouns])))


def _stems(nouns: Sequence[str]) -> tuple[str, ...]:
    return tuple(word_stem(noun) for noun in nouns if noun not in SMALL_WORDS and noun not in NO_HEAD)


def _by_question_word(text: str) -> str:
    return next((ASKED[word] for word in words(text) if word in ASKED), "")
