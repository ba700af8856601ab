"""Chooses the generator of an installation."""

from studyapp.generation.extractive.provider import ExtractiveProvider
from studyapp.generation.provider import Provider
from studyapp.settings import Settings


def configured_provider(settings: Settings) -> Provider:
    """The language model if a key or an address is configured, else the extractive rules."""
    if not settings.has_model:
        return ExtractiveProvider()
    # The SDK takes seconds to import on a slow machine, which installations without a model are spared.
    from studyapp.generation.messages_api.provider import AnthropicProvider  # noqa: PLC0415

    return AnthropicProvider(settings)
