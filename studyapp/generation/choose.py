"""Which generator an installation has."""

from studyapp.generation.extractive.provider import ExtractiveProvider
from studyapp.generation.provider import Provider
from studyapp.settings import Settings


def provider(settings: Settings) -> Provider:
    """The language model where a key or an address is set, else the extractive rules."""
    if not settings.has_model:
        return ExtractiveProvider()
    # The SDK takes seconds to import on a slow machine; who has no model does not wait for it.
    from studyapp.generation.messages_api.provider import AnthropicProvider  # noqa: PLC0415

    return AnthropicProvider(settings)
