"""What a call to a model costs, at the prices in the settings."""

from typing import Final

from studyapp.generation.provider import Usage
from studyapp.settings import Settings

_MILLION: Final = 1_000_000
_WRITTEN: Final = 1.25
_READ: Final = 0.1
"""The price of a token written to or read from the provider's cache, relative to an ordinary one, as the Messages API
bills it."""


def cost_usd(usage: Usage, settings: Settings) -> float | None:
    """The cost of the tokens that are known; None if no token or no price is known."""
    if settings.price_in is None or settings.price_out is None:
        return None
    if usage.tokens_in is None and usage.tokens_out is None:
        return None
    plain = (usage.tokens_in or 0) - usage.cache_written - usage.cache_read
    paid_in = plain + _WRITTEN * usage.cache_written + _READ * usage.cache_read
    return (paid_in * settings.price_in + (usage.tokens_out or 0) * settings.price_out) / _MILLION
