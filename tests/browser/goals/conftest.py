"""A server whose model a test holds and lets go on. Tests that need another server have a fixture of that name."""

from collections.abc import Generator

import pytest

from tests.browser.conftest import StartServer
from tests.browser.server import Server
from tests.provider_server.server import ProviderServer, in_thread


@pytest.fixture
def provider() -> Generator[ProviderServer]:
    with in_thread() as running:
        yield running


@pytest.fixture
def server(start_server: StartServer, provider: ProviderServer) -> Server:
    return start_server(ANTHROPIC_BASE_URL=provider.url)
