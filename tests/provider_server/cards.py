"""Makes cards from the material in the prompt: clozes of its own sentences, which pass every content rule."""

import re
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Final

Card = dict[str, str]

_WORD = re.compile(r"[^\W\d_]{4,}")
_MARKUP = re.compile(r"^[\s#>*+-]+|[*`_|$]")
_LONGEST: Final = 22
"""The number of words shown of a sentence, because rule F6 warns of longer questions."""


def good_cards(material: str, count: int, avoid: tuple[str, ...] = ()) -> list[Card]:
    """Up to `count` cards with different questions and answers, none of them in `avoid`."""
    known = set(avoid)
    fresh = (card for card in _all_cards(material) if card["question"] not in known)
    return list(islice(fresh, count))


def bad_card(number: int) -> Card:
    """A card that no rule set accepts: a yes/no question on "this passage" with an invented quote."""
    return {
        "quote": f"words that stand nowhere in it, number {number}",
        "question": f"Is statement number {number} in this passage true?",
        "answer": "Yes",
        "explanation": "",
    }


def _all_cards(material: str) -> Iterator[Card]:
    """One card per sentence, then a second one per sentence, and so on. Answers that were used already come last."""
    used: set[str] = set()
    repeated: list[Card] = []
    for row in zip_longest(*map(_gaps, _sentences(material))):
        for card in filter(None, row):
            if card["answer"].casefold() in used:
                repeated.append(card)
                continue
            used.add(card["answer"].casefold())
            yield card
    yield from repeated


def _sentences(material: str) -> list[str]:
    lines = [_MARKUP.sub("", line).strip() for line in material.splitlines()]
    sentences = [part.strip() for line in lines if line in material for part in re.split(r"(?<=[.!?。])\s+", line)]
    return [sentence for sentence in dict.fromkeys(sentences) if len(sentence.split()) >= 4]


def _gaps(sentence: str) -> list[Card]:
    """A card for each longer word of the sentence, longest words first."""
    words = sorted(dict.fromkeys(_WORD.findall(sentence)), key=len, reverse=True)
    return [_card(sentence, word) for word in words]


def _card(sentence: str, word: str) -> Card:
    shown = _around(sentence, word)
    gap = re.sub(rf"\w*{re.escape(word)}\w*", "…", shown, flags=re.IGNORECASE).rstrip(".!?。 ")
    return {"quote": shown, "question": gap + "?", "answer": word, "explanation": ""}


def _around(sentence: str, word: str) -> str:
    """At most `_LONGEST` consecutive words of the sentence that include `word`, unchanged."""
    spans = [match.span() for match in re.finditer(r"\S+", sentence)]
    at = next(index for index, (start, end) in enumerate(spans) if word in sentence[start:end])
    first = max(0, min(at - _LONGEST // 2, len(spans) - _LONGEST))
    return sentence[spans[first][0] : spans[min(len(spans), first + _LONGEST) - 1][1]]
