"""The model of a server that speaks like one of those that people use."""

from typing import Any

from studyapp.generation.messages_api.provider import AnthropicProvider
from studyapp.settings import Settings
from tests.provider_server.dialects import DialectServer


def model_of(server: DialectServer, *, address: str = "", **settings: Any) -> AnthropicProvider:
    """The provider as the settings make it. `address` is what follows the server's own, e.g. `/v1`."""
    given: dict[str, Any] = {
        "anthropic_base_url": server.url + address,
        "anthropic_api_key": None,
        "model": server.dialect.model,
        "provider_timeout_seconds": 60,
        **settings,
    }
    return AnthropicProvider(Settings(**given))
