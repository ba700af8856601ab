"""Wrong answers from the deck itself: what other cards answer is what a learner may mix up."""

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from studyapp.generation.provider import DistractorCall
from studyapp.rules.card_duplicates import SAME
from studyapp.rules.choice_clues import telling_words
from studyapp.rules.choice_kinds import Kind
from studyapp.rules.choice_reading import Option, read_option
from studyapp.rules.items import KnownCard
from studyapp.rules.language import SMALL_WORDS
from studyapp.rules.text import contains_words, front_key, strip_markup, word_set, word_stem, words

_MOST_SIBLINGS: Final = 300
_ALIKE: Final = 80
"""Per cent of letters in common from which two terms may be one word in two forms."""
_NEAR_LENGTH: Final = 8
_ARTICLES: Final = word_set("a an the der die das den dem ein eine le la les un une el los las")
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
_HEAD: Final = re.compile(r"\b(?:which|what|welche[rsnm]?|quel(?:le)?s?|qué)\s+(?P<noun>[^\W\d_]{3,})", re.IGNORECASE)
_NO_HEAD: Final = word_set("is are was were does did has have can will ist sind war hat est sont es son kind type sort")
_SYNONYM: Final = (
    r"\b(?:also called|also known as|known as|or|aka|i\.e\.|that is|auch|genannt|d\.\s?h\.|aussi appelée?|ou|"
    r"también llamad[oa]|o)\s+(?:(?:a|an|the)\s+)?{0}\b|\(\s*{0}\s*\)"
)


def siblings_like(call: DistractorCall, key: Option) -> Iterator[str]:
    """Answers of the same form, from questions nearest in meaning first; none that might be right here too."""
    own = front_key(call.stem)
    ranked = [
        (_rank(call.stem, key, card, option), at, option.raw)
        for at, card in enumerate(call.siblings[:_MOST_SIBLINGS])
        if _is_like(key, option := read_option(card.answer.strip(), language=key.language))
        and _is_asked_alike(call.stem, card.question)
        and not _may_be_right(call, key, card, option, own)
    ]
    for _, _, text in sorted(ranked):
        yield text


def _is_like(key: Option, option: Option) -> bool:
    """Of one kind and shape, and about as long."""
    exact = {Kind.CODE, Kind.FORMULA, Kind.SENTENCE, Kind.DATE, Kind.NUMBER, Kind.RANGE, Kind.VERDICT}
    if key.kind is not option.kind and {key.kind, option.kind} & exact:
        return False
    if _lead(key) != _lead(option):
        return False
    shorter, longer = sorted((len(key.text), len(option.text)))
    return longer - shorter <= _NEAR_LENGTH or longer < 2 * shorter


def _lead(option: Option) -> str:
    """`to`, `in` or `because`, with which an answer begins."""
    first = option.words[0] if len(option.words) > 1 else ""
    return first if first in SMALL_WORDS and first not in _ARTICLES else ""


def _is_asked_alike(stem: str, question: str) -> bool:
    one, other = _asked(stem), _asked(question)
    if one and other and one != other:
        return False
    head, other_head = _head(stem), _head(question)
    return not head or not other_head or head == other_head or bool(_shared(stem, question))


def _asked(question: str) -> str | None:
    return next((_ASKED[word] for word in words(strip_markup(question)) if word in _ASKED), None)


def _head(question: str) -> str | None:
    """What is asked for: `planet` in `Which planet …`."""
    match = _HEAD.search(strip_markup(question))
    noun = match["noun"].casefold() if match else ""
    return word_stem(noun) if noun and noun not in _NO_HEAD else None


def _shared(stem: str, question: str) -> set[str]:
    own, others = ({word_stem(word) for word in telling_words(strip_markup(text))} for text in (stem, question))
    return own & others


def _may_be_right(call: DistractorCall, key: Option, card: KnownCard, option: Option, own: str) -> bool:
    """A synonym, a part of the answer, something the question speaks of, or an answer to the same question."""
    if not option.words or contains_words(option.text, key.text) or contains_words(key.text, option.text):
        return True
    if fuzz.ratio(option.text.casefold(), key.text.casefold()) >= _ALIKE and len(key.text) > 4 and key.number is None:
        return True
    if contains_words(strip_markup(call.stem), option.text):
        return True
    if fuzz.token_sort_ratio(own, front_key(card.question), score_cutoff=SAME):
        return True
    synonym = re.compile(_SYNONYM.format(re.escape(option.text)), re.IGNORECASE)
    return any(text and synonym.search(text) for text in (call.explanation, call.quote))


def _rank(stem: str, key: Option, card: KnownCard, option: Option) -> tuple[int, int, bool, int]:
    """The lower the nearer: what is asked for, shared words, kind, length."""
    same_head = _head(stem) is not None and _head(stem) == _head(card.question)
    length = abs(len(key.text) - len(option.text))
    return (0 if same_head else 1, -len(_shared(stem, card.question)), key.kind is not option.kind, length)
