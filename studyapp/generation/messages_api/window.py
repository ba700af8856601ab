"""How much of a model's context window the parts of a call may take.

Models on one's own machine often have 4,000 to 8,000 tokens for material and answer together. Some servers refuse what
is longer, others silently drop its beginning, which holds the rules.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

_TOKENS_PER_LETTER: Final = 0.3
"""For the letters of English and blanks. Public tokenizers have 0.2 to 0.26 in English, up to 0.4 in Finnish."""
_TOKENS_PER_BYTE: Final = 0.5
"""For all else, in UTF-8. With four public tokenizers (cl100k, o200k, DeepSeek, Claude's old one) eighteen samples of
languages, tables and formulas have at most 1.38 times as many tokens as these two tell.
"""
_LETTERS: Final = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ \n"
_ANSWER_SHARE: Final = 0.35
_TOKENS_PER_ITEM: Final = 200
"""A usual item. The prompts' own limits are generous, because unused tokens cost nothing; here each has its price."""
_RULES: Final = 900
"""For the system prompt in its short form and the words around the material."""
_MARGIN: Final = 64
"""For what a server's template adds."""
_LEAST_ANSWER: Final = 300
_LEAST_SHARE: Final = 0.25
"""Kept for the answer whatever else there is to tell, and against an estimate that is too low."""
_LEAST_CHUNK: Final = 800
_MOST_CHUNK: Final = 8_000
_LARGE: Final = 60_000
"""In tokens. More than any call takes, with the longest answer there may be."""
_ASKED_EVERY: Final = 60.0
"""In seconds. A server may load the model with another length meanwhile."""


def tokens_in(text: str) -> int:
    """About how many tokens the text takes. Where it is more, the part of the window for the answer has to give."""
    written = text.encode(errors="replace")
    others = len(written.translate(None, delete=_LETTERS))
    return round((len(written) - others) * _TOKENS_PER_LETTER + others * _TOKENS_PER_BYTE)


@dataclass(frozen=True, slots=True)
class Window:
    tokens: int | None
    """None for one that is larger than anything asked of it here."""

    def chunk_chars(self, material: str) -> int:
        """How many characters of this material suit one call."""
        if self.tokens is None or not material:
            return _MOST_CHUNK
        free = self.tokens * (1 - _ANSWER_SHARE) - _RULES - _MARGIN
        sample = material[:20_000]
        per_char = tokens_in(sample) / len(sample)
        return round(min(max(free / max(per_char, 0.01), _LEAST_CHUNK), _MOST_CHUNK))

    def items_at_once(self) -> int | None:
        """How many items fit into one answer; None if there is no limit."""
        return None if self.tokens is None else max(1, int(self.tokens * _ANSWER_SHARE) // _TOKENS_PER_ITEM)

    def room(self, asked: str) -> int | None:
        """How many tokens are left for the answer to this prompt; 0 or less if it does not fit; None if any number."""
        return None if self.tokens is None else self.tokens - tokens_in(asked) - _MARGIN

    def fits(self, asked: str) -> bool:
        room = self.room(asked)
        return self.tokens is None or room is None or room >= max(_LEAST_ANSWER, self.tokens * _LEAST_SHARE)


class Windows:
    """Knows the window of the model: from the settings, else from its server, which is asked again after a while."""

    def __init__(self, tokens: int | None, ask: Callable[[], Awaitable[int | None]]) -> None:
        self._tokens = tokens
        self._ask = ask
        self._known: tuple[float, Window] | None = None

    async def current(self) -> Window:
        if self._tokens is not None:
            return Window(self._tokens)
        if self._known is None or time.monotonic() - self._known[0] > _ASKED_EVERY:
            told = await self._ask()
            self.learn(told if told is not None or self._known is None else self._known[1].tokens)
        assert self._known is not None
        return self._known[1]

    def learn(self, tokens: int | None) -> None:
        """Take note of the length that the server has told, e.g. when it refused a call."""
        self._known = time.monotonic(), Window(_limiting(tokens))


def _limiting(tokens: int | None) -> int | None:
    """The length if it is small enough to matter, else None."""
    return tokens if tokens is not None and tokens < _LARGE else None
