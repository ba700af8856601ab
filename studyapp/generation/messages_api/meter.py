"""Reads from the events of a call to the Messages API how many tokens it used and why it stopped."""

from dataclasses import dataclass
from typing import Any, Final

from studyapp.generation.provider import Usage

_INPUT_COUNTS: Final = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
"""These counts do not overlap: the first one is for tokens outside of any cache."""

MOST_TOKENS: Final = 1_000_000_000
"""The most tokens of one call. A larger count is a defect of the server."""
_LONGEST_TEXT: Final = 200


@dataclass(slots=True)
class Meter:
    """The tokens and the stop reason of one call."""

    provider: str
    model: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    cache_written: int = 0
    cache_read: int = 0
    stop_reason: str | None = None

    def read(self, event: Any) -> None:
        """Take note of one event. The SDK declares types for its fields but does not check them, so none is trusted."""
        match event.type:
            case "message_start":
                self.model = _text(getattr(event.message, "model", None)) or self.model
                self._count(getattr(event.message, "usage", None))
            case "message_delta":
                self.stop_reason = _text(getattr(event.delta, "stop_reason", None)) or self.stop_reason
                self._count(event.usage)
                self.tokens_out = _tokens(getattr(event.usage, "output_tokens", None))
            case _:
                pass

    def usage(self) -> Usage:
        return Usage(self.provider, self.model, self.tokens_in, self.tokens_out, self.cache_written, self.cache_read)

    def _count(self, usage: object) -> None:
        """Take over the input tokens. Servers may leave out counts; those of a later event include earlier ones."""
        plain, written, read = (_tokens(getattr(usage, name, None)) or 0 for name in _INPUT_COUNTS)
        if total := plain + written + read:
            self.tokens_in, self.cache_written, self.cache_read = total, written, read


def _tokens(value: object) -> int | None:
    """The value if it is a possible count, else None, because counts are stored and turned into an amount of money."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return None
    return min(value, MOST_TOKENS)


def _text(value: object) -> str:
    return value[:_LONGEST_TEXT] if isinstance(value, str) else ""
