"""F2 and F3: the question must not give its answer away."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.findings import reject
from studyapp.rules.items import CardDraft, Finding
from studyapp.rules.text import contains_words, normalise, strip_markup, word_set, words

SHORTEST_TELLING_ANSWER: Final = 4
SHORTEST_TELLING_DELETION: Final = 2

_YES_NO: Final = word_set(
    "yes no true false correct incorrect ja nein wahr falsch richtig oui non vrai faux sí si verdadero falso sì "
    "vero sim não tak nie да нет nej nee evet hayır 是 否 はい いいえ"
)
_ASKS_YES_NO: Final = word_set(
    "is are was were am do does did can could will would shall should has have had may might must isn't aren't "
    "wasn't weren't don't doesn't didn't can't won't ist sind war waren kann können hat haben darf muss gibt est "
    "sont es son"
)
_INTERROGATIVES: Final = word_set(
    "what which who whom whose when where why how was welche welcher welches welchem welchen wer wem wen wessen "
    "wann wo warum wieso weshalb wie woher wohin womit wodurch woraus que qu'est quel quelle quels quelles qui "
    "quand où pourquoi comment combien qué cuál cuáles quién quiénes cuándo dónde cómo cuánto cuántos cuántas che "
    "chi cosa quale quali quando dove perché come quanto quem qual quais onde por hvad hvem vad vem wat waar waarom "
    "hoe co kto kde jak что кто где когда почему как какой какая какое"
)
_OR: Final = re.compile(r"\s(?:or|oder|ou|o|u)\s")
_OFFERS: Final = re.compile(r"[,:]\s[^,:?]{1,80}\s(?:or|oder|ou|o|u)\s[^,:?]{1,80}\?\s*$")
"""A choice at the end of any question, e.g. `Which is denser, ice or water?`."""
_FIRST_CLAUSE: Final = re.compile(r"^[^,:?]{1,60}[,:]\s+")


def answer_in_question(draft: CardDraft) -> Iterator[Finding]:
    """F2: reject an answer that can be read in the question, or a hidden text that stands elsewhere on the card."""
    if ordinals := cloze.ordinals(draft.question):
        if any(_is_visible(draft.question, ordinal) for ordinal in ordinals):
            yield reject("F2", "What the cloze hides can be read elsewhere on the card.")
    elif normalise(draft.answer) in _YES_NO or _is_alternative(draft):
        return
    elif _stands_in(strip_markup(draft.question), strip_markup(draft.answer), SHORTEST_TELLING_ANSWER):
        yield reject("F2", "The answer stands in the question.")


def _is_alternative(draft: CardDraft) -> bool:
    """Whether the question offers the answer as one of two, e.g. `faster in water or in vacuum?`."""
    offers = asks_yes_or_no(draft.question) or _OFFERS.search(draft.question)
    sides = _OR.split(strip_markup(draft.question))
    if draft.kind != "basic" or not offers or len(sides) != 2:
        return False
    return any(contains_words(side, strip_markup(draft.answer)) for side in sides)


def _is_visible(question: str, ordinal: int) -> bool:
    pieces = [strip_markup(piece) for piece in _visible(question, ordinal)]
    hidden = (strip_markup(text) for text in cloze.deletions(question, ordinal))
    return any(_stands_in(piece, text, SHORTEST_TELLING_DELETION) for text in hidden for piece in pieces)


def _visible(question: str, ordinal: int) -> Iterator[str]:
    """The texts around the gaps, and the hints. Words on both sides of a gap do not stand side by side."""
    for piece in cloze.segments(question, ordinal):
        yield piece if isinstance(piece, str) else piece.hint


def _stands_in(text: str, phrase: str, shortest: int) -> bool:
    return len(normalise(phrase)) >= shortest and contains_words(text, phrase)


def yes_or_no(draft: CardDraft) -> Iterator[Finding]:
    """F3: reject yes/no questions: half of all guesses are right. True/false questions are a kind of their own."""
    if draft.kind != "basic" or cloze.has_deletion(draft.question):
        return
    answer = words(strip_markup(draft.answer))
    if answer and answer[0] in _YES_NO and _is_verdict(draft.answer, answer) and asks_yes_or_no(draft.question):
        yield reject("F3", "The question can be answered with yes or no.")


def _is_verdict(answer: str, tokens: list[str]) -> bool:
    """Whether the answer is a yes or no, e.g. `No` or `No, because …`, and not `No man's land`."""
    return len(tokens) == 1 or re.match(r"\W*\w+\s*[,.;:!–—-]", answer) is not None


def asks_yes_or_no(question: str) -> bool:
    """Whether yes or no, true or false could be the answer."""
    text = strip_markup(question)
    tokens = words(_FIRST_CLAUSE.sub("", text)) or words(text)
    if tokens and tokens[0] in _ASKS_YES_NO and "which" not in tokens:
        return True
    if any(word in _INTERROGATIVES for word in words(text)):
        return False
    return text.rstrip().endswith(("?", "？", ".", "؟")) or "true or false" in normalise(text)
