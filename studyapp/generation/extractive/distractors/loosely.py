"""Wrong answers from cards that ask for no named sort of thing, where form and subject alone have to be alike.

`What covers the heart?` tells no sort, as `Which bone …` does. There, technical terms can be taken for one another:
what an everyday word means would rule it out, what a technical one means only those know who have learned it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from studyapp.generation.calls import DistractorCall
from studyapp.generation.extractive.distractors.cues import VAGUE
from studyapp.generation.extractive.distractors.families.members import split_article
from studyapp.generation.extractive.distractors.nearness import is_close, lead, telling
from studyapp.generation.extractive.distractors.right import may_be_right
from studyapp.generation.extractive.distractors.siblings import MOST_SIBLINGS, can_stand
from studyapp.generation.extractive.distractors.sorts import ARTICLES, Asked, asked_for
from studyapp.rules.choices.grammar import is_plural
from studyapp.rules.choices.reading import Option, read_option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.items import KnownCard
from studyapp.rules.text import strip_markup, words

_LOOSE: Final = frozenset({"", "thing", "term", "gap", "place"})
_MOST_TERM_WORDS: Final = 3
_TECHNICAL: Final = 7
"""Everyday words tend to be shorter."""
_TECHNICAL_GERMAN: Final = 10
_END: Final = 2
_FRAME_WORDS: Final = 3
_SEVERAL: Final = re.compile(
    r"\b(?:heißen|sind|waren|are|were|sont|étaient|son|eran|appellent|llaman)\b", re.IGNORECASE
)
_MOST_READ: Final = 400
_LOWER: Final = re.compile(r"(?<![\w-])[a-zß-ÿ][\w-]+")


def loosely_like(call: DistractorCall, key: Option) -> Iterator[str]:
    """Answers and terms of other cards that name no sort either, nearest first, none of which may be right."""
    own = asked_for(call.stem, call.answer)
    if not _is_open(own):
        return
    siblings = call.siblings[:MOST_SIBLINGS]
    common = _common_words(siblings) if key.text[:1].islower() else frozenset[str]()
    ranked: list[tuple[bool, int, int, str]] = []
    for at, card in enumerate(siblings):
        other = asked_for(card.question, card.answer)
        option = _recased(key, _offered(other, card), common)
        if option is None or not can_stand(call, key, card, option) or not _is_alike(call, key, card, option):
            continue
        is_of_names = own.is_of_a_name and other.is_of_a_name
        if not is_of_names and not _is_of_one_subject(call, key, card, option):
            continue
        if (own.sort == "place") == (other.sort == "place") and not may_be_right(call, key, card, option):
            shared = len(telling(call.stem) & telling(card.question))
            ranked.append((own.sort != other.sort, -shared, at, option.raw))
    for *_, text in sorted(ranked):
        yield text


def _offered(other: Asked, card: KnownCard) -> str | None:
    """What a card has to offer: its answer or, if it explains a term, the term; None if it asks for a named sort."""
    if other.sort == "definition":
        return split_article(other.defined)[1]
    return card.answer.strip() if _is_open(other) else None


def _recased(key: Option, text: str | None, common: frozenset[str]) -> Option | None:
    """The text with a capital if the right answer has one; without one only if it is known as a common word."""
    if not text:
        return None
    if key.text[:1].isupper():
        text = text[:1].upper() + text[1:]
    elif text[:1].isupper():
        first = text.split(" ")[0].casefold()
        text = text[:1].lower() + text[1:] if first in common else text
    return read_option(text, language=key.language)


def _common_words(siblings: Sequence[KnownCard]) -> frozenset[str]:
    """All words that stand in the deck without a capital."""
    texts = (text[:_MOST_READ] for card in siblings for text in (card.question, card.answer))
    return frozenset(word for text in texts for word in _LOWER.findall(strip_markup(text)))


def _is_open(asked: Asked) -> bool:
    """Whether the question leaves open what sort of thing the answer is, or asks for the name of something."""
    return asked.is_name or (asked.sort in _LOOSE and set(asked.heads[:1]) <= VAGUE)


def _is_alike(call: DistractorCall, key: Option, card: KnownCard, option: Option) -> bool:
    if is_plural(key) != is_plural(option) or _starts(key) != _starts(option):
        return False
    if key.kind is not option.kind and not lead(key):
        return False
    if len(key.words) > _MOST_TERM_WORDS:
        return _frame(call.stem) == _frame(card.question) and _ends_alike(key, option)
    return _asks_several(call.stem) == _asks_several(card.question)


def _is_of_one_subject(call: DistractorCall, key: Option, card: KnownCard, option: Option) -> bool:
    """Whether the questions share a word, or the answers are words that only those know who have learned them."""
    if is_close(call.stem, card.question, 1):
        return True
    return key.kind is Kind.NAME or (_is_technical(key) and _is_technical(option))


def _starts(option: Option) -> tuple[bool, str]:
    """Whether an answer begins with a capital, and its article."""
    first = option.words[0] if len(option.words) > 1 else ""
    return option.text[:1].isupper(), first if first in ARTICLES else ""


def _is_technical(option: Option) -> bool:
    least = _TECHNICAL_GERMAN if option.language == "de" else _TECHNICAL
    longest = max((len(word) for word in option.words), default=0)
    return longest >= least or bool(re.fullmatch(r"[A-ZÀ-Þ]{2,6}\d?", option.text))


def _frame(question: str) -> tuple[str, ...]:
    """The first words of a question: `what does the` of `What does the liver make?`."""
    return tuple(words(strip_markup(question))[:_FRAME_WORDS])


def _asks_several(question: str) -> bool:
    return _SEVERAL.search(question) is not None


def _ends_alike(key: Option, option: Option) -> bool:
    """Whether the first words end alike, as `lowers` and `raises` do, so that both are likely to be verbs."""
    one, other = key.words[0], option.words[0]
    return one == other or (min(len(one), len(other)) > _END and one[-_END:] == other[-_END:])
