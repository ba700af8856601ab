"""What a call to a model costs, at the prices the installation was told."""

from typing import Final

from studyapp.generation.provider import Usage
from studyapp.settings import Settings

_MILLION: Final = 1_000_000
_WRITTEN: Final = 1.25
_READ: Final = 0.1
"""What tokens cost that go into the provider's cache or come from it, in prices of ordinary ones, as the Messages API
bills them. This app asks for no caching; a gateway in between may."""


def cost_usd(usage: Usage, settings: Settings) -> float | None:
    """Of the tokens that are known; empty where no token or no price is."""
    if settings.price_in is None or settings.price_out is None:
        return None
    if usage.tokens_in is None and usage.tokens_out is None:
        return None
    plain = (usage.tokens_in or 0) - usage.cache_written - usage.cache_read
    paid_in = plain + _WRITTEN * usage.cache_written + _READ * usage.cache_read
    return (paid_in * settings.price_in + (usage.tokens_out or 0) * settings.price_out) / _MILLION
