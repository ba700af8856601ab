"""What one call to the Messages API costs, and why it stopped, read from its events as they pass."""

from dataclasses import dataclass
from typing import Any, Final

from studyapp.generation.provider import Usage

_INPUT_COUNTS: Final = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
"""Apart from each other: the first one counts what no cache had to do with."""

MOST_TOKENS: Final = 1_000_000_000
"""Of one call; more is a defect of the server."""
_LONGEST_TEXT: Final = 200


@dataclass(slots=True)
class Meter:
    """Tokens and the reason for stopping, gathered while events pass."""

    provider: str
    model: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    cache_written: int = 0
    cache_read: int = 0
    stop_reason: str | None = None

    def read(self, event: Any) -> None:
        """An event of the stream. The SDK promises types for its fields and checks none of them, so none are used."""
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
        """What went in. Not every server counts everything; a later event's counts include the earlier ones."""
        plain, written, read = (_tokens(getattr(usage, name, None)) or 0 for name in _INPUT_COUNTS)
        if total := plain + written + read:
            self.tokens_in, self.cache_written, self.cache_read = total, written, read


def _tokens(value: object) -> int | None:
    """A count there can be; anything else is none, since it ends in a column and in a sum of money."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return None
    return min(value, MOST_TOKENS)


def _text(value: object) -> str:
    return value[:_LONGEST_TEXT] if isinstance(value, str) else ""
